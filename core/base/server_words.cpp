#include "server_words.h"

#include "display_text.h"

namespace smk {

using namespace Qt::StringLiterals;

QString numberLine(const ServerError &error)
{
    if (error.number == 0)
        return {};
    QStringList parts{QString::number(error.number)};
    if (error.severity >= 0)
        parts << u"level %1"_s.arg(error.severity);
    if (error.state >= 0)
        parts << u"state %1"_s.arg(error.state);
    return parts.join(u", "_s);
}

QString shortServerText(const ServerError &error)
{
    constexpr qsizetype Longest = 300;
    // Cut before it is made tidy: a hostile server may send megabytes.
    QString text = displayText(error.text.left(4 * Longest).simplified());
    if (text.size() > Longest)
        text = text.left(Longest - 1) + u'…';
    return text;
}

QStringList unknownErrorArguments(const ServerError &error)
{
    const QString text = shortServerText(error);
    return {error.number != 0 ? QString::number(error.number) : error.sqlState, text.isEmpty() ? u"—"_s : text};
}

} // namespace smk
