#include "procedure_private.h"

#include "plan_record.h"
#include "run_record.h"
#include "seat.h"
#include "thread_rule.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// The file that the receipt names as the copy, if it is there with the recorded content.
enum class CopyThere { No, Identical, Differs };

struct CopyLook
{
    LocalPath path;
    CopyThere there = CopyThere::No;
    qint64 size = 0;
    std::optional<Sha256> expected;
};

CopyLook lookAtCopy(const Receipt &receipt)
{
    CopyLook look;
    const StepRecord *copy = receipt.step(roomOf(Step::Copy));
    const StepRecord *directory = receipt.step(roomOf(Step::Directory));
    if (!copy || !directory || !copy->facts.contains("folder"_L1))
        return look;
    look.path =
        LocalPath(copy->facts.value("folder"_L1).toString()).child(directory->facts.value("fileName"_L1).toString());
    look.expected = Sha256::fromHex(copy->facts.value("sha256"_L1).toString());
    const Result<QByteArray> bytes = readWhole(look.path, KeyFileLimit);
    if (!bytes || !look.expected)
        return look;
    look.size = bytes->size();
    look.there = Sha256::of(*bytes) == *look.expected ? CopyThere::Identical : CopyThere::Differs;
    return look;
}

// Nothing where a folder that we may not enter hides the answer.
std::optional<bool> seenHere(const LocalPath &file)
{
    if (fileExists(file))
        return true;
    const QFileInfo folder(file.parent().text());
    if (!folder.isDir())
        return QFileInfo(file.parent().parent().text()).isExecutable() ? std::optional(false) : std::nullopt;
    return folder.isExecutable() ? std::optional(false) : std::nullopt;
}

Finding serverFile(const Receipt &receipt)
{
    const BackupPlan plan = planOf(receipt);
    const QString path = plan.file().text();
    const StepRecord *execute = receipt.step(roomOf(Step::Execute));
    const std::optional<bool> seen = isFolderHere(plan) ? seenHere(LocalPath(path)) : std::nullopt;
    if (seen)
        return *seen ? Finding{u"procedure.server-file-there"_s, FindingState::Ok, {path}}
                     : Finding{u"procedure.server-file-not-there"_s, FindingState::Note, {path}};
    if (!execute || execute->state == "failed"_L1)
        return {u"procedure.server-file-none"_s, FindingState::Fact, {path}};
    if (execute->state == "done"_L1 || execute->state == "note"_L1)
        return {u"procedure.server-file-recorded"_s, FindingState::Ok, {path}};
    return {u"procedure.server-file-unknown"_s, FindingState::NotVerified, {path}};
}

} // namespace

Findings whatExists(const Receipt &receipt)
{
    aboutToBlock("whatExists");
    Findings findings{serverFile(receipt)};
    const CopyLook look = lookAtCopy(receipt);
    const QString path = look.path.text();
    if (path.isEmpty())
        findings.push_back({u"procedure.copy-none"_s, FindingState::Fact});
    else if (look.there == CopyThere::Identical)
        findings.push_back({u"procedure.copy-there"_s, FindingState::Ok, {path}});
    else if (look.there == CopyThere::Differs)
        findings.push_back({u"procedure.copy-differs"_s, FindingState::Note, {path}});
    else
        findings.push_back({u"procedure.copy-not-seen"_s, FindingState::NotVerified, {path}});
    return findings;
}

Result<std::unique_ptr<Procedure>> Procedure::resume(const LocalPath &receipts, const QString &runId,
                                                     const QString &program)
{
    aboutToBlock("Procedure::resume");
    Result<std::unique_ptr<Journal>> journal = Journal::resume(receipts, runId);
    if (!journal)
        return fail(journal.error());
    const Receipt receipt = (*journal)->receipt();
    auto procedure = std::make_unique<Procedure>(program);
    procedure->d->journal = std::move(*journal);
    procedure->plan = planOf(receipt);
    procedure->results = resultsOf(receipt);
    if (const StepRecord *execute = receipt.step(roomOf(Step::Execute)))
        procedure->d->attempts = execute->facts.value("attempts"_L1).toArray();

    for (const Step step : AllSteps)
        if (const StepRecord *record = receipt.step(roomOf(step)))
            procedure->setState(step, stepStateOf(record->state));

    // What the disk says of the copy goes before what was recorded of it.
    RunResults &results = procedure->results;
    const CopyLook look = lookAtCopy(receipt);
    if (look.there == CopyThere::Identical && !results.copy)
        results.copy = WrittenFile{look.path, look.size, *look.expected, false}; // written, its flush not seen
    else if (look.there != CopyThere::Identical)
        results.copy.reset();
    if (!results.copy && results.keyFile) {
        results.proofs.clear();
        procedure->setState(Step::Copy, receipt.step(roomOf(Step::Copy)) ? StepState::Failed : StepState::Upcoming);
        procedure->setState(Step::Verify, StepState::Upcoming);
    } else if (results.copy && !results.copy->flushed) {
        procedure->setState(Step::Copy, StepState::NotVerified);
    }

    const StepState executed = procedure->stateOf(Step::Execute);
    const bool sent =
        executed == StepState::Done || executed == StepState::DoneWithNote || executed == StepState::Unknown;
    procedure->d->committed = sent;
    Step current = Step::Execute;
    const Proof *identical = proofOf(results.proofs, ProofLevel::Identical);
    const bool verified = identical && identical->state != ProofState::Failed;
    if (sent && results.keyFile)
        current = !results.copy ? Step::Copy : verified ? Step::Store : Step::Verify;
    procedure->setCurrent(current);
    return procedure;
}

} // namespace smk
