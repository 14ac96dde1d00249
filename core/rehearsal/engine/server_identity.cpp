#include "server_identity.h"

#include "rehearsal_user.h"

#include <QDir>
#include <QSysInfo>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

#ifdef Q_OS_WIN
constexpr Platform Own = Platform::Windows;
#else
constexpr Platform Own = Platform::Linux;
#endif

QString versionText(const ServerIdentity &identity)
{
    const QString system = identity.platform == Platform::Linux
                               ? u"Linux (%1 %2) <X64>"_s.arg(identity.distribution, identity.release)
                               : u"Windows Server 2022 Standard 10.0 <X64> (Build 20348: ) (Hypervisor)"_s;
    const QString product = identity.major == 16   ? u"Microsoft SQL Server 2022 (RTM-CU16)"_s
                            : identity.major == 10 ? u"Microsoft SQL Server 2008 R2 (SP2)"_s
                                                   : u"Microsoft SQL Azure (RTM)"_s;
    return u"%1 - %2 (X64) \n\tRehearsal server, not SQL Server\n\t%3 on %4"_s.arg(product, identity.version,
                                                                                   identity.edition, system);
}

} // namespace

ServerIdentity identityFor(const ScenarioKnobs &knobs, const RehearsalOptions &options, const LocalPath &root)
{
    ServerIdentity identity;
    identity.platform = knobs.speaks == Speaks::ThisSystem ? Own
                        : knobs.speaks == Speaks::Windows  ? Platform::Windows
                                                           : Platform::Linux;
    const bool windows = identity.platform == Platform::Windows;
    const bool elsewhere = knobs.speaks != Speaks::ThisSystem;
    identity.serverName = !options.name.isEmpty() ? options.name
                          : !elsewhere            ? u"REHEARSAL"_s
                          : windows               ? u"REHEARSAL-WIN"_s
                                                  : u"REHEARSAL-LINUX"_s;
    const QString host = QSysInfo::machineHostName().section(u'.', 0, 0);
    identity.machineName = elsewhere ? identity.serverName.section(u'\\', 0, 0) : host;
    if (knobs.browser && !identity.serverName.contains(u'\\'))
        identity.serverName += u"\\PRACTICE"_s;
    identity.instanceName = identity.serverName.section(u'\\', 1);
    identity.version = u"16.0.4165.4"_s;
    identity.level = u"RTM"_s;
    identity.edition = u"Developer Edition (64-bit)"_s;
    identity.distribution = windows     ? u"Windows Server 2022 Standard"_s
                            : elsewhere ? u"Ubuntu"_s
                                        : QSysInfo::productType();
    identity.release = windows ? u"10.0"_s : elsewhere ? u"22.04"_s : QSysInfo::productVersion();
    identity.serviceAccount = !elsewhere ? runningUser() : windows ? u"NT Service\\MSSQLSERVER"_s : u"mssql"_s;
    if (elsewhere) {
        identity.dataPath = windows ? u"C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\DATA\\"_s
                                    : u"/var/opt/mssql/data/"_s;
        identity.backupPath = windows ? u"C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Backup"_s
                                      : u"/var/opt/mssql/data"_s;
        identity.keyPath = knobs.keysOnShare ? u"\\\\FILESRV\\SMK"_s
                           : windows         ? u"C:\\Keys"_s
                                             : u"/srv/keys"_s;
    } else {
        identity.dataPath = QDir::toNativeSeparators(root.child(u"data"_s).text());
        identity.backupPath = QDir::toNativeSeparators(root.child(u"backup"_s).text());
        identity.keyPath = QDir::toNativeSeparators(root.child(u"keys"_s).text());
    }
    if (knobs.foreignAddress)
        identity.foreignAddress = u"192.0.2.10"_s; // a network for examples: it belongs to nobody
    if (knobs.oldVersion) {
        identity.version = u"10.50.4000.0"_s;
        identity.major = 10;
        identity.build = 4000;
        identity.level = u"SP2"_s;
        identity.edition = u"Enterprise Edition (64-bit)"_s;
        identity.tdsVersion = 0x730B0003;
    }
    if (knobs.azure) {
        identity.version = u"12.0.2000.8"_s;
        identity.major = 12;
        identity.build = 2000;
        identity.edition = u"SQL Azure"_s;
        identity.engineEdition = 5;
        identity.machineName = QString();
    }
    identity.versionText = versionText(identity);
    return identity;
}

} // namespace smk::engine
