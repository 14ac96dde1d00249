#include "plan_record.h"

#include "clock.h"
#include "record_names.h"
#include "seat.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// Facts are for showing while one works; what was judged belongs on the receipt.
Findings judged(const Findings &findings)
{
    Findings kept;
    std::copy_if(findings.begin(), findings.end(), std::back_inserter(kept),
                 [](const Finding &f) { return f.state != FindingState::Fact; });
    return kept;
}

QString stateOf(const Findings &findings)
{
    if (hasState(findings, FindingState::Note) || hasState(findings, FindingState::Blocker))
        return u"note"_s;
    return hasState(findings, FindingState::NotVerified) ? u"not-verified"_s : u"done"_s;
}

StepRecord record(Step step, QJsonObject facts, const Findings &findings)
{
    return {roomOf(step), stateOf(findings), nowUtc(), std::move(facts), judged(findings)};
}

template <typename T>
void put(QJsonObject &facts, const QString &key, const std::optional<T> &value)
{
    if (value)
        facts.insert(key, *value);
}

template <typename T>
std::optional<T> take(const QJsonObject &facts, QLatin1StringView key)
{
    const QJsonValue value = facts.value(key);
    if constexpr (std::is_same_v<T, bool>)
        return value.isBool() ? std::optional<bool>(value.toBool()) : std::nullopt;
    else
        return value.isDouble() ? std::optional<T>(value.toInt()) : std::nullopt;
}

// The server's own local time: without a zone, since the server tells none.
QString serverTime(const QDateTime &time)
{
    return time.isValid() ? time.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) : QString();
}

StepRecord connectRecord(const BackupPlan &plan)
{
    const ServerFacts &f = plan.facts;
    QJsonObject facts{{u"server"_s, f.serverName},
                      {u"address"_s, plan.address},
                      {u"machine"_s, f.machineName},
                      {u"instance"_s, f.instanceName},
                      {u"version"_s, f.productVersion},
                      {u"release"_s, f.releaseName()},
                      {u"edition"_s, f.edition},
                      {u"engineEdition"_s, f.engineEdition},
                      {u"platform"_s, nameOf(PlatformNames, f.platform)},
                      {u"hostDistribution"_s, f.hostDistribution},
                      {u"clustered"_s, f.clustered},
                      {u"availabilityGroups"_s, f.availabilityGroups},
                      {u"serviceAccount"_s, f.serviceAccount},
                      {u"login"_s, f.login},
                      {u"authScheme"_s, f.authScheme},
                      {u"line"_s, nameOf(LineNames, plan.line)},
                      {u"transport"_s, f.netTransport},
                      {u"certificateTrustedOnce"_s, plan.trust.has_value()},
                      {u"keyGuid"_s, f.keyGuid},
                      {u"keyCreated"_s, serverTime(f.keyCreated)},
                      {u"keyModified"_s, serverTime(f.keyModified)},
                      {u"keyAlgorithm"_s, f.keyAlgorithm}};
    if (!plan.lineOverrideReason.isEmpty())
        facts.insert(u"lineOverrideReason"_s, plan.lineOverrideReason);
    if (plan.trust)
        facts.insert(u"certificateTrust"_s, QJsonObject{{u"fingerprint"_s, plan.trust->fingerprint},
                                                        {u"failedCheck"_s, plan.trust->failedCheck},
                                                        {u"reason"_s, plan.trust->reason},
                                                        {u"decidedUtc"_s, utcText(plan.trust->decidedUtc)},
                                                        {u"server"_s, plan.trust->server}});
    if (!f.atServerName.isEmpty() && f.atServerName != f.serverName)
        facts.insert(u"atServerName"_s, f.atServerName);
    if (f.clustered && !f.physicalName.isEmpty())
        facts.insert(u"node"_s, f.physicalName);
    if (f.groups && !f.groups->empty()) {
        QJsonArray groups;
        for (const AvailabilityGroup &group : *f.groups)
            groups.append(QJsonObject{{u"name"_s, group.name},
                                      {u"role"_s, group.role},
                                      {u"replicas"_s, QJsonArray::fromStringList(group.replicas)},
                                      {u"listeners"_s, QJsonArray::fromStringList(group.listeners)}});
        facts.insert(u"groups"_s, groups);
    }
    // Facts are left out of the findings, and what a backup does not cover is wanted later.
    if (f.databasesWithMasterKey)
        facts.insert(u"databasesWithMasterKey"_s, QJsonArray::fromStringList(*f.databasesWithMasterKey));
    if (f.certificatesNotBackedUp)
        facts.insert(u"certificatesNotBackedUp"_s, QJsonArray::fromStringList(*f.certificatesNotBackedUp));
    put(facts, u"clockAheadSeconds"_s, f.clockAheadSeconds);
    put(facts, u"controlServer"_s, f.controlServer);
    put(facts, u"encrypted"_s, f.encrypted);
    put(facts, u"protections"_s, f.protections);
    put(facts, u"linkedLogins"_s, f.linkedLogins);
    put(facts, u"credentials"_s, f.credentials);
    put(facts, u"databaseMasterKeys"_s, f.databaseMasterKeys);
    return record(Step::Connect, facts, plan.connectFindings);
}

