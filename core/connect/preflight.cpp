#include "connect_step.h"
#include "same_key.h"

#include <cstdlib>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int oldestWithFileViews = 14; // 2017: from here on the server tells of files and of its host
constexpr int editionEdge = 9;          // Azure SQL Edge: a device of one's own, never tried
constexpr int expectedProtections = 2;  // service account and machine
constexpr int tolerableClockSeconds = 120;

Finding finding(const char *id, FindingState state, QStringList arguments = {}, QString command = {})
{
    Finding made;
    made.id = QString::fromLatin1(id);
    made.state = state;
    made.arguments = std::move(arguments);
    made.command = std::move(command);
    return made;
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
    // Nobody but the provider can grant it there: the command would only be refused.
    if (facts.isManagedByAmazon)
        return finding("connect.platform-rds", FindingState::Blocker, {facts.login});
    return finding("connect.permission.missing", FindingState::Blocker, {facts.login}, grant);
}

// The task page asks for it, the statement does not: shown, and never the gate.
void addMasterPermission(const ServerFacts &facts, Findings &findings)
{
    if (facts.controlMaster)
        findings.push_back(
            finding(*facts.controlMaster ? "connect.permission.master" : "connect.permission.master-missing",
                    FindingState::Fact, {facts.login}));
}

Finding line(const ServerFacts &facts, LineTrust trust, const ConnectOrder &order,
             const std::optional<TrustDecision> &accepted)
{
    switch (trust) {
    case LineTrust::StaysOnMachine:
        return finding("connect.line.stays", FindingState::Ok);
    case LineTrust::EncryptedProven:
        return finding("connect.line.proven", FindingState::Ok);
    case LineTrust::EncryptedNotProven:
        // What was really accepted, not what would have been: the server may have shown a certificate that was proven.
        if (!accepted)
            return finding("connect.line.not-proven", FindingState::Note);
        if (order.remembered && order.remembered->decidedUtc == accepted->decidedUtc)
            return finding("connect.line.trusted-before", FindingState::Note,
                           {accepted->decidedUtc.toString(u"yyyy-MM-dd"_s), accepted->reason});
        return finding("connect.line.trusted", FindingState::Note, {accepted->reason});
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
    else if (*facts.protections < expectedProtections) {
        const bool account = facts.protectedByAccount.value_or(false);
        const bool machine = facts.protectedByMachine.value_or(false);
        const char *id = account && !machine   ? "connect.protections.no-machine"
                         : machine && !account ? "connect.protections.no-account"
                                               : "connect.protections.one";
        findings.push_back(finding(id, FindingState::Note, {}, ask));
    } else
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

void addLastBackup(const ServerFacts &facts, const ConnectOrder &order, Findings &findings)
{
    if (!order.lastBackup || facts.keyGuid.isEmpty())
        return;
    const LastBackup &last = *order.lastBackup;
    const QString when = last.utc.toUTC().toString(u"yyyy-MM-dd"_s);
    findings.push_back(isSameKey(facts, last) ? finding("connect.last-backup.same", FindingState::Ok, {when})
                                              : finding("connect.last-backup.older", FindingState::Note,
                                                        {when, dateText(facts.keyModified)}));
}

// Another master and another key: what we would back up is not what was asked for.
void addContained(const ServerFacts &facts, Findings &findings)
{
    if (!facts.containedGroup) {
        findings.push_back(
            finding("connect.contained-group.unknown", FindingState::NotVerified, {},
                    u"SELECT contained_availability_group_id FROM sys.dm_exec_sessions WHERE session_id = @@SPID;"_s));
        return;
    }
    if (facts.containedGroup->isEmpty())
        return;
    QStringList replicas;
    for (const AvailabilityGroup &group : facts.groups.value_or(std::vector<AvailabilityGroup>()))
        replicas << (group.name == *facts.containedGroup ? group.replicas : QStringList());
    findings.push_back(finding("connect.contained-group", FindingState::Blocker,
                               {*facts.containedGroup, replicas.isEmpty() ? u"—"_s : replicas.join(", "_L1)}));
}

bool isListener(const QString &host, const QString &listener)
{
    // A listener is known by its short name; people type it with and without the domain.
    return !listener.isEmpty()
           && host.section(u'.', 0, 0).compare(listener.section(u'.', 0, 0), Qt::CaseInsensitive) == 0;
}

void addAvailability(const ServerFacts &facts, const ConnectOrder &order, Findings &findings)
{
    if (!facts.groups) {
        findings.push_back(finding("connect.availability-groups", FindingState::Note));
        return;
    }
    for (const AvailabilityGroup &group : *facts.groups) {
        // Inside a contained one these two would be untrue: its key is not this replica's, and goes along.
        if (group.name == facts.containedGroup)
            continue;
        const QString role = group.role.isEmpty() ? u"?"_s : group.role;
        findings.push_back(finding("connect.availability-group", FindingState::Note,
                                   {group.name, facts.serverName, role, group.replicas.join(", "_L1)}));
        for (const QString &listener : group.listeners) {
            if (isListener(order.server.host, listener))
                findings.push_back(
                    finding("connect.listener", FindingState::Note, {listener, facts.serverName, group.name}));
        }
    }
}

// With a port the driver heeds no instance's name, and what SQL Server Browser tells may be old: another instance has
// another key.
void addInstance(const ServerFacts &facts, const ConnectOrder &order, Findings &findings)
{
    const QString &typed = order.server.instance;
    if (!typed.isEmpty() && typed.compare(facts.instanceName, Qt::CaseInsensitive) != 0)
        findings.push_back(
            finding("connect.other-instance", FindingState::Note, {order.server.shown(), typed, facts.serverName}));
}

void addTriggers(const ServerFacts &facts, Findings &findings)
{
    if (!facts.triggers) {
        findings.push_back(finding(
            "connect.triggers.unknown", FindingState::NotVerified, {},
            u"SELECT t.name, e.type_desc FROM sys.server_triggers AS t JOIN sys.server_trigger_events AS e ON e.object_id = t.object_id WHERE t.is_disabled = 0;"_s));
        return;
    }
    if (facts.triggers->empty()) {
        findings.push_back(finding("connect.triggers.none", FindingState::Ok));
        return;
    }
    const QStringList &names = *facts.triggers;
    const QString name = QString(names.front()).replace(u'\'', "''"_L1);
    findings.push_back(finding(
        "connect.triggers", FindingState::Note, {names.join(", "_L1)},
        u"SELECT m.definition FROM sys.server_sql_modules AS m JOIN sys.server_triggers AS t ON t.object_id = m.object_id WHERE t.name = N'%1';"_s
            .arg(name)));
}

void addClock(const ServerFacts &facts, Findings &findings)
{
    if (!facts.clockAheadSeconds) {
        findings.push_back(
            finding("connect.clock.unknown", FindingState::NotVerified, {}, u"SELECT SYSUTCDATETIME();"_s));
        return;
    }
    const int seconds = *facts.clockAheadSeconds;
    const QString minutes = QString::number((std::abs(seconds) + 30) / 60);
    if (std::abs(seconds) <= tolerableClockSeconds)
        findings.push_back(finding("connect.clock", FindingState::Ok));
    else
        findings.push_back(
            finding(seconds > 0 ? "connect.clock.ahead" : "connect.clock.behind", FindingState::Note, {minutes}));
}

// What the key's backup does not contain, as far as the server can know it.
void addNotCovered(const ServerFacts &facts, Findings &findings)
{
    const QString ask =
        u"SELECT name, pvt_key_last_backup_date FROM master.sys.certificates WHERE pvt_key_encryption_type <> 'NA';"_s;
    if (!facts.certificatesNotBackedUp)
        findings.push_back(finding("connect.not-covered.unknown", FindingState::NotVerified, {}, ask));
    else if (!facts.certificatesNotBackedUp->isEmpty())
        findings.push_back(finding(
            "connect.not-covered.certificates", FindingState::Note, {facts.certificatesNotBackedUp->join(", "_L1)},
            u"BACKUP CERTIFICATE %1 TO FILE = N'…' WITH PRIVATE KEY (FILE = N'…', ENCRYPTION BY PASSWORD = N'…');"_s
                .arg(bracketed(facts.certificatesNotBackedUp->front()))));
    if (facts.databasesWithMasterKey && !facts.databasesWithMasterKey->isEmpty())
        findings.push_back(finding("connect.not-covered.databases", FindingState::Fact,
                                   {facts.databasesWithMasterKey->join(", "_L1)},
                                   u"USE %1; BACKUP MASTER KEY TO FILE = N'…' ENCRYPTION BY PASSWORD = N'…';"_s.arg(
                                       bracketed(facts.databasesWithMasterKey->front()))));
}

} // namespace

Result<Findings> preflight(const ServerFacts &facts, LineTrust trust, const ConnectOrder &order,
                           const std::optional<TrustDecision> &accepted)
{
    Findings findings{server(facts)};
    if (isWithoutKey(facts.engineEdition)) {
        // Nothing else matters there, and half of it would mislead.
        findings.push_back(finding("connect.platform-without-key", FindingState::Blocker, {facts.edition}));
        return findings;
    }
    if (!facts.atServerName.isEmpty() && facts.atServerName.compare(facts.serverName, Qt::CaseInsensitive) != 0)
        findings.push_back(finding("connect.renamed", FindingState::Fact, {facts.atServerName, facts.serverName}));
    addInstance(facts, order, findings);
    if (facts.engineEdition == editionEdge)
        findings.push_back(finding("connect.edition-untested", FindingState::Note, {facts.edition}));
    findings.push_back(permission(facts));
    addMasterPermission(facts, findings);
    addContained(facts, findings);
    findings.push_back(line(facts, trust, order, accepted));
    addKey(facts, findings);
    addLastBackup(facts, order, findings);
    findings.push_back(opens(facts));
    findings.push_back(serviceAccount(facts));
    if (facts.availabilityGroups)
        addAvailability(facts, order, findings);
    if (facts.clustered)
        findings.push_back(
            facts.physicalName.isEmpty()
                ? finding("connect.cluster", FindingState::Fact, {facts.machineName})
                : finding("connect.cluster.node", FindingState::Fact, {facts.machineName, facts.physicalName}));
    // Who may not back up is told that, and not a list of what he cannot see either.
    if (facts.controlServer.value_or(true)) {
        addTriggers(facts, findings);
        addNotCovered(facts, findings);
    }
    addClock(facts, findings);
    const int major = facts.productVersion.section(u'.', 0, 0).toInt();
    if (major > 0 && major < oldestWithFileViews)
        findings.push_back(finding("connect.old-version", FindingState::Note, {facts.releaseName()}));
    return findings;
}

} // namespace smk
