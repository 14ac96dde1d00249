#include "run_record.h"

#include "clock.h"
#include "json_problem.h"
#include "record_names.h"
#include "statements.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QJsonArray waysToJson(const std::vector<WayAttempt> &ways)
{
    QJsonArray array;
    for (const WayAttempt &attempt : ways) {
        QJsonObject object{{u"way"_s, nameOf(WayNames, attempt.way)},
                           {u"state"_s, nameOf(WayStateNames, attempt.state)},
                           {u"reason"_s, attempt.reasonId},
                           {u"arguments"_s, QJsonArray::fromStringList(attempt.arguments)}};
        if (attempt.server)
            object.insert(u"number"_s, attempt.server->number);
        array.append(object);
    }
    return array;
}

QJsonArray proofsToJson(const std::vector<Proof> &proofs)
{
    QJsonArray array;
    for (const Proof &proof : proofs) {
        QJsonObject object{{u"level"_s, static_cast<int>(proof.level)},
                           {u"name"_s, proofLevelName(proof.level)},
                           {u"state"_s, nameOf(ProofStateNames, proof.state)},
                           {u"reason"_s, proof.reasonId},
                           {u"arguments"_s, QJsonArray::fromStringList(proof.arguments)}};
        if (proof.server)
            object.insert(u"number"_s, proof.server->number);
        array.append(object);
    }
    return array;
}

QString verifyState(const std::vector<Proof> &proofs)
{
    const auto stateOf = [&](ProofLevel level) {
        const Proof *proof = proofOf(proofs, level);
        return proof ? proof->state : ProofState::NotDone;
    };
    for (const Proof &proof : proofs)
        if (proof.state == ProofState::Failed)
            return u"failed"_s;
    const bool proved = stateOf(ProofLevel::Identical) == ProofState::Proved
                        && stateOf(ProofLevel::PasswordAsStored) == ProofState::Proved
                        && stateOf(ProofLevel::OpenedByServer) != ProofState::NotVerified;
    return proved ? u"done"_s : u"not-verified"_s;
}

Problem problemOf(const QJsonObject &object)
{
    Problem problem{object.value("id"_L1).toString()};
    for (const QJsonValue &argument : object.value("arguments"_L1).toArray())
        problem.arguments.append(argument.toString());
    return problem;
}

// As recorded, in the order in which storeRecord() writes them; nothing where one is missing.
std::optional<MediumPapers> papersOf(const QJsonArray &array, const std::optional<LocalPath> &folder)
{
    MediumPapers papers;
    WrittenFile *const all[] = {&papers.receipt, &papers.howToRestore, &papers.label};
    if (!folder || array.size() != qsizetype(std::size(all)))
        return {};
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString name = array.at(i).toObject().value("name"_L1).toString();
        const std::optional<Sha256> hash = Sha256::fromHex(array.at(i).toObject().value("sha256"_L1).toString());
        if (!hash || name.isEmpty() || name.contains(u'/') || name.contains(u'\\'))
            return {};
        all[i]->path = folder->child(name);
        all[i]->hash = *hash;
    }
    return papers;
}

} // namespace

void putProof(std::vector<Proof> &proofs, const Proof &proof)
{
    std::erase_if(proofs, [&](const Proof &p) { return p.level == proof.level; });
    proofs.push_back(proof);
    std::sort(proofs.begin(), proofs.end(), [](const Proof &a, const Proof &b) { return a.level < b.level; });
}

const Proof *proofOf(const std::vector<Proof> &proofs, ProofLevel level)
{
    const auto found = std::find_if(proofs.begin(), proofs.end(), [&](const Proof &p) { return p.level == level; });
    return found == proofs.end() ? nullptr : &*found;
}

StepState stepStateOf(const QString &recordState)
{
    static constexpr NamedValue<StepState> names[] = {
        {StepState::Done, "done"},     {StepState::DoneWithNote, "note"}, {StepState::NotVerified, "not-verified"},
        {StepState::Failed, "failed"}, {StepState::Unknown, "unknown"},   {StepState::Unknown, "started"}};
    return valueOf(names, recordState, StepState::Upcoming);
}