StepRecord passwordRecord(const BackupPlan &plan)
{
    Findings findings;
    if (!plan.passwordTaken)
        findings.push_back({u"procedure.password-not-stored-yet"_s, FindingState::Note});
    return record(Step::Password,
                  {{u"style"_s, nameOf(StyleNames, plan.passwordStyle)},
                   {u"place"_s, nameOf(PlaceNames, plan.passwordPlace)},
                   {u"stig"_s, plan.passwordStig},
                   {u"taken"_s, plan.passwordTaken}},
                  findings);
}

StepRecord mediumRecord(const BackupPlan &plan)
{
    QJsonObject facts;
    if (const std::optional<Drive> &drive = plan.medium) {
        facts = {{u"kind"_s, nameOf(KindNames, drive->kind)},
                 {u"label"_s, drive->label},
                 {u"serial"_s, drive->identity.serial},
                 {u"sizeBytes"_s, drive->identity.sizeBytes},
                 {u"volumeId"_s, drive->identity.volumeId},
                 {u"device"_s, drive->deviceName},
                 {u"model"_s, drive->model},
                 {u"fileSystem"_s, drive->fileSystem},
                 {u"freeBytes"_s, drive->freeBytes},
                 {u"mountPoint"_s, drive->mountPoint.text()},
                 {u"practice"_s, drive->practice}};
        put(facts, u"encrypted"_s, drive->encrypted);
    }
    return record(Step::Medium, facts, plan.mediumFindings);
}

StepRecord directoryRecord(const BackupPlan &plan)
{
    QJsonArray rights;
    for (const AccessEntry &entry : plan.directoryVerdict.shownEntries)
        rights.append(QJsonObject{{u"principal"_s, entry.principal.id},
                                  {u"shown"_s, entry.principal.shown},
                                  {u"rights"_s, rightsWord(entry.rights)},
                                  {u"allow"_s, entry.allow},
                                  {u"inherited"_s, entry.inherited}});
    return record(Step::Directory,
                  {{u"directory"_s, plan.directory.text()},
                   {u"fileName"_s, plan.fileName},
                   {u"created"_s, plan.directoryCreated},
                   {u"undo"_s, plan.directoryUndo},
                   {u"broad"_s, plan.directoryVerdict.broad},
                   {u"rights"_s, rights},
                   {u"seat"_s, seatName(seatOf(plan))},
                   {u"seatChosen"_s, plan.seatChosen.has_value()},
                   {u"writesAs"_s, plan.writesAs},
                   {u"lookedAt"_s, isFolderHere(plan) ? u"from-here"_s : u"over-sql"_s}},
                  plan.directoryVerdict.findings);
}

QJsonObject factsOf(const Receipt &receipt, Step step)
{
    const StepRecord *record = receipt.step(roomOf(step));
    return record ? record->facts : QJsonObject();
}

Findings findingsOf(const Receipt &receipt, Step step)
{
    const StepRecord *record = receipt.step(roomOf(step));
    return record ? record->findings : Findings();
}

