// Finding a chosen drive again: by what it is, not by the letter or /dev name that it bears today.
#include "drive_list.h"

#include "patient_call.h"
#include "thread_rule.h"

#include <QFileInfo>

namespace smk {

namespace {

bool isWeak(const DriveIdentity &identity)
{
    return identity.serial.isEmpty() && identity.volumeId.isEmpty();
}

// A dead mount may never answer.
bool folderAnswers(const LocalPath &folder)
{
    const QString path = folder.text();
    return answerInTime<bool>(QStringLiteral("folder ") + path, [path] { return QFileInfo(path).isDir(); })
        .value_or(false);
}

// A folder of the drive that is bound elsewhere. The folder alone proves nothing: a mount point stays when its drive
// goes.
bool isStillOn(const Drive &chosen, const CancelToken &cancel)
{
    if (chosen.mountPoint.isEmpty() || !folderAnswers(chosen.mountPoint))
        return false;
    const Result<Drive> there = mediumFromFolder(chosen.mountPoint, cancel);
    return there && isSameDrive(*there, chosen);
}

} // namespace

Problem mediumProblem(const char *id, const Drive &chosen)
{
    return Problem{.id = QString::fromLatin1(id),
                   .arguments = {shownName(chosen), chosen.identity.serial},
                   .remedies = {QStringLiteral("retry"), QStringLiteral("choose-medium")},
                   .returnTo = QStringLiteral("medium")};
}

bool isSameDrive(const Drive &one, const Drive &other)
{
    if (one.kind != other.kind || !(one.identity == other.identity))
        return false;
    // With nothing but a size it must at least bear the same names.
    return !isWeak(other.identity) || (one.deviceName == other.deviceName && one.label == other.label);
}

void markTwins(std::vector<Drive> &drives)
{
    for (std::size_t i = 0; i < drives.size(); ++i)
        for (std::size_t j = i + 1; j < drives.size(); ++j) {
            const bool places =
                drives[i].kind == MediumKind::RemovableDrive && drives[i].holdsMedium && !isWeak(drives[i].identity);
            if (places && isSameDrive(drives[i], drives[j]) && !drives[i].diskIds.empty()
                && drives[i].diskIds != drives[j].diskIds)
                drives[i].twin = drives[j].twin = true;
        }
}

Result<Drive> DriveSource::mount(const Drive &drive)
{
    return fail(Problem{.id = QStringLiteral("medium.mount-not-possible"),
                        .arguments = {shownName(drive)},
                        .remedies = {QStringLiteral("retry")}});
}

Result<Drive> resolveWhole(DriveSource &source, const Drive &chosen, const CancelToken &cancel)
{
    aboutToBlock("resolveWhole");
    const Result<std::vector<Drive>> drives = source.list(cancel);
    if (!drives)
        return fail(drives.error());
    const Drive *same = nullptr;
    bool otherInItsPlace = false;
    for (const Drive &drive : *drives) {
        if (isSameDrive(drive, chosen)) {
            if (drive.twin)
                return fail(mediumProblem("medium.two-alike", chosen));
            // Mounted in several places: the chosen one counts.
            if (!same || chosen.mountPoint.liesIn(drive.mountPoint))
                same = &drive;
        } else if (!chosen.mountPoint.isEmpty() && drive.mountPoint == chosen.mountPoint
                   && (!isWeak(drive.identity) || drive.identity.sizeBytes > 0)) {
            // Without any identity it is the mount of a device that was pulled.
            otherInItsPlace = true;
        }
    }
    if (!same)
        return fail(mediumProblem(otherInItsPlace ? "medium.changed" : "medium.gone", chosen));
    if (same->mountPoint.isEmpty() || !folderAnswers(same->mountPoint))
        return fail(mediumProblem("medium.gone", chosen));
    return *same;
}

Result<Drive> resolveAgain(DriveSource &source, const Drive &chosen, const CancelToken &cancel)
{
    aboutToBlock("resolveAgain");
    Result<Drive> drive = resolveWhole(source, chosen, cancel);
    // A folder below the mount was chosen by hand: it stays the chosen one.
    if (drive && chosen.mountPoint.liesIn(drive->mountPoint)) {
        drive->mountPoint = chosen.mountPoint;
        if (!folderAnswers(drive->mountPoint))
            return fail(mediumProblem("medium.gone", chosen));
    } else if (drive && isStillOn(chosen, cancel)) {
        drive->mountPoint = chosen.mountPoint;
    }
    return drive;
}

} // namespace smk
