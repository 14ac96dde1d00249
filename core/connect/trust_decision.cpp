#include "trust_decision.h"

#include <QByteArray>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype hexDigits = 64; // of SHA-256

} // namespace

QString normalFingerprint(const QString &typed)
{
    QString digits;
    for (const QChar c : typed) {
        const QChar upper = c.toUpper();
        if ((upper >= u'0' && upper <= u'9') || (upper >= u'A' && upper <= u'F'))
            digits += upper;
        else if (c != u':' && c != u' ' && c != u'-')
            return {};
    }
    if (digits.size() != hexDigits)
        return {};
    for (qsizetype at = hexDigits - 2; at > 0; at -= 2)
        digits.insert(at, u':');
    return digits;
}

bool TrustDecision::covers(const QString &shownServer, const QString &shownFingerprint) const
{
    const QString own = normalFingerprint(fingerprint);
    return !own.isEmpty() && own == normalFingerprint(shownFingerprint)
           && server.compare(shownServer, Qt::CaseInsensitive) == 0;
}

} // namespace smk
