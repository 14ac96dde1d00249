#include "connect_step.h"

#include <array>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestWithFileViews = 14; // 2017: from here on the server tells of files and of its host
// Azure SQL Database, Synapse (two), Managed Instance, Fabric: the provider keeps the key.
constexpr std::array<int, 5> editionsWithoutKey{5, 6, 8, 11, 12};
constexpr int expectedProtections = 2; // service account and machine

Finding finding(const char *id, FindingState state, QStringList arguments = {}, QString command = {})
{
    Finding made;
    made.id = QString::fromLatin1(id);
    made.state = state;
    made.arguments = std::move(arguments);
    made.command = std::move(command);
    return made;
}

bool hasNoKey(const ServerFacts &facts)
{
    return std::find(editionsWithoutKey.begin(), editionsWithoutKey.end(), facts.engineEdition)
           != editionsWithoutKey.end();
}

QString bracketed(QString name)
{
    return u'[' + name.replace(u']', "]]"_L1) + u']';
}

QString dateText(const QDateTime &time)
{
    return time.toString(u"yyyy-MM-dd HH:mm"_s);
}

Finding server(const ServerFacts &facts)
{
    const QString host = facts.platform == Platform::Linux
                             ? (facts.hostDistribution.isEmpty() ? u"Linux"_s : facts.hostDistribution)
                             : (facts.hostDistribution.isEmpty() ? u"Windows"_s : facts.hostDistribution);
    return finding("connect.server", FindingState::Fact,
                   {facts.serverName, facts.releaseName(), facts.productVersion, facts.edition, host});
}

Finding permission(const ServerFacts &facts)
{
    const QString grant = u"GRANT CONTROL SERVER TO %1;"_s.arg(bracketed(facts.login));
    if (!facts.controlServer)
        return finding("connect.permission.unknown", FindingState::NotVerified, {facts.login},
                       u"SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CONTROL SERVER');"_s);
    if (*facts.controlServer)
        return finding("connect.permission.held", FindingState::Ok, {facts.login});
    return finding("connect.permission.missing", FindingState::Blocker, {facts.login}, grant);
}

Finding line(const ServerFacts &facts, LineTrust trust, const ConnectOrder &order)
{
    switch (trust) {
    case LineTrust::StaysOnMachine:
        return finding("connect.line.stays", FindingState::Ok);
    case LineTrust::EncryptedProven:
        return finding("connect.line.proven", FindingState::Ok);
    case LineTrust::EncryptedNotProven:
        return finding("connect.line.not-proven", FindingState::Note);
    case LineTrust::Readable:
        break;
    }
    if (!order.readableLineReason.isEmpty())
        return finding("connect.line.override", FindingState::Note, {order.readableLineReason});
    if (!facts.encrypted)
        return finding("connect.line.unknown", FindingState::NotVerified, {},
                       u"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID;"_s);
    return finding("connect.line.readable", FindingState::Blocker);
}

void addKey(const ServerFacts &facts, Findings &findings)
{
    if (facts.keyGuid.isEmpty()) {
        findings.push_back(finding(
            "connect.key.unknown", FindingState::NotVerified, {},
            u"SELECT key_guid, modify_date FROM master.sys.symmetric_keys WHERE name = N'##MS_ServiceMasterKey##';"_s));
        return;
    }
    findings.push_back(
        finding("connect.key", FindingState::Fact,
                {facts.keyGuid, dateText(facts.keyCreated), dateText(facts.keyModified), facts.shortGuid()}));
    const bool old = facts.keyAlgorithm.contains("DES"_L1, Qt::CaseInsensitive);
    findings.push_back(old ? finding("connect.algorithm.old", FindingState::Note, {facts.keyAlgorithm},
                                     u"ALTER SERVICE MASTER KEY REGENERATE;"_s)
                           : finding("connect.algorithm", FindingState::Ok, {facts.keyAlgorithm}));
    const QString ask = u"SELECT thumbprint, crypt_type_desc FROM master.sys.key_encryptions WHERE key_id = 102;"_s;
    if (!facts.protections || *facts.protections == 0)
        findings.push_back(finding("connect.protections.unknown", FindingState::NotVerified, {}, ask));
    else if (*facts.protections < expectedProtections)
        findings.push_back(finding("connect.protections.one", FindingState::Note, {}, ask));
    else
        findings.push_back(finding("connect.protections", FindingState::Ok));
}

Finding opens(const ServerFacts &facts)
{
    if (!facts.linkedLogins || !facts.credentials || !facts.databaseMasterKeys)
        return finding(
            "connect.opens.unknown", FindingState::NotVerified, {},
            u"SELECT COUNT(*) FROM sys.linked_logins WHERE uses_self_credential = 0; SELECT COUNT(*) FROM sys.credentials;"_s);
    if (*facts.linkedLogins + *facts.credentials + *facts.databaseMasterKeys == 0)
        return finding("connect.opens.nothing", FindingState::Fact);
    return finding("connect.opens", FindingState::Fact,
                   {QString::number(*facts.linkedLogins), QString::number(*facts.credentials),
                    QString::number(*facts.databaseMasterKeys)});
}

Finding serviceAccount(const ServerFacts &facts)
{
    if (!facts.serviceAccount.isEmpty())
        return finding("connect.service-account", FindingState::Fact, {facts.serviceAccount});
    return finding(
        "connect.service-account.unknown", FindingState::NotVerified, {},
        facts.platform == Platform::Linux
            ? u"systemctl show -p User mssql-server"_s
            : u"SELECT service_account FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server (%';"_s);
}

} // namespace

Result<Findings> preflight(const ServerFacts &facts, LineTrust trust, const ConnectOrder &order)
{
    Findings findings{server(facts)};
    if (hasNoKey(facts)) {
        // Nothing else matters there, and half of it would mislead.
        findings.push_back(finding("connect.platform-without-key", FindingState::Blocker, {facts.edition}));
        return findings;
    }
    findings.push_back(permission(facts));
    findings.push_back(line(facts, trust, order));
    addKey(facts, findings);
    findings.push_back(opens(facts));
    findings.push_back(serviceAccount(facts));
    if (facts.availabilityGroups)
        findings.push_back(finding("connect.availability-groups", FindingState::Note));
    if (facts.clustered)
        findings.push_back(finding("connect.cluster", FindingState::Fact, {facts.machineName}));
    const int major = facts.productVersion.section(u'.', 0, 0).toInt();
    if (major > 0 && major < oldestWithFileViews)
        findings.push_back(finding("connect.old-version", FindingState::Note, {facts.releaseName()}));
    return findings;
}

} // namespace smk
