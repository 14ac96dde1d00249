#include "last_backup.h"

#include "data_folder.h"
#include "thread_rule.h"

namespace smk {

using namespace Qt::StringLiterals;

std::optional<LastBackup> lastBackupOf(const History &history, const QString &serverName)
{
    for (const HistoryEntry &entry : history.entries) { // newest first
        const StepRecord *connect = entry.receipt.step(u"connect"_s);
        if (entry.receipt.state != ReceiptState::Finished || connect == nullptr || entry.state == HistoryState::Lost
            || entry.serverName.compare(serverName, Qt::CaseInsensitive) != 0)
            continue;
        return LastBackup{connect->facts.value("keyGuid"_L1).toString(),
                          QDateTime::fromString(connect->facts.value("keyModified"_L1).toString(), Qt::ISODateWithMs),
                          entry.receipt.finishedUtc};
    }
    return std::nullopt;
}

Findings withLastBackup(const Connected &connected, ConnectOrder &order)
{
    const ServerFacts &facts = connected.facts;
    aboutToBlock("withLastBackup");
    // Each rehearsal has a key of its own: an older one says nothing there.
    if (facts.isRehearsal())
        return connected.findings;
    if (const auto history = readHistory(receiptsFolder(false)))
        order.lastBackup = lastBackupOf(*history, facts.serverName);
    if (!order.lastBackup)
        return connected.findings;
    return preflight(facts, connected.line, order, connected.trust).value_or(connected.findings);
}

} // namespace smk
