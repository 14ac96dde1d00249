#include "browser_answer.h"

#include "tds_bytes.h"

namespace smk::tds {

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned AskAllBroadcast = 0x02;
constexpr unsigned AskAll = 0x03;
constexpr unsigned AskOne = 0x04;
constexpr unsigned Answer = 0x05;
constexpr qsizetype LongestName = 32;
constexpr qsizetype LongestForOne = 1024;
constexpr qsizetype LongestForAll = 65535 - 28; // what one datagram carries over IPv4

QByteArray textOf(const BrowserHost &host, const BrowserInstance &instance)
{
    QString text =
        u"ServerName;%1;InstanceName;%2;IsClustered;No;Version;%3"_s.arg(host.name, instance.name, host.version);
    if (instance.port != 0)
        text += u";tcp;%1"_s.arg(instance.port);
    text += u";np;\\\\%1\\pipe\\MSSQL$%2\\sql\\query;;"_s.arg(host.name, instance.name);
    return text.toLatin1();
}

QByteArray framedAnswer(const QByteArray &text, qsizetype longest)
{
    if (text.isEmpty() || text.size() + 3 > longest)
        return {};
    return Writer().u8(Answer).u16(static_cast<unsigned>(text.size())).bytes(text).data();
}

} // namespace

QByteArray browserAnswer(const QByteArray &request, const BrowserHost &host)
{
    Reader reader(request);
    const unsigned kind = reader.u8();
    if (reader.failed())
        return {};
    if (kind == AskAll || kind == AskAllBroadcast) {
        QByteArray all;
        for (const BrowserInstance &instance : host.instances) {
            if (!instance.hidden)
                all += textOf(host, instance);
        }
        return request.size() == 1 ? framedAnswer(all, LongestForAll) : QByteArray();
    }
    if (kind != AskOne) // 0F, the port of the administrator's connection: there is none here
        return {};
    QByteArray name = request.sliced(1);
    const qsizetype end = name.indexOf('\0');
    if (end >= 0 && end + 1 != name.size())
        return {};
    name.truncate(end < 0 ? name.size() : end);
    if (name.isEmpty() || name.size() > LongestName)
        return {};
    const QString wanted = QString::fromLatin1(name);
    for (const BrowserInstance &instance : host.instances) {
        if (!instance.hidden && instance.name.compare(wanted, Qt::CaseInsensitive) == 0)
            return framedAnswer(textOf(host, instance), LongestForOne);
    }
    return {};
}

} // namespace smk::tds
