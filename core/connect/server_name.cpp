#include "server_name.h"

#include "display_text.h"
#include "make_problem.h"
#include "pasted_string.h"

#include <algorithm>
#include <array>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHost = 253;    // of a DNS name
constexpr qsizetype longestInstance = 32; // the Browser's limit; SQL Server itself stops at 16
constexpr qsizetype longestTyped = 400;
constexpr qsizetype longestZone = 32;
constexpr qsizetype longestLogin = 128;
constexpr quint16 adminPort = 1434;

constexpr std::array<const char *, 8> azureEndings{".database.windows.net",
                                                   ".database.chinacloudapi.cn",
                                                   ".database.usgovcloudapi.net",
                                                   ".database.cloudapi.de",
                                                   ".sql.azuresynapse.net",
                                                   ".database.fabric.microsoft.com",
                                                   ".datawarehouse.fabric.microsoft.com",
                                                   ".pbidedicated.windows.net"};

tl::unexpected<Problem> refuse(const char *id, const QString &argument = {})
{
    return fail(connectProblem(id, argument.isEmpty() ? QStringList() : QStringList{argument}));
}

QString characterName(QChar c)
{
    const QString number = u"U+"_s + QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0');
    return c.isSpace() || hasHiddenCharacters(QString(c)) ? number : u"%1 (%2)"_s.arg(QString(c), number);
}

template <typename Allowed>
tl::unexpected<Problem> refuseCharacter(const QString &text, Allowed allowed)
{
    const auto odd = std::find_if_not(text.begin(), text.end(), allowed);
    return fail(connectProblem("connect.name-characters", {displayText(text), characterName(*odd)}));
}

Protocol takePrefix(QString &text)
{
    constexpr std::array<std::pair<const char *, Protocol>, 4> prefixes{{{"tcp:", Protocol::Tcp},
                                                                         {"np:", Protocol::NamedPipe},
                                                                         {"lpc:", Protocol::SharedMemory},
                                                                         {"admin:", Protocol::Admin}}};
    for (const auto &[prefix, protocol] : prefixes) {
        if (text.startsWith(QLatin1StringView(prefix), Qt::CaseInsensitive)) {
            text = text.mid(qsizetype(qstrlen(prefix))).trimmed();
            return protocol;
        }
    }
    return Protocol::Default;
}

bool isHostCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'.' || c == u'-' || c == u'_';
}

bool isInstanceCharacter(QChar c)
{
    return c.isLetterOrNumber() || QStringView(u"_$#-").contains(c);
}

bool isOctet(const QString &text)
{
    bool isNumber = false;
    const uint value = text.toUInt(&isNumber);
    return isNumber && value <= 255 && text.size() <= 3 && text.front().isDigit();
}

bool isIpv4(const QString &text)
{
    const QStringList octets = text.split(u'.');
    return octets.size() == 4 && std::all_of(octets.begin(), octets.end(), isOctet);
}

// Groups of up to four hex digits, one "::" at most, the last two perhaps as IPv4; "%" and the name of a network
// interface behind it, as link-local addresses need it.
bool isIpv6(const QString &text)
{
    const QString zone = text.contains(u'%') ? text.section(u'%', 1) : u"0"_s;
    const QString address = text.section(u'%', 0, 0);
    const bool zoneFits =
        !zone.isEmpty() && zone.size() <= longestZone && std::all_of(zone.begin(), zone.end(), [](QChar c) {
            return c.unicode() < 0x80 && (c.isLetterOrNumber() || QStringView(u"_.-").contains(c));
        });
    if (!zoneFits || address.count(u':') < 2 || address.contains(":::"_L1) || address.count("::"_L1) > 1)
        return false;
    const bool shortened = address.contains("::"_L1);
    QStringList groups = address.split(u':');
    if (groups.first().isEmpty() != address.startsWith("::"_L1) || groups.last().isEmpty() != address.endsWith("::"_L1))
        return false;
    qsizetype count = 0;
    for (qsizetype i = 0; i < groups.size(); ++i) {
        const QString &group = groups[i];
        if (group.isEmpty())
            continue;
        if (i == groups.size() - 1 && group.count(u'.') == 3) {
            if (!isIpv4(group))
                return false;
            count += 2;
            continue;
        }
        const bool hex = group.size() <= 4 && std::all_of(group.begin(), group.end(), [](QChar c) {
                             return QStringView(u"0123456789abcdefABCDEF").contains(c);
                         });
        if (!hex)
            return false;
        ++count;
    }
    return shortened ? count < 8 : count == 8;
}