ServerFacts serverFactsOf(const QJsonObject &o)
{
    const auto text = [&](QLatin1StringView key) { return o.value(key).toString(); };
    const auto time = [&](QLatin1StringView key) { return QDateTime::fromString(text(key), Qt::ISODateWithMs); };
    ServerFacts f;
    f.serverName = text("server"_L1);
    f.machineName = text("machine"_L1);
    f.instanceName = text("instance"_L1);
    f.productVersion = text("version"_L1);
    f.edition = text("edition"_L1);
    f.engineEdition = o.value("engineEdition"_L1).toInt();
    f.platform = valueOf(PlatformNames, text("platform"_L1), Platform::Windows);
    f.hostDistribution = text("hostDistribution"_L1);
    f.clustered = o.value("clustered"_L1).toBool();
    f.availabilityGroups = o.value("availabilityGroups"_L1).toBool();
    f.serviceAccount = text("serviceAccount"_L1);
    f.login = text("login"_L1);
    f.authScheme = text("authScheme"_L1);
    f.controlServer = take<bool>(o, "controlServer"_L1);
    f.keyGuid = text("keyGuid"_L1);
    f.keyCreated = time("keyCreated"_L1);
    f.keyModified = time("keyModified"_L1);
    f.keyAlgorithm = text("keyAlgorithm"_L1);
    f.protections = take<int>(o, "protections"_L1);
    f.linkedLogins = take<int>(o, "linkedLogins"_L1);
    f.credentials = take<int>(o, "credentials"_L1);
    f.databaseMasterKeys = take<int>(o, "databaseMasterKeys"_L1);
    f.netTransport = text("transport"_L1);
    f.encrypted = take<bool>(o, "encrypted"_L1);
    return f;
}

std::optional<Drive> driveOf(const QJsonObject &o)
{
    if (o.isEmpty())
        return {};
    const auto text = [&](QLatin1StringView key) { return o.value(key).toString(); };
    Drive drive;
    drive.kind = valueOf(KindNames, text("kind"_L1), MediumKind::FixedDisk);
    drive.identity = {text("serial"_L1), o.value("sizeBytes"_L1).toInteger(), text("volumeId"_L1)};
    drive.label = text("label"_L1);
    drive.deviceName = text("device"_L1);
    drive.model = text("model"_L1);
    drive.fileSystem = text("fileSystem"_L1);
    drive.freeBytes = o.value("freeBytes"_L1).toInteger(-1);
    drive.mountPoint = LocalPath(text("mountPoint"_L1));
    drive.practice = o.value("practice"_L1).toBool();
    drive.encrypted = take<bool>(o, "encrypted"_L1);
    return drive;
}

} // namespace

std::vector<StepRecord> recordsOf(const BackupPlan &plan)
{
    return {connectRecord(plan), passwordRecord(plan), mediumRecord(plan), directoryRecord(plan)};
}

BackupPlan planOf(const Receipt &receipt)
{
    BackupPlan plan;
    const QJsonObject connect = factsOf(receipt, Step::Connect);
    plan.facts = serverFactsOf(connect);
    plan.address = connect.value("address"_L1).toString();
    plan.line = valueOf(LineNames, connect.value("line"_L1).toString(), LineTrust::Readable);
    plan.lineOverrideReason = connect.value("lineOverrideReason"_L1).toString();
    if (const QJsonObject trust = connect.value("certificateTrust"_L1).toObject(); !trust.isEmpty())
        plan.trust = TrustDecision{trust.value("server"_L1).toString(), trust.value("fingerprint"_L1).toString(),
                                   trust.value("failedCheck"_L1).toString(), trust.value("reason"_L1).toString(),
                                   utcOfText(trust.value("decidedUtc"_L1).toString())};
    plan.connectFindings = findingsOf(receipt, Step::Connect);
    const QJsonObject password = factsOf(receipt, Step::Password);
    plan.passwordStyle = valueOf(StyleNames, password.value("style"_L1).toString(), PasswordStyle::Own);
    plan.passwordPlace = valueOf(PlaceNames, password.value("place"_L1).toString(), PasswordPlace::Manager);
    plan.passwordStig = password.value("stig"_L1).toBool();
    plan.passwordTaken = password.value("taken"_L1).toBool();
    plan.medium = driveOf(factsOf(receipt, Step::Medium));
    plan.mediumFindings = findingsOf(receipt, Step::Medium);
    const QJsonObject directory = factsOf(receipt, Step::Directory);
    plan.directory = ServerPath(directory.value("directory"_L1).toString());
    plan.fileName = directory.value("fileName"_L1).toString();
    plan.directoryCreated = directory.value("created"_L1).toBool();
    plan.directoryUndo = directory.value("undo"_L1).toString();
    plan.directoryVerdict.broad = directory.value("broad"_L1).toBool();
    plan.directoryVerdict.findings = findingsOf(receipt, Step::Directory);
    plan.seenFromHere = directory.value("lookedAt"_L1).toString() == "from-here"_L1;
    if (directory.value("seatChosen"_L1).toBool())
        plan.seatChosen = seatNamed(directory.value("seat"_L1).toString());
    plan.writesAs = directory.value("writesAs"_L1).toString();
    return plan;
}

} // namespace smk
