// Receipts in their folder: written durably, never replaced once finished; history is a list over this folder.
#pragma once

#include "paths.h"
#include "receipt.h"

#include <QDate>

#include <span>

namespace smk {

// Creates the folder and its missing parents, owner only.
[[nodiscard]] Result<void> ensureReceiptsFolder(const LocalPath &folder);

// The receipt-in-progress of one run. Thread-safe; each change is durable before the call returns.
class Journal
{
public:
    // Creates DIR/RUNID.in-progress.json (exclusive). Takes a lock (held until destruction) so that another process
    // sees that the run is alive.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> begin(const LocalPath &folder, Receipt receipt);
    // Takes up an interrupted run ("history.run-is-alive" where another process holds it).
    [[nodiscard]] static Result<std::unique_ptr<Journal>> resume(const LocalPath &folder, const QString &runId);
    ~Journal();
    [[nodiscard]] Receipt receipt() const;
    [[nodiscard]] Result<void> record(const StepRecord &step);               // replaces the step's earlier entry
    [[nodiscard]] Result<void> record(const std::vector<StepRecord> &steps); // in one durable write
    [[nodiscard]] Result<LocalPath> finish(ReceiptState state); // RUNID.json, exclusive; then the in-progress file goes

private:
    Journal();
    struct Private;
    std::unique_ptr<Private> d;
};

// A later small record with the same run id: "arrival-confirmed", "written-again", "lost" …
struct LaterRecord
{
    QString runId;
    QString kind;
    QDateTime utc;
    QJsonObject facts;
};
[[nodiscard]] Result<void> addLaterRecord(const LocalPath &folder, const LaterRecord &record);

enum class HistoryState { InProgress, Current, NotConfirmed, Due, KeyChanged, Replaced, Lost, SetAside, Failed };

struct HistoryEntry
{
    Receipt receipt;
    HistoryState state = HistoryState::Current;
    bool alive = false;                                // in progress and its process holds the lock
    QString serverName, mediumLabel, shortGuid, proof; // for the list; proof = highest level's name
    QDateTime madeUtc;
    QDate nextDue;
    std::vector<LaterRecord> later;
};

// Newest first. Files that are no receipts are passed over and counted in `unreadable`.
struct History
{
    std::vector<HistoryEntry> entries;
    int unreadable = 0;
};
[[nodiscard]] Result<History> readHistory(const LocalPath &folder);
[[nodiscard]] QString historyStateName(HistoryState state);
[[nodiscard]] std::span<const Words> historyWords();

} // namespace smk