// Four groups of digits alone are an address and must be one; anything else with digits is a name.
bool isBrokenIpv4(const QString &host)
{
    const QStringList parts = host.split(u'.');
    if (parts.size() != 4)
        return false;
    bool broken = false;
    for (const QString &part : parts) {
        bool isNumber = false;
        const int value = part.toInt(&isNumber);
        if (!isNumber)
            return false;
        broken = broken || value > 255;
    }
    return broken;
}

tl::unexpected<Problem> refuseConnectionString(const QString &text)
{
    const QString inside = serverInside(text);
    const auto server =
        isConnectionString(inside) ? Result<ServerAddress>(refuse("connect.name-empty")) : parseServerName(inside);
    return server ? refuse("connect.name-connection-string", server->shown()) : refuse("connect.name-not-alone");
}

bool isAzure(const QString &host)
{
    QString name = host.toCaseFolded();
    while (name.endsWith(u'.'))
        name.chop(1);
    return std::any_of(azureEndings.begin(), azureEndings.end(),
                       [&](const char *ending) { return name.endsWith(QLatin1StringView(ending)); });
}

// \\HOST\pipe\MSSQL$INSTANCE\sql\query and \\HOST\pipe\sql\query: the host and instance are in it.
Result<ServerAddress> parsePipe(const QString &text)
{
    const QStringList parts = text.mid(2).split(u'\\');
    if (parts.size() < 3 || parts[0].isEmpty() || parts[1].compare("pipe"_L1, Qt::CaseInsensitive) != 0)
        return refuse("connect.name-pipe", text);
    if (parts[2].startsWith("LOCALDB#"_L1, Qt::CaseInsensitive))
        return refuse("connect.name-localdb");
    QString inner = parts[0];
    if (parts[2].startsWith("MSSQL$"_L1, Qt::CaseInsensitive))
        inner += u'\\' + parts[2].mid(6);
    auto address = parseServerName(inner);
    if (address)
        address->protocol = Protocol::NamedPipe;
    return address;
}

Result<quint16> takePort(QString &text)
{
    const qsizetype comma = text.lastIndexOf(u',');
    if (comma < 0)
        return quint16(0);
    const QString digits = text.mid(comma + 1).trimmed();
    text = text.left(comma).trimmed();
    bool isNumber = false;
    const uint port = digits.toUInt(&isNumber);
    const bool plain = std::all_of(digits.begin(), digits.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isNumber || !plain || port < 1 || port > 65535)
        return refuse("connect.name-port", digits);
    return quint16(port);
}

