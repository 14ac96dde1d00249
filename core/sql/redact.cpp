#include "server_session.h"

#include <QRegularExpression>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// A server may quote the statement from any place and cut it anywhere, so a piece of this length counts as the secret.
// Shorter ones are ordinary words too often, and eight units are the shortest password.
constexpr std::size_t shortestPiece = 8;
const QString mask = u"********"_s;

std::size_t longestMatch(QStringView text, std::u16string_view secret)
{
    std::size_t best = 0;
    for (std::size_t from = 0; from < secret.size() && secret.size() - from > best; ++from) {
        std::size_t length = 0;
        while (from + length < secret.size() && length < std::size_t(text.size())
               && text.at(qsizetype(length)) == QChar(secret[from + length]))
            ++length;
        best = std::max(best, length);
    }
    return best;
}

// Both spellings in one pass: after one of them alone, a short rest of the other would be left standing.
QString withoutPieces(const QString &text, std::u16string_view secret, std::u16string_view doubled)
{
    if (secret.empty())
        return text;
    const std::size_t enough = std::min(shortestPiece, secret.size());
    QString clean;
    for (qsizetype i = 0; i < text.size();) {
        const QStringView rest = QStringView(text).mid(i);
        const std::size_t match = std::max(longestMatch(rest, secret), longestMatch(rest, doubled));
        if (match >= enough) {
            if (!clean.endsWith(mask))
                clean += mask;
            i += qsizetype(match);
        } else
            clean += text.at(i++);
    }
    return clean;
}

} // namespace

QString redact(const QString &text, const SecretString &secret)
{
    // First the literal after PASSWORD, closed or cut off; then the secret itself wherever else it stands.
    static const QRegularExpression literalAfterPassword(u"(PASSWORD\\s*=?\\s*)N?'(?:[^']|'')*('|$)"_s,
                                                         QRegularExpression::CaseInsensitiveOption
                                                             | QRegularExpression::DotMatchesEverythingOption);
    QString clean = text;
    clean.replace(literalAfterPassword, u"\\1'"_s + mask + u'\'');
    SecretString doubled;
    for (const char16_t unit : secret.view()) {
        doubled.append(unit);
        if (unit == u'\'')
            doubled.append(unit);
    }
    return withoutPieces(clean, secret.view(), doubled.view());
}

} // namespace smk
