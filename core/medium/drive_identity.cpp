// Finding a chosen drive again: by what it is, not by the letter or /dev name that it bears today.
#include "drive_list.h"

#include "thread_rule.h"

#include <QFileInfo>

namespace smk {

namespace {

Problem mediumProblem(const char *id, const Drive &chosen)
{
    const QString shown = chosen.label.isEmpty() ? chosen.deviceName : chosen.label;
    return Problem{.id = QString::fromLatin1(id),
                   .arguments = {shown, chosen.identity.serial},
                   .remedies = {QStringLiteral("retry"), QStringLiteral("choose-medium")},
                   .returnTo = QStringLiteral("medium")};
}

bool isWeak(const DriveIdentity &identity)
{
    return identity.serial.isEmpty() && identity.volumeId.isEmpty();
}

bool isSame(const Drive &found, const Drive &chosen)
{
    if (found.kind != chosen.kind || !(found.identity == chosen.identity))
        return false;
    // With nothing but a size it must at least bear the same names.
    return !isWeak(chosen.identity) || (found.deviceName == chosen.deviceName && found.label == chosen.label);
}

bool liesBelow(const LocalPath &path, const LocalPath &folder)
{
    return !folder.isEmpty() && (path.text() + QLatin1Char('/')).startsWith(folder.text() + QLatin1Char('/'));
}

} // namespace

Result<Drive> resolveAgain(DriveSource &source, const Drive &chosen, const CancelToken &cancel)
{
    aboutToBlock("resolveAgain");
    const Result<std::vector<Drive>> drives = source.list(cancel);
    if (!drives)
        return fail(drives.error());
    const Drive *same = nullptr;
    bool otherInItsPlace = false;
    for (const Drive &drive : *drives) {
        if (isSame(drive, chosen)) {
            // Mounted in several places: the chosen one counts.
            if (!same || liesBelow(chosen.mountPoint, drive.mountPoint))
                same = &drive;
        } else if (!chosen.mountPoint.isEmpty() && drive.mountPoint == chosen.mountPoint) {
            otherInItsPlace = true;
        }
    }
    if (!same)
        return fail(mediumProblem(otherInItsPlace ? "medium.changed" : "medium.gone", chosen));
    if (same->mountPoint.isEmpty() || !QFileInfo(same->mountPoint.text()).isDir())
        return fail(mediumProblem("medium.gone", chosen));
    Drive drive = *same;
    // A folder below the mount was chosen by hand: it stays the chosen one.
    if (liesBelow(chosen.mountPoint, drive.mountPoint)) {
        drive.mountPoint = chosen.mountPoint;
        if (!QFileInfo(drive.mountPoint.text()).isDir())
            return fail(mediumProblem("medium.gone", chosen));
    }
    return drive;
}

} // namespace smk
