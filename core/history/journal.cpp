#include "receipt_folder.h"

#include "cancel.h"
#include "clock.h"
#include "durable_file.h"
#include "run_lock.h"
#include "thread_rule.h"

#include <QDir>

#include <mutex>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qint64 LargestReceipt = 1024 * 1024;

LocalPath inProgressFile(const LocalPath &folder, const QString &runId)
{
    return folder.child(runId + u".in-progress.json"_s);
}

LocalPath finishedFile(const LocalPath &folder, const QString &runId)
{
    return folder.child(runId + u".json"_s);
}

LocalPath lockFile(const LocalPath &folder, const QString &runId)
{
    return folder.child(runId + u".lock"_s);
}

tl::unexpected<Problem> runIsAlive(const QString &runId)
{
    return fail(Problem{u"history.run-is-alive"_s, {runId}});
}

} // namespace

Result<void> ensureReceiptsFolder(const LocalPath &folder)
{
    // Every missing level is ours, owner only: receipts name servers, places and people.
    if (folder.isEmpty() || QDir(folder.text()).exists())
        return {};
    const LocalPath parent = folder.parent();
    if (parent != folder)
        if (Result<void> made = ensureReceiptsFolder(parent); !made)
            return made;
    return createFolderDurably(folder, FileAccess::OwnerOnly, true);
}

struct Journal::Private
{
    mutable std::mutex mutex;
    LocalPath folder;
    Receipt receipt;
    std::unique_ptr<RunLock> lock;
};

Journal::Journal()
    : d(std::make_unique<Private>())
{
}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::begin(const LocalPath &folder, Receipt receipt)
{
    aboutToBlock("Journal::begin");
    receipt.state = ReceiptState::InProgress;
    if (!isRunId(receipt.runId))
        return fail(Problem{u"history.not-a-receipt"_s, {u"runId"_s}});
    if (Result<void> made = ensureReceiptsFolder(folder); !made)
        return fail(made.error());
    std::unique_ptr<Journal> journal(new Journal);
    journal->d->lock = RunLock::take(lockFile(folder, receipt.runId));
    if (!journal->d->lock)
        return runIsAlive(receipt.runId);
    const Result<WrittenFile> written = createDurably(inProgressFile(folder, receipt.runId), encodeReceipt(receipt),
                                                      FileAccess::OwnerOnly, CancelToken());
    if (!written)
        return fail(written.error());
    journal->d->folder = folder;
    journal->d->receipt = std::move(receipt);
    return journal;
}

Result<std::unique_ptr<Journal>> Journal::resume(const LocalPath &folder, const QString &runId)
{
    aboutToBlock("Journal::resume");
    const LocalPath file = inProgressFile(folder, runId);
    if (!isRunId(runId) || !fileExists(file))
        return fail(Problem{u"history.no-such-run"_s, {runId}});
    std::unique_ptr<Journal> journal(new Journal);
    journal->d->lock = RunLock::take(lockFile(folder, runId));
    if (!journal->d->lock)
        return runIsAlive(runId);
    if (fileExists(finishedFile(folder, runId))) {
        // The end was reached, and only the last act of finish() was cut off.
        const Result<void> removed = removeFile(file);
        return fail(removed ? Problem{u"history.already-finished"_s, {runId}} : removed.error());
    }
    const Result<QByteArray> bytes = readWhole(file, LargestReceipt);
    if (!bytes)
        return fail(bytes.error());
    Result<Receipt> receipt = decodeReceipt(*bytes);
    if (!receipt)
        return fail(receipt.error());
    if (receipt->runId != runId || receipt->state != ReceiptState::InProgress)
        return fail(Problem{u"history.not-a-receipt"_s, {u"runId"_s}});
    journal->d->folder = folder;
    journal->d->receipt = std::move(*receipt);
    return journal;
}

Receipt Journal::receipt() const
{
    const std::lock_guard guard(d->mutex);
    return d->receipt;
}

Result<void> Journal::record(const StepRecord &step)
{
    return record(std::vector<StepRecord>{step});
}

Result<void> Journal::record(const std::vector<StepRecord> &steps)
{
    aboutToBlock("Journal::record");
    const std::lock_guard guard(d->mutex);
    for (const StepRecord &step : steps) {
        StepRecord &entry = d->receipt.stepForChange(step.step);
        entry = step;
        if (!entry.utc.isValid())
            entry.utc = nowUtc();
    }
    // Kept in memory even where the disk refuses: it is true, and the next record writes it too.
    return replaceDurably(inProgressFile(d->folder, d->receipt.runId), encodeReceipt(d->receipt));
}

Result<LocalPath> Journal::finish(ReceiptState state)
{
    aboutToBlock("Journal::finish");
    const std::lock_guard guard(d->mutex);
    Receipt last = d->receipt;
    last.state = state;
    last.finishedUtc = nowUtc();
    const QByteArray bytes = encodeReceipt(last);
    const LocalPath file = finishedFile(d->folder, last.runId);
    const Result<WrittenFile> written = createDurably(file, bytes, FileAccess::OwnerOnly, CancelToken());
    if (!written)
        return fail(written.error());
    const Result<QByteArray> again = readWhole(file, LargestReceipt);
    if (!again || *again != bytes)
        return fail(Problem{u"history.receipt-differs"_s, {file.text()}});
    d->receipt = std::move(last);
    // What stays behind when this fails is told apart by the finished file beside it.
    if (const Result<void> removed = removeFile(inProgressFile(d->folder, d->receipt.runId)); !removed)
        qWarning("the receipt-in-progress of a finished run could not be removed");
    return file;
}

} // namespace smk
