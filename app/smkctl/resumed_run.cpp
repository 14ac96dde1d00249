#include "resumed_run.h"

#include "data_folder.h"
#include "interrupt.h"

using namespace Qt::StringLiterals;

namespace smk {

tl::expected<FoundRun, Problem> findRun(const QString &runId)
{
    for (const bool rehearsal : {false, true}) {
        const LocalPath folder = receiptsFolder(rehearsal);
        const Result<History> history = readHistory(folder);
        if (!history)
            return tl::unexpected(history.error());
        for (const HistoryEntry &entry : history->entries)
            if (runId.isEmpty() ? entry.state == HistoryState::InProgress && !entry.alive
                                : entry.receipt.runId == runId)
                return FoundRun{folder, entry.receipt.runId};
    }
    return tl::unexpected(Problem{u"history.no-such-run"_s, {runId.isEmpty() ? u"any server"_s : runId}});
}

tl::expected<std::unique_ptr<BackupRun>, int> resumedRun(RunOrder order, const CommandLine &line, Output &output)
{
    const tl::expected<FoundRun, Problem> found = findRun(line.value(u"run"_s));
    if (!found)
        return tl::unexpected(output.problem(found.error(), Exit::Blocked));
    if (line.has(u"server"_s) || line.has(u"hand-over"_s)) {
        tl::expected<ServerAccess, int> access = serverAccessOf(line, output);
        if (!access)
            return tl::unexpected(access.error());
        order.access = std::move(*access);
    }
    Result<std::unique_ptr<Procedure>> procedure = Procedure::resume(found->folder, found->runId, programName());
    if (!procedure)
        return tl::unexpected(output.problem(procedure.error(), Exit::Blocked));
    output.put(u"run"_s, found->runId);
    output.line(u"Run %1 of %2"_s.arg(found->runId, (*procedure)->plan.facts.serverName));
    interrupt::setCommitted((*procedure)->isCommitted());
    return std::make_unique<BackupRun>(std::move(order), output, std::move(*procedure));
}

} // namespace smk
