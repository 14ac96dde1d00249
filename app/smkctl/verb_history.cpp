#include "command_line.h"
#include "data_folder.h"
#include "json_problem.h"
#include "papers_again.h"
#include "procedure.h"
#include "resumed_run.h"
#include "verbs.h"
#include "words.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString stateInWords(HistoryState state)
{
    return plainLine(Finding{u"history.state."_s + historyStateName(state)});
}

QString nextVerb(const Receipt &receipt)
{
    const StepRecord *copy = receipt.step(roomOf(Step::Copy));
    const StepRecord *verify = receipt.step(roomOf(Step::Verify));
    if (!copy || (copy->state != "done"_L1 && copy->state != "not-verified"_L1))
        return u"copy"_s;
    return verify ? u"store"_s : u"verify"_s;
}

QJsonObject sayEntry(const HistoryEntry &entry, const Output &output)
{
    const QString server = entry.serverName.isEmpty() ? u"-"_s : entry.serverName;
    output.line(u"%1  %2  %3  %4  key …%5  %6"_s.arg(entry.receipt.runId, entry.madeUtc.toString(u"yyyy-MM-dd HH:mm"_s),
                                                     server, entry.mediumLabel, entry.shortGuid,
                                                     stateInWords(entry.state)));
    QJsonObject object{{u"run"_s, entry.receipt.runId},
                       {u"server"_s, entry.serverName},
                       {u"medium"_s, entry.mediumLabel},
                       {u"made"_s, utcText(entry.madeUtc)},
                       {u"state"_s, historyStateName(entry.state)},
                       {u"proof"_s, entry.proof},
                       {u"rehearsal"_s, entry.receipt.rehearsal},
                       {u"alive"_s, entry.alive},
                       {u"nextDue"_s, entry.nextDue.toString(Qt::ISODate)}};
    if (papersAreMissing(entry)) {
        object.insert(u"papersMissing"_s, true);
        output.line(u"     its papers are not on the medium; write them: smkctl store --again --run %1"_s.arg(
            entry.receipt.runId));
    }
    if (entry.state != HistoryState::InProgress)
        return object;
    const Findings exists = whatExists(entry.receipt);
    object.insert(u"exists"_s, toJson(exists));
    if (entry.alive) {
        output.line(u"     still going on in another process"_s);
        return object;
    }
    const StepRecord *execute = entry.receipt.step(roomOf(Step::Execute));
    if (execute && (execute->state == "started"_L1 || execute->state == "unknown"_L1)) {
        object.insert(u"outcome"_s, u"unknown"_s);
        output.line(
            u"     outcome unknown: it ended before the server's answer was recorded; look before you go on. Looked for here:"_s);
    }
    output.findings(exists, true);
    if (exists.front().id == "procedure.server-file-not-there"_L1 && exists.back().id == "procedure.copy-none"_L1) {
        output.line(u"     nothing was written; give it up: smkctl history --set-aside %1"_s.arg(entry.receipt.runId));
        return object;
    }
    object.insert(u"next"_s, nextVerb(entry.receipt));
    output.line(u"     go on: smkctl %1 --run %2   or give it up: smkctl history --set-aside %2"_s.arg(
        nextVerb(entry.receipt), entry.receipt.runId));
    return object;
}

int setAside(const QString &runId, Output &output)
{
    const tl::expected<FoundRun, Problem> found = findRun(runId);
    if (!found)
        return output.problem(found.error(), Exit::Blocked);
    const Result<std::unique_ptr<Procedure>> run = Procedure::resume(found->folder, found->runId, programName());
    if (!run)
        return output.problem(run.error(), Exit::Blocked);
    const Findings exists = whatExists((*run)->receipt());
    if (const Result<void> aside = (*run)->setAside(); !aside)
        return output.problem(aside.error(), Exit::Failed);
    output.line(u"Run %1 is set aside. What exists stays:"_s.arg(found->runId));
    output.findings(exists, true);
    output.put(u"exists"_s, toJson(exists));
    return output.end(Exit::Done);
}

int later(const QString &runId, const QString &kind, Output &output)
{
    const tl::expected<FoundRun, Problem> found = findRun(runId);
    if (!found)
        return output.problem(found.error(), Exit::Blocked);
    if (const Result<void> added = addLaterRecord(found->folder, {found->runId, kind, {}, {}}); !added)
        return output.problem(added.error(), Exit::Failed);
    output.line(u"Run %1: recorded."_s.arg(found->runId));
    return output.end(Exit::Done);
}

} // namespace

int historyVerb(const QStringList &arguments)
{
    CommandLine line(u"history"_s,
                     u"Lists the receipts, newest first, with their state; interrupted runs with what exists where."_s,
                     0);
    line.add(u"rehearsal"_s, u"The rehearsals instead"_s);
    line.add(u"run"_s, u"Print the whole receipt of this run"_s, u"ID"_s);
    line.add(u"set-aside"_s, u"Give up an interrupted run; what exists stays and is named"_s, u"ID"_s);
    line.add(u"lost"_s, u"Record that the medium of this run is lost"_s, u"ID"_s);
    Output output(u"history"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"set-aside"_s))
        return setAside(line.value(u"set-aside"_s), output);
    if (line.has(u"lost"_s))
        return later(line.value(u"lost"_s), u"lost"_s, output);

    const QString wanted = line.value(u"run"_s);
    LocalPath folder = receiptsFolder(line.has(u"rehearsal"_s));
    if (!wanted.isEmpty()) {
        const tl::expected<FoundRun, Problem> found = findRun(wanted);
        if (!found)
            return output.problem(found.error(), Exit::Blocked);
        folder = found->folder;
    }
    const Result<History> history = readHistory(folder);
    if (!history)
        return output.problem(history.error(), Exit::Blocked);
    QJsonArray entries;
    for (const HistoryEntry &entry : history->entries) {
        if (!wanted.isEmpty() && entry.receipt.runId != wanted)
            continue;
        entries.append(sayEntry(entry, output));
        if (!wanted.isEmpty()) {
            output.line(QString::fromUtf8(encodeReceipt(entry.receipt)));
            output.put(u"receipt"_s, QJsonDocument::fromJson(encodeReceipt(entry.receipt)).object());
        }
    }
    if (entries.isEmpty())
        output.line(u"No receipts in %1"_s.arg(folder.text()));
    if (history->unreadable > 0)
        output.line(u"%1 files in the folder are no receipts, or cannot be read."_s.arg(history->unreadable));
    output.put(u"runs"_s, entries);
    output.put(u"unreadable"_s, history->unreadable);
    return output.end(Exit::Done);
}

} // namespace smk