QString storeEntryName(const BackupPlan &plan)
{
    return plan.facts.serverName + u' ' + plan.fileName;
}

StepRecord executeRecord(const BackupPlan &plan, const RunResults &results, const QString &state,
                         const QJsonArray &attempts, const Problem *problem)
{
    QJsonObject facts{{u"statement"_s, statements::backUpMasked(plan.file())},
                      {u"file"_s, plan.file().text()},
                      {u"attempts"_s, attempts}};
    if (plan.passwordPlace == PasswordPlace::CredentialStore)
        facts.insert(u"storeEntry"_s, storeEntryName(plan));
    if (const std::optional<KeyFile> &key = results.keyFile) {
        facts.insert(u"startedUtc"_s, utcText(key->startedUtc));
        facts.insert(u"endedUtc"_s, utcText(key->endedUtc));
        facts.insert(u"size"_s, key->size);
        if (key->serverHash)
            facts.insert(u"serverHash"_s, key->serverHash->hex());
        else
            facts.insert(u"serverHashReason"_s, key->sizeAndHashReasonId);
    }
    if (problem)
        facts.insert(u"problem"_s, toJson(*problem));
    return {roomOf(Step::Execute), state, nowUtc(), facts, {}};
}

StepRecord copyRecord(const RunResults &results, const QString &state, const Problem *problem)
{
    QJsonObject facts{{u"ways"_s, waysToJson(results.ways)}};
    if (results.keyBytes) {
        facts.insert(u"way"_s, nameOf(WayNames, results.keyBytes->way));
        facts.insert(u"size"_s, results.keyBytes->bytes.size());
        facts.insert(u"sha256"_s, results.keyBytes->hash.hex());
    }
    if (results.mediumFolder)
        facts.insert(u"folder"_s, results.mediumFolder->text());
    if (results.copy) {
        facts.insert(u"path"_s, results.copy->path.text());
        facts.insert(u"size"_s, results.copy->size);
        facts.insert(u"sha256"_s, results.copy->hash.hex());
        facts.insert(u"flushed"_s, results.copy->flushed);
    }
    if (problem)
        facts.insert(u"problem"_s, toJson(*problem));
    Findings findings;
    if (results.copy && !results.copy->flushed)
        findings.push_back({u"procedure.not-flushed"_s, FindingState::NotVerified});
    return {roomOf(Step::Copy), state, nowUtc(), facts, findings};
}

StepRecord verifyRecord(const RunResults &results, const Problem *problem)
{
    QJsonObject facts{{u"proofs"_s, proofsToJson(results.proofs)}, {u"method"_s, results.readMethod}};
    if (problem)
        facts.insert(u"problem"_s, toJson(*problem));
    return {roomOf(Step::Verify), verifyState(results.proofs), nowUtc(), facts, {}};
}

StepRecord storeRecord(const RunResults &results, const Findings &findings, const Problem *papersProblem)
{
    const Custody custody = results.custody.value_or(Custody{});
    QJsonArray papers;
    if (results.papers)
        for (const WrittenFile *paper :
             {&results.papers->receipt, &results.papers->howToRestore, &results.papers->label})
            papers.append(QJsonObject{{u"name"_s, paper->path.fileName()}, {u"sha256"_s, paper->hash.hex()}});
    QJsonObject facts{{u"place"_s, custody.place},
                      {u"custodian"_s, custody.custodian},
                      {u"access"_s, custody.access},
                      {u"passwordKeeper"_s, custody.passwordKeeper},
                      {u"reference"_s, custody.reference},
                      {u"offSite"_s, custody.offSite},
                      {u"arrival"_s, nameOf(ArrivalNames, custody.arrival)},
                      {u"nextDue"_s, custody.nextDue.toString(Qt::ISODate)},
                      {u"serverFile"_s, results.serverFileRemoved ? u"removed"_s : u"kept"_s},
                      {u"papers"_s, papers}};
    if (papersProblem)
        facts.insert(u"problem"_s, toJson(*papersProblem));
    QString state = u"done"_s;
    if (hasState(findings, FindingState::NotVerified) || papersProblem)
        state = u"not-verified"_s;
    else if (hasState(findings, FindingState::Note))
        state = u"note"_s;
    return {roomOf(Step::Store), state, nowUtc(), facts, findings};
}

