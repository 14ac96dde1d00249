#include "server_identity.h"

#include "rehearsal_user.h"

#include <QDir>
#include <QSysInfo>

#include <algorithm>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

#ifdef Q_OS_WIN
constexpr Platform Own = Platform::Windows;
#else
constexpr Platform Own = Platform::Linux;
#endif

// How each version names itself. TDS: what it answers at login.
struct Release
{
    int major;
    const char *product;
    const char *level;
    const char *version;
    int build;
    std::uint32_t tds;
};
constexpr Release Releases[] = {
    {10, "Microsoft SQL Server 2008 R2 (SP2)", "SP2", "10.50.4000.0", 4000, 0x730B0003},
    {11, "Microsoft SQL Server 2012 (SP4)", "SP4", "11.0.7001.0", 7001, 0x74000004},
    {12, "Microsoft SQL Server 2014 (SP3)", "SP3", "12.0.6024.0", 6024, 0x74000004},
    {13, "Microsoft SQL Server 2016 (SP3)", "SP3", "13.0.6300.2", 6300, 0x74000004},
    {14, "Microsoft SQL Server 2017 (RTM-CU31)", "RTM", "14.0.3456.2", 3456, 0x74000004},
    {15, "Microsoft SQL Server 2019 (RTM-CU32)", "RTM", "15.0.4430.1", 4430, 0x74000004},
    {16, "Microsoft SQL Server 2022 (RTM-CU16)", "RTM", "16.0.4165.4", 4165, 0x74000004},
    {17, "Microsoft SQL Server 2025 (RTM)", "RTM", "17.0.1000.7", 1000, 0x74000004},
};

const Release &releaseOf(int major)
{
    const auto found = std::find_if(std::begin(Releases), std::end(Releases),
                                    [major](const Release &release) { return release.major == major; });
    return found == std::end(Releases) ? Releases[6] : *found;
}

QString versionText(const ServerIdentity &identity)
{
    const QString system = identity.platform == Platform::Linux
                               ? u"Linux (%1 %2) <X64>"_s.arg(identity.distribution, identity.release)
                               : u"Windows Server 2022 Standard 10.0 <X64> (Build 20348: ) (Hypervisor)"_s;
    const QString product = identity.engineEdition == 3 ? QString::fromLatin1(releaseOf(identity.major).product)
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
    const Release &release = releaseOf(knobs.majorVersion);
    identity.major = release.major;
    identity.version = QString::fromLatin1(release.version);
    identity.build = release.build;
    identity.level = QString::fromLatin1(release.level);
    identity.tdsVersion = release.tds;
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
        identity.keyPath = knobs.proceduresRevoked ? u"C:\\Handed"_s // there already: it could not be made
                           : knobs.keysOnShare     ? u"\\\\FILESRV\\SMK"_s
                           : windows               ? u"C:\\Keys"_s
                                                   : u"/srv/keys"_s;
    } else {
        identity.dataPath = QDir::toNativeSeparators(root.child(u"data"_s).text());
        identity.backupPath = QDir::toNativeSeparators(root.child(u"backup"_s).text());
        identity.keyPath = QDir::toNativeSeparators(root.child(u"keys"_s).text());
    }
    if (knobs.foreignAddress)
        identity.foreignAddress = u"192.0.2.10"_s; // a network for examples: it belongs to nobody
    if (release.major == 10)
        identity.edition = u"Enterprise Edition (64-bit)"_s;
    identity.physicalName = knobs.clustered ? u"REHEARSAL-NODE2"_s : identity.machineName;
    if (knobs.amazon)
        identity.machineName = identity.physicalName = identity.serverName = u"REHEARSAL-EC2AMAZ"_s;
    if (knobs.azure) {
        identity.version = u"12.0.2000.8"_s;
        identity.major = 12;
        identity.build = 2000;
        identity.edition = u"SQL Azure"_s;
        identity.engineEdition = knobs.managedInstance ? 8 : 5;
        identity.machineName = identity.physicalName = QString();
    }
    identity.versionText = versionText(identity);
    return identity;
}

} // namespace smk::engine