Result<QString> checkedHost(QString host)
{
    if (host.startsWith(u'[') && host.endsWith(u']')) {
        host = host.mid(1, host.size() - 2);
        if (!isIpv6(host) && !isIpv4(host))
            return refuse("connect.name-address", displayText(host));
        return host;
    }
    if (host == u"."_s || host.compare("(local)"_L1, Qt::CaseInsensitive) == 0
        || host.compare("localhost"_L1, Qt::CaseInsensitive) == 0)
        return u"localhost"_s;
    if (host.compare("(localdb)"_L1, Qt::CaseInsensitive) == 0)
        return refuse("connect.name-localdb");
    if (host.isEmpty())
        return refuse("connect.name-empty");
    if (isIpv6(host))
        return host;
    if (host.count(u':') == 1 && host.back().isDigit())
        return refuse("connect.name-colon", host);
    if (host.count(u':') > 1 || host.contains(u'%'))
        return refuse("connect.name-address", displayText(host));
    if (host.size() > longestHost)
        return refuse("connect.name-too-long", QString::number(longestHost));
    if (!std::all_of(host.begin(), host.end(), isHostCharacter))
        return refuseCharacter(host, isHostCharacter);
    if (host.startsWith(u'.') || host.contains(".."_L1))
        return refuse("connect.name-dots", host);
    if (host.endsWith(u'.')) // "from the root on": no certificate and no ticket is made out with it
        return checkedHost(host.chopped(1));
    if (isBrokenIpv4(host))
        return refuse("connect.name-address", host);
    if (isAzure(host))
        return refuse("connect.name-azure", host);
    return host;
}

Result<QString> checkedInstance(const QString &instance)
{
    if (instance.compare("MSSQLSERVER"_L1, Qt::CaseInsensitive) == 0)
        return QString(); // the default instance by its service's name
    if (instance.isEmpty())
        return refuse("connect.name-instance-empty");
    if (instance.size() > longestInstance)
        return refuse("connect.name-too-long", QString::number(longestInstance));
    if (!std::all_of(instance.begin(), instance.end(), isInstanceCharacter))
        return refuseCharacter(instance, isInstanceCharacter);
    return instance;
}

} // namespace

Result<ServerAddress> parseServerName(const QString &typed)
{
    QString text = typed.trimmed();
    if (text.isEmpty())
        return refuse("connect.name-empty");
    if (isConnectionString(text))
        return refuseConnectionString(text);
    if (text.size() > longestTyped)
        return refuse("connect.name-too-long", QString::number(longestTyped));
    if (hasHiddenCharacters(text))
        return refuseCharacter(text, [](QChar c) { return !hasHiddenCharacters(QString(c)); });
    ServerAddress address;
    address.protocol = takePrefix(text);
    if (text.startsWith("\\\\"_L1))
        return parsePipe(text);
    const auto port = takePort(text);
    if (!port)
        return fail(port.error());
    address.port = *port;
    const qsizetype slash = text.indexOf(u'\\');
    const auto host = checkedHost((slash < 0 ? text : text.left(slash)).trimmed());
    if (!host)
        return fail(host.error());
    address.host = *host;
    if (slash >= 0) {
        const auto instance = checkedInstance(text.mid(slash + 1).trimmed());
        if (!instance)
            return fail(instance.error());
        address.instance = *instance;
    }
    if (address.protocol == Protocol::Admin && address.port == 0 && address.instance.isEmpty())
        address.port = adminPort;
    return address;
}

QString ServerAddress::shown() const
{
    QString text;
    switch (protocol) {
    case Protocol::Default:
        break;
    case Protocol::Tcp:
        text = u"tcp:"_s;
        break;
    case Protocol::NamedPipe:
        text = u"np:"_s;
        break;
    case Protocol::SharedMemory:
        text = u"lpc:"_s;
        break;
    case Protocol::Admin:
        text = u"admin:"_s;
        break;
    }
    text += host.contains(u':') ? u'[' + host + u']' : host;
    if (!instance.isEmpty())
        text += u'\\' + instance;
    if (port != 0)
        text += u',' + QString::number(port);
    return text;
}

Result<void> checkLogin(const QString &login)
{
    if (login.trimmed().isEmpty())
        return refuse("connect.login-empty");
    if (login.size() > longestLogin)
        return refuse("connect.login-too-long", QString::number(longestLogin));
    if (hasHiddenCharacters(login))
        return refuse("connect.login-characters");
    // SQL Server has no login of its own with a back-slash in it, and FreeTDS would sign in to the domain with it.
    if (login.contains(u'\\'))
        return refuse("connect.login-is-windows", login);
    return {};
}

} // namespace smk
