// Mounting and releasing through the drive service. The drive is looked up anew, for paths and device names are reused.
#include "drive_list.h"
#include "udisks_service.h"

#include "thread_rule.h"

#include <thread>

namespace smk {

namespace {

const QString block = QStringLiteral("org.freedesktop.UDisks2.Block");
const QString fileSystem = QStringLiteral("org.freedesktop.UDisks2.Filesystem");
const QString encrypted = QStringLiteral("org.freedesktop.UDisks2.Encrypted");
const QString driveInterface = QStringLiteral("org.freedesktop.UDisks2.Drive");

// The block the drive was listed as, while it still is what was listed.
const UDisksBlock *blockOf(const UDisksFacts &facts, const Drive &drive)
{
    const UDisksBlock *found = facts.blockOfDevice(drive.deviceName);
    const bool same =
        found && (drive.identity.volumeId.isEmpty() || found->uuid.isEmpty() || found->uuid == drive.identity.volumeId);
    return same ? found : nullptr;
}

Result<UDisksFacts> factsFor(DriveService &service, const Drive &drive, DriveAct act)
{
    ServiceAnswer answer = service.look();
    if (answer.state == ServiceState::Answers)
        return std::move(answer.facts);
    return fail(problemOfService(answer.error, act, drive));
}

// Unmounts what is mounted of one block; "not mounted" means somebody was faster.
std::optional<ServiceError> unmounted(DriveService &service, const UDisksBlock &one)
{
    for (qsizetype i = 0; i < one.mountPoints.size(); ++i) {
        auto answer = service.call(one.path, fileSystem, QStringLiteral("Unmount"));
        // A FUSE server closes a moment after its program did, and the desktop looks at what is new: no reason to
        // refuse yet.
        for (int again = 0; again < 5 && !answer && answer.error().name.endsWith(QStringLiteral(".DeviceBusy"));
             ++again) {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            answer = service.call(one.path, fileSystem, QStringLiteral("Unmount"));
        }
        if (!answer && !answer.error().name.endsWith(QStringLiteral(".NotMounted")))
            return answer.error();
    }
    return std::nullopt;
}

bool isSharedReader(const UDisksFacts &facts, const UDisksDrive &drive)
{
    return !drive.siblingId.isEmpty()
           && std::any_of(facts.drives.begin(), facts.drives.end(), [&](const UDisksDrive &other) {
                  return other.path != drive.path && other.siblingId == drive.siblingId;
              });
}

} // namespace

Result<void> releaseDrive(DriveService &service, const Drive &drive)
{
    aboutToBlock("releaseDrive");
    const Result<UDisksFacts> facts = factsFor(service, drive, DriveAct::Unmount);
    if (!facts)
        return fail(facts.error());
    const UDisksBlock *own = blockOf(*facts, drive);
    if (!own)
        return fail(mediumProblem("medium.gone", drive));
    const UDisksDrive *below = facts->driveBelow(*own);
    // A stick may have further partitions that the desktop mounted: they would keep it from being powered off.
    const auto onDrive = [&](const UDisksBlock &one) {
        return &one == own || (below && facts->driveBelow(one) == below);
    };
    for (const UDisksBlock &one : facts->blocks)
        if (onDrive(one))
            if (const auto error = unmounted(service, one))
                return fail(problemOfService(*error, DriveAct::Unmount, drive));
    for (const UDisksBlock &one : facts->blocks)
        if (onDrive(one) && one.isContainer && !one.cleartext.isEmpty())
            if (const auto answer = service.call(one.path, encrypted, QStringLiteral("Lock")); !answer)
                return fail(problemOfService(answer.error(), DriveAct::Unmount, drive));
    if (!below)
        return {};
    // Power for a reader is power for all its slots: there only the card is ejected.
    QString act;
    if (below->canPowerOff && !isSharedReader(*facts, *below))
        act = QStringLiteral("PowerOff");
    else if (below->ejectable)
        act = QStringLiteral("Eject");
    if (act.isEmpty())
        return {};
    const auto answer = service.call(below->path, driveInterface, act);
    if (answer)
        return {};
    Problem problem = problemOfService(answer.error(), DriveAct::Unmount, drive);
    problem.command = QStringLiteral("udisksctl power-off -b ") + drive.deviceName;
    return fail(problem);
}

Result<LocalPath> mountDrive(DriveService &service, const Drive &drive)
{
    aboutToBlock("mountDrive");
    const Result<UDisksFacts> facts = factsFor(service, drive, DriveAct::Mount);
    if (!facts)
        return fail(facts.error());
    const UDisksBlock *own = blockOf(*facts, drive);
    if (!own)
        return fail(mediumProblem("medium.gone", drive));
    if (!own->mountPoints.isEmpty())
        return LocalPath(own->mountPoints.first());
    const auto answer = service.call(own->path, fileSystem, QStringLiteral("Mount"));
    if (answer)
        return LocalPath(*answer);
    // The desktop was faster: where it put it is to be asked again.
    if (answer.error().name.endsWith(QStringLiteral(".AlreadyMounted"))) {
        const Result<UDisksFacts> again = factsFor(service, drive, DriveAct::Mount);
        const UDisksBlock *there = again ? blockOf(*again, drive) : nullptr;
        if (there && !there->mountPoints.isEmpty())
            return LocalPath(there->mountPoints.first());
    }
    return fail(problemOfService(answer.error(), DriveAct::Mount, drive));
}

} // namespace smk
