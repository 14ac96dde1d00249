#include "custody_options.h"
#include "display_text.h"
#include "interrupt.h"
#include "papers_again.h"
#include "plan_record.h"
#include "resumed_run.h"
#include "verbs.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// A finished receipt is never touched: what comes later is a further small record.
int confirmArrival(const FoundRun &found, const Custody &custody, Output &output)
{
    QJsonObject facts;
    if (!custody.place.isEmpty())
        facts.insert(u"place"_s, custody.place);
    if (!custody.custodian.isEmpty())
        facts.insert(u"custodian"_s, custody.custodian);
    const Result<void> added = addLaterRecord(found.folder, {found.runId, u"arrival-confirmed"_s, {}, facts});
    if (!added)
        return output.problem(added.error(), Exit::Failed);
    output.put(u"run"_s, found.runId);
    output.line(u"Run %1: arrival confirmed."_s.arg(found.runId));
    return output.end(Exit::Done);
}

int writeAgain(const FoundRun &found, Output &output)
{
    const Result<History> history = readHistory(found.folder);
    if (!history)
        return output.problem(history.error(), Exit::Blocked);
    const auto entry = std::find_if(history->entries.begin(), history->entries.end(),
                                    [&](const HistoryEntry &e) { return e.receipt.runId == found.runId; });
    if (entry == history->entries.end())
        return output.problem(Problem{u"history.no-such-run"_s, {found.runId}}, Exit::Blocked);
    const std::unique_ptr<DriveSource> drives = drivesOf({}, planOf(entry->receipt).medium);
    const Result<MediumPapers> papers = writePapersAgain(found.folder, entry->receipt, *drives, interrupt::token());
    output.put(u"run"_s, found.runId);
    if (!papers)
        return output.problem(papers.error(), Exit::Failed);
    QJsonArray files;
    for (const WrittenFile *paper : {&papers->receipt, &papers->howToRestore, &papers->label}) {
        files.append(paper->path.text());
        output.line(u"     written: %1"_s.arg(displayText(paper->path.text())));
    }
    output.put(u"papers"_s, files);
    output.line(u"Run %1: the papers are on the medium."_s.arg(found.runId));
    return output.end(Exit::Done);
}

bool isFinished(const FoundRun &found)
{
    const Result<History> history = readHistory(found.folder);
    return history && std::any_of(history->entries.begin(), history->entries.end(), [&](const HistoryEntry &e) {
               return e.receipt.runId == found.runId && e.receipt.state == ReceiptState::Finished;
           });
}

} // namespace

int storeVerb(const QStringList &arguments)
{
    CommandLine line(
        u"store"_s,
        u"Says where the medium goes, writes its papers and finishes the receipt. --arrived on a finished run confirms its arrival."_s,
        RunOptions | CustodyOptions);
    line.add(u"again"_s, u"On a finished run: write its papers to the medium again"_s);
    Output output(u"store"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    const tl::expected<Custody, int> custody = custodyOf(line, output);
    if (!custody)
        return custody.error();
    const tl::expected<FoundRun, Problem> found = findRun(line.value(u"run"_s));
    if (!found)
        return output.problem(found.error(), Exit::Blocked);
    if (line.has(u"again"_s))
        return writeAgain(*found, output);
    if (line.has(u"arrived"_s) && isFinished(*found))
        return confirmArrival(*found, *custody, output);
    RunOrder order;
    order.custody = *custody;
    order.askPassword = false;
    const tl::expected<std::unique_ptr<BackupRun>, int> run = resumedRun(std::move(order), line, output);
    if (!run)
        return run.error();
    if (const BackupRun::Stop stop = (*run)->store())
        return *stop;
    return (*run)->end();
}

} // namespace smk
