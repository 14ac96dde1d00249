#include "pasted_string.h"

#include <QStringList>

#include <algorithm>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// The server in scheme://user:password@host:port/…; nothing where it cannot be told from a password.
QString serverInUrl(const QString &url)
{
    QString text = url.mid(url.indexOf("://"_L1) + 3);
    const qsizetype end =
        std::find_if(text.begin(), text.end(), [](QChar c) { return QStringView(u"/;?").contains(c); }) - text.begin();
    const QString authority = text.left(end);
    if (text.contains(u'@') && !authority.contains(u'@'))
        return {};
    text = authority.mid(authority.lastIndexOf(u'@') + 1);
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon > text.lastIndexOf(u']'))
        text[colon] = u',';
    return text;
}

QString serverInPairs(const QString &pairs)
{
    static const QStringList keys{u"server"_s, u"data source"_s, u"addr"_s, u"address"_s, u"network address"_s};
    const QStringList parts = pairs.split(u';');
    for (const QString &part : parts) {
        if (keys.contains(part.section(u'=', 0, 0).trimmed(), Qt::CaseInsensitive))
            return part.section(u'=', 1).trimmed().remove(u'"').remove(u'{').remove(u'}');
    }
    return parts.front().contains(u'=') ? QString() : parts.front();
}

} // namespace

bool isConnectionString(const QString &text)
{
    return text.contains("://"_L1) || text.contains(u'=');
}

QString serverInside(const QString &connectionString)
{
    return connectionString.contains("://"_L1) ? serverInUrl(connectionString) : serverInPairs(connectionString);
}

} // namespace smk