RunResults resultsOf(const Receipt &receipt)
{
    RunResults results;
    if (const StepRecord *execute = receipt.step(roomOf(Step::Execute))) {
        const QJsonObject &o = execute->facts;
        if (o.contains("endedUtc"_L1)) {
            KeyFile key{ServerPath(o.value("file"_L1).toString()),
                        o.value("size"_L1).toInteger(-1),
                        Sha256::fromHex(o.value("serverHash"_L1).toString()),
                        o.value("serverHashReason"_L1).toString(),
                        utcOfText(o.value("startedUtc"_L1).toString()),
                        utcOfText(o.value("endedUtc"_L1).toString())};
            results.keyFile = std::move(key);
        }
    }
    if (const StepRecord *copy = receipt.step(roomOf(Step::Copy))) {
        const QJsonObject &o = copy->facts;
        for (const QJsonValue &value : o.value("ways"_L1).toArray()) {
            const QJsonObject way = value.toObject();
            const Problem reason =
                problemOf({{u"id"_s, way.value("reason"_L1)}, {u"arguments"_s, way.value("arguments"_L1)}});
            results.ways.push_back({valueOf(WayNames, way.value("way"_L1).toString(), Way::OverSql),
                                    valueOf(WayStateNames, way.value("state"_L1).toString(), WayState::NotTried),
                                    reason.id, reason.arguments});
        }
        if (o.contains("folder"_L1))
            results.mediumFolder = LocalPath(o.value("folder"_L1).toString());
        const std::optional<Sha256> hash = Sha256::fromHex(o.value("sha256"_L1).toString());
        if (o.contains("path"_L1) && hash)
            results.copy = WrittenFile{LocalPath(o.value("path"_L1).toString()), o.value("size"_L1).toInteger(), *hash,
                                       o.value("flushed"_L1).toBool()};
    }
    if (const StepRecord *verify = receipt.step(roomOf(Step::Verify))) {
        results.readMethod = verify->facts.value("method"_L1).toString();
        for (const QJsonValue &value : verify->facts.value("proofs"_L1).toArray()) {
            const QJsonObject o = value.toObject();
            const int level = o.value("level"_L1).toInt();
            const Problem reason =
                problemOf({{u"id"_s, o.value("reason"_L1)}, {u"arguments"_s, o.value("arguments"_L1)}});
            if (level >= 1 && level <= 5)
                putProof(results.proofs, {static_cast<ProofLevel>(level),
                                          valueOf(ProofStateNames, o.value("state"_L1).toString(), ProofState::NotDone),
                                          reason.id, reason.arguments});
        }
    }
    if (const StepRecord *store = receipt.step(roomOf(Step::Store))) {
        const QJsonObject &o = store->facts;
        const auto text = [&o](QLatin1StringView key) { return o.value(key).toString(); };
        Custody custody{text("place"_L1),
                        text("custodian"_L1),
                        text("access"_L1),
                        text("passwordKeeper"_L1),
                        text("reference"_L1),
                        o.value("offSite"_L1).toBool(),
                        valueOf(ArrivalNames, text("arrival"_L1), Arrival::Planned),
                        QDate::fromString(text("nextDue"_L1), Qt::ISODate),
                        ServerFileWish::Keep};
        results.custody = std::move(custody);
        results.serverFileRemoved = text("serverFile"_L1) == "removed"_L1;
        results.papers = papersOf(o.value("papers"_L1).toArray(), results.mediumFolder);
    }
    return results;
}

} // namespace smk
