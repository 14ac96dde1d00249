#include "procedure_private.h"

#include "plan_record.h"
#include "run_record.h"
#include "seat.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// One folder per instance and time, never an existing one: a second copy of the same run gets a number.
Result<LocalPath> freshFolder(const LocalPath &root, const QString &fileName, const CancelToken &cancel)
{
    const QString base = fileName.endsWith(".key"_L1) ? fileName.chopped(4) : fileName;
    Problem last;
    for (int n = 1; n <= 99; ++n) {
        const QString name = n == 1 ? base : u"%1-%2"_s.arg(base).arg(n);
        const Result<MediumFolder> folder = createMediumFolder(root, name, cancel);
        if (folder)
            return folder->path;
        last = folder.error();
        if (!last.id.endsWith("exists"_L1))
            break;
    }
    return fail(last);
}

} // namespace

ReadOrder readOrderOf(const BackupPlan &plan, const ServerPath &file)
{
    const Seat seat = seatOf(plan);
    ReadOrder order;
    order.file = file;
    order.platform = plan.facts.platform;
    order.seat = seat;
    order.windowsLogin = plan.facts.login.contains(u'\\');
    if (seat == Seat::OnServer)
        order.localFile = LocalPath(file.text());
    return order;
}

void Procedure::noteMedium()
{
    const Receipt before = receipt();
    const StepRecord *recorded = before.step(roomOf(Step::Medium));
    for (const StepRecord &record : recordsOf(plan))
        if (record.step == roomOf(Step::Medium) && recorded && recorded->facts != record.facts)
            d->note(record);
}

Result<WrittenFile> Procedure::copy(ServerSession *session, DriveSource &drives, std::optional<LocalPath> byHand,
                                    const CancelToken &cancel, const std::function<void(const WayAttempt &)> &ways,
                                    bool elevate)
{
    aboutToBlock("Procedure::copy");
    if (!results.keyFile)
        return fail(Problem{.id = u"procedure.no-key-file"_s, .returnTo = roomOf(Step::Execute)});
    if (!plan.medium)
        return fail(Problem{u"procedure.no-medium"_s});
    const auto failed = [&](const Problem &problem) {
        d->note(copyRecord(results, u"failed"_s, &problem));
        d->end(Step::Copy, StepState::Failed, true);
        return fail(problem);
    };

    // Read once: a medium that vanished and came back needs no second look at the server.
    if (!results.keyBytes) {
        ReadOrder order = readOrderOf(plan, results.keyFile->path);
        // Here, where blocking is allowed: on Linux it reads the table of mounts.
        order.shareFile = sharePathFromHere(order.file, order.platform, plan.facts.machineName, order.seat);
        order.broughtByHand = std::move(byHand);
        order.serverHash = results.keyFile->serverHash;
        order.elevate = elevate;
        ReadKeyResult read = readKeyFile(session, order, cancel, ways);
        results.ways = std::move(read.attempts);
        if (!read.key)
            return failed(read.key.error());
        const qint64 size = results.keyFile->size;
        if (size > 0 && size != read.key->bytes.size())
            return failed(
                Problem{u"procedure.size-differs"_s, {QString::number(size), QString::number(read.key->bytes.size())}});
        results.keyBytes = std::move(*read.key);
    }

    const Result<Drive> drive = resolveAgain(drives, *plan.medium, cancel);
    if (!drive)
        return failed(drive.error());
    const Result<LocalPath> folder = freshFolder(drive->mountPoint, plan.fileName, cancel);
    if (!folder)
        return failed(folder.error());
    results.mediumFolder = *folder;
    results.copy.reset();
    noteMedium(); // the first one may be gone for good
    // Where it goes and what it must be, before it is written: a copy cut off by a crash is found again by that.
    d->note(copyRecord(results, u"started"_s, nullptr));
    Result<WrittenFile> written = writeKeyToMedium(MediumFolder{*folder}, plan.fileName, *results.keyBytes, cancel);
    if (!written)
        return failed(written.error());
    results.copy = *written;
    results.proofs.clear(); // of another copy
    d->note(copyRecord(results, written->flushed ? u"done"_s : u"not-verified"_s, nullptr));
    d->end(Step::Copy, written->flushed ? StepState::Done : StepState::NotVerified, true);
    return written;
}

} // namespace smk
