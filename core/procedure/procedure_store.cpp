#include "procedure_private.h"

#include "clock.h"
#include "paper_facts.h"
#include "quoting.h"
#include "run_record.h"
#include "seat.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString removeCommand(const ServerPath &file, Platform platform)
{
    return platform == Platform::Windows ? u"del \"%1\""_s.arg(file.text())
                                         : u"sudo rm -- "_s + shellQuoted(file.text());
}

bool holdsTheKey(const LocalPath &file, const Sha256 &hash)
{
    const Result<QByteArray> bytes = readWhole(file, KeyFileLimit);
    return bytes && Sha256::of(*bytes) == hash;
}

} // namespace

Result<LocalPath> Procedure::store(const Custody &custody, const CancelToken &cancel)
{
    aboutToBlock("Procedure::store");
    if (!d->journal && results.receiptFile)
        return *results.receiptFile; // saved while nobody waited for it; a finished receipt is never touched
    if (!results.copy || !results.mediumFolder || !d->journal)
        return fail(Problem{.id = u"procedure.no-copy"_s, .returnTo = roomOf(Step::Copy)});
    const Proof *identical = proofOf(results.proofs, ProofLevel::Identical);
    if (identical && identical->state == ProofState::Failed)
        return fail(Problem{.id = u"procedure.copy-not-identical"_s,
                            .arguments = {results.copy->path.text()},
                            .remedies = {u"copy-again"_s},
                            .returnTo = roomOf(Step::Verify)});
    Findings findings = judgeCustody(custody);
    for (const Finding &finding : findings)
        if (finding.state == FindingState::Blocker)
            return fail(Problem{finding.id, finding.arguments});
    dropPassword();
    results.custody = custody;
    putProof(results.proofs,
             custody.arrival == Arrival::Confirmed
                 ? Proof{ProofLevel::InCustody, ProofState::Proved, u"procedure.arrival-confirmed"_s}
                 : Proof{ProofLevel::InCustody, ProofState::NotVerified, u"procedure.arrival-planned"_s});

    // The short receipt says what the full one will, but for the papers themselves and the server's file.
    results.papers.reset(); // of an earlier try
    Receipt shortForm = d->journal->receipt();
    shortForm.state = ReceiptState::Finished;
    shortForm.finishedUtc = nowUtc();
    shortForm.stepForChange(roomOf(Step::Store)) = storeRecord(results, findings, nullptr);
    std::optional<Problem> papersProblem;
    const Result<MediumPapers> papers =
        writeMediumPapers(*results.mediumFolder, paperFactsOf(plan, results, shortForm.operatorName),
                          encodeMediumReceipt(shortForm), cancel);
    if (papers) {
        results.papers = *papers;
    } else {
        // Saved at home all the same; the medium gets them when it is back.
        papersProblem = papers.error();
        findings.push_back({u"procedure.papers-missing"_s, FindingState::NotVerified, {results.mediumFolder->text()}});
    }

    if (custody.serverFile == ServerFileWish::Remove && results.keyFile) {
        // Only while the medium can be written to, and only the very file that was copied.
        const Proof *read = proofOf(results.proofs, ProofLevel::Identical);
        const bool allowed = read && read->state == ProofState::Proved && results.papers && isFolderHere(plan)
                             && holdsTheKey(LocalPath(results.keyFile->path.text()), results.copy->hash);
        results.serverFileRemoved = allowed && removeFile(LocalPath(results.keyFile->path.text())).has_value();
        if (results.serverFileRemoved)
            findings.push_back({u"store.server-file-removed"_s, FindingState::Ok});
        else
            findings.push_back({u"store.server-file-not-removed"_s,
                                FindingState::NotVerified,
                                {},
                                removeCommand(results.keyFile->path, plan.facts.platform)});
    }

    const StepRecord record = storeRecord(results, findings, papersProblem ? &*papersProblem : nullptr);
    d->note(record);
    if (d->recordProblem)
        return fail(*d->recordProblem);
    const Result<LocalPath> finished = d->journal->finish(ReceiptState::Finished); // re-read in there
    if (!finished)
        return finished;
    results.receiptFile = *finished;
    d->last = d->journal->receipt();
    d->journal.reset();
    d->end(Step::Store, stepStateOf(record.state), true);
    return finished;
}

} // namespace smk
