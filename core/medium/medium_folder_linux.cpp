// A folder named by hand: which drive or share it lies on.
#include "drive_list.h"

#include "display_text.h"
#include "drives_linux.h"
#include "file_systems.h"
#include "mount_probe_linux.h"
#include "thread_rule.h"

#include <QFileInfo>

namespace smk {

namespace {

Problem folderProblem(const char *id, const LocalPath &folder)
{
    return Problem{.id = QString::fromLatin1(id), .arguments = {displayText(folder.text())}};
}

// The folder itself, or the nearest one above it that exists, with every link followed.
QString existingFolder(const LocalPath &folder)
{
    for (LocalPath path = folder; !path.isEmpty(); path = path.parent()) {
        if (const QString real = QFileInfo(path.text()).canonicalFilePath(); !real.isEmpty())
            return real;
        if (path.text() == QStringLiteral("/"))
            break;
    }
    return {};
}

} // namespace

Result<Drive> mediumFromFolder(const LocalPath &folder, const CancelToken &cancel)
{
    aboutToBlock("mediumFromFolder");
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("medium.list-cancelled"), .arguments = {}});
    if (!folder.text().startsWith(QLatin1Char('/')))
        return fail(folderProblem("medium.folder-not-absolute", folder));
    const QFileInfo info(folder.text());
    if (!info.exists())
        return fail(folderProblem("medium.folder-missing", folder));
    if (!info.isDir())
        return fail(folderProblem("medium.folder-is-file", folder));
    const LinuxDrives drives{LocalPath()};
    const std::vector<MountEntry> mounts = drives.mounts();
    const MountEntry *mount = mountOf(mounts, info.canonicalFilePath());
    if (!mount)
        return fail(folderProblem("medium.folder-missing", folder));
    Drive drive = drives.driveOfMount(*mount, drives.systemDisks(mounts));
    drive.mountPoint = LocalPath(info.canonicalFilePath());
    probeMount(drive); // what may be written in this very folder, which need not be what may be written above it
    return drive;
}

std::optional<bool> sameDisk(const Drive &drive, const LocalPath &folder)
{
    aboutToBlock("sameDisk");
    const QString real = existingFolder(folder);
    if (real.isEmpty())
        return std::nullopt;
    // Empty where the medium has gone: nothing lies in there.
    if (LocalPath(real).liesIn(LocalPath(QFileInfo(drive.mountPoint.text()).canonicalFilePath())))
        return true;
    const LinuxDrives drives{LocalPath()};
    const std::vector<MountEntry> mounts = drives.mounts();
    const MountEntry *mount = mountOf(mounts, real);
    if (!mount)
        return std::nullopt;
    const Drive below = drives.driveOfMount(*mount, {});
    const auto isShare = [](const Drive &d) {
        return d.kind == MediumKind::RemoteFolder || d.kind == MediumKind::RedirectedDrive;
    };
    if (isShare(drive) || isShare(below)) {
        // Two shares of one host may lie on one disk; nobody here can tell.
        if (isShare(drive) && isShare(below))
            return drive.identity == below.identity ? std::optional<bool>(true) : std::nullopt;
        return false;
    }
    if (drive.diskIds.empty() || below.diskIds.empty())
        return std::nullopt;
    return std::any_of(drive.diskIds.begin(), drive.diskIds.end(), [&](const QString &disk) {
        return std::find(below.diskIds.begin(), below.diskIds.end(), disk) != below.diskIds.end();
    });
}

} // namespace smk
