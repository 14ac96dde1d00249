#include "connect_memory.h"

#include "data_folder.h"
#include "thread_rule.h"

#include <QFileInfo>
#include <QSettings>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 longestFile = 256 * 1024; // ours has a few KiB; more is not ours
constexpr int mostSeconds = 120;

QString encryptionName(Encryption encryption)
{
    switch (encryption) {
    case Encryption::Mandatory:
        return u"required"_s;
    case Encryption::Strict:
        return u"strict"_s;
    case Encryption::Optional:
        break;
    }
    return u"optional"_s;
}

// A word that nobody wrote here counts as the safest choice.
Encryption encryptionOf(const QString &name)
{
    return name == "strict"_L1     ? Encryption::Strict
           : name == "optional"_L1 ? Encryption::Optional
                                   : Encryption::Mandatory;
}

// One spelling for what names the same server.
QString spelled(const QString &server)
{
    const auto address = parseServerName(server);
    return address ? address->shown() : server.trimmed();
}

bool isSameServer(const QString &one, const QString &other)
{
    return spelled(one).compare(spelled(other), Qt::CaseInsensitive) == 0;
}

RememberedServer read(const QSettings &file)
{
    RememberedServer entry;
    entry.server = file.value(u"server"_s).toString();
    entry.serverName = file.value(u"serverName"_s).toString();
    entry.signIn = file.value(u"signIn"_s).toString() == "windows"_L1 ? SignIn::Integrated : SignIn::SqlLogin;
    entry.login = file.value(u"login"_s).toString();
    if (!entry.login.isEmpty() && !checkLogin(entry.login))
        entry.login.clear();
    entry.encryption = encryptionOf(file.value(u"encryption"_s).toString());
    entry.caFile = LocalPath(file.value(u"caFile"_s).toString());
    entry.nameInCertificate = file.value(u"nameInCertificate"_s).toString();
    entry.driverName = file.value(u"driver"_s).toString();
    const int seconds = file.value(u"loginTimeout"_s, entry.loginTimeoutSeconds).toInt();
    entry.loginTimeoutSeconds = std::clamp(seconds, 1, mostSeconds);
    entry.passwordKept = file.value(u"passwordKept"_s).toBool() && !entry.login.isEmpty();
    TrustDecision trust;
    trust.server = entry.server;
    trust.fingerprint = normalFingerprint(file.value(u"trustedFingerprint"_s).toString());
    trust.failedCheck = file.value(u"trustFailedCheck"_s).toString();
    trust.reason = file.value(u"trustReason"_s).toString();
    trust.decidedUtc = QDateTime::fromString(file.value(u"trustedUtc"_s).toString(), Qt::ISODate);
    // A decision without its reason and time is none: it is asked again.
    if (!trust.fingerprint.isEmpty() && !trust.reason.isEmpty() && trust.decidedUtc.isValid())
        entry.trust = trust;
    return entry;
}

void write(QSettings &file, const RememberedServer &entry)
{
    const auto put = [&file](const QString &key, const QString &value) {
        if (!value.isEmpty())
            file.setValue(key, value);
    };
    put(u"server"_s, entry.server);
    put(u"serverName"_s, entry.serverName);
    put(u"signIn"_s, entry.signIn == SignIn::Integrated ? u"windows"_s : u"login"_s);
    put(u"login"_s, entry.login);
    put(u"encryption"_s, encryptionName(entry.encryption));
    put(u"caFile"_s, entry.caFile.text());
    put(u"nameInCertificate"_s, entry.nameInCertificate);
    put(u"driver"_s, entry.driverName);
    file.setValue(u"loginTimeout"_s, entry.loginTimeoutSeconds);
    file.setValue(u"passwordKept"_s, entry.passwordKept);
    if (!entry.trust)
        return;
    put(u"trustedFingerprint"_s, entry.trust->fingerprint);
    put(u"trustFailedCheck"_s, entry.trust->failedCheck);
    put(u"trustReason"_s, entry.trust->reason);
    put(u"trustedUtc"_s, entry.trust->decidedUtc.toUTC().toString(Qt::ISODate));
}

} // namespace

RememberedServers rememberedServers()
{
    aboutToBlock("rememberedServers");
    RememberedServers servers;
    const QString name = settingsFile().text();
    if (QFileInfo(name).size() > longestFile)
        return servers;
    QSettings file(name, QSettings::IniFormat);
    const int count = std::clamp(file.beginReadArray(u"servers"_s), 0, static_cast<int>(MostRemembered));
    for (int i = 0; i < count; ++i) {
        file.setArrayIndex(i);
        RememberedServer entry = read(file);
        if (parseServerName(entry.server) && findRemembered(servers, entry.server) == nullptr)
            servers.push_back(std::move(entry));
    }
    return servers;
}

RememberedServers rememberServer(const RememberedServer &server)
{
    aboutToBlock("rememberServer");
    RememberedServers servers = rememberedServers();
    std::erase_if(servers, [&server](const RememberedServer &old) { return isSameServer(old.server, server.server); });
    servers.insert(servers.begin(), server);
    RememberedServers dropped;
    while (servers.size() > MostRemembered) {
        dropped.push_back(std::move(servers.back()));
        servers.pop_back();
    }
    QSettings file(settingsFile().text(), QSettings::IniFormat);
    file.remove(u"servers"_s);
    file.beginWriteArray(u"servers"_s, static_cast<int>(servers.size()));
    for (std::size_t i = 0; i < servers.size(); ++i) {
        file.setArrayIndex(static_cast<int>(i));
        write(file, servers[i]);
    }
    file.endArray();
    file.sync();
    return dropped;
}

const RememberedServer *findRemembered(const RememberedServers &servers, const QString &server)
{
    const auto found = std::find_if(servers.begin(), servers.end(), [&server](const RememberedServer &entry) {
        return isSameServer(entry.server, server);
    });
    return found == servers.end() ? nullptr : &*found;
}

const RememberedServer *findCalled(const RememberedServers &servers, const QString &serverName)
{
    if (const RememberedServer *reached = findRemembered(servers, serverName))
        return reached;
    const auto found = std::find_if(servers.begin(), servers.end(), [&serverName](const RememberedServer &entry) {
        return !entry.serverName.isEmpty() && entry.serverName.compare(serverName, Qt::CaseInsensitive) == 0;
    });
    return found == servers.end() ? nullptr : &*found;
}

QString keychainName(const QString &server, const QString &login)
{
    return u"sign-in %1 %2"_s.arg(server, login);
}

} // namespace smk
