#include "papers_again.h"

#include "paper_facts.h"
#include "plan_record.h"
#include "run_record.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

bool papersAreMissing(const HistoryEntry &entry)
{
    if (entry.receipt.state != ReceiptState::Finished)
        return false;
    const RunResults results = resultsOf(entry.receipt);
    return results.copy && !results.papers
           && std::none_of(entry.later.begin(), entry.later.end(),
                           [](const LaterRecord &record) { return record.kind == "written-again"_L1; });
}

Result<MediumPapers> writePapersAgain(const LocalPath &receipts, const Receipt &finished, DriveSource &drives,
                                      const CancelToken &cancel)
{
    aboutToBlock("writePapersAgain");
    const BackupPlan plan = planOf(finished);
    const RunResults results = resultsOf(finished);
    if (finished.state != ReceiptState::Finished || !plan.medium || !results.copy || !results.mediumFolder)
        return fail(Problem{u"procedure.no-copy"_s});
    const Result<Drive> drive = resolveAgain(drives, *plan.medium, cancel);
    if (!drive)
        return fail(drive.error());
    // It may be mounted elsewhere by now; the folder on it is the same.
    const LocalPath folder = drive->mountPoint.child(results.mediumFolder->fileName());
    const LocalPath copy = folder.child(plan.fileName);
    const Result<QByteArray> bytes = readWhole(copy, KeyFileLimit);
    if (!bytes)
        return fail(bytes.error());
    if (Sha256::of(*bytes) != results.copy->hash)
        return fail(Problem{u"procedure.copy-not-identical"_s, {copy.text()}});
    Result<MediumPapers> papers = writeMediumPapers(folder, paperFactsOf(plan, results, finished.operatorName),
                                                    encodeMediumReceipt(finished), cancel);
    if (!papers)
        return papers;
    QJsonArray names;
    for (const WrittenFile *paper : {&papers->receipt, &papers->howToRestore, &papers->label})
        names.append(QJsonObject{{u"name"_s, paper->path.fileName()}, {u"sha256"_s, paper->hash.hex()}});
    const Result<void> added = addLaterRecord(
        receipts, {finished.runId, u"written-again"_s, {}, {{u"papers"_s, names}, {u"folder"_s, folder.text()}}});
    if (!added)
        return fail(added.error());
    return papers;
}

} // namespace smk
