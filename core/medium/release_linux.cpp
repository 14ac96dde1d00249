// Flushing, releasing and mounting, by the drive service.
#include "drives_linux.h"

#include "drive_list.h"
#include "patient_call.h"
#include "thread_rule.h"

#include <QFile>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace smk {

namespace {

// Zero, or the error of flushing all that was written on the file system.
int flushErrorOf(const QString &mountPoint)
{
    const QByteArray path = QFile::encodeName(mountPoint);
    const auto flush = [path] {
        const int folder = ::open(path.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder < 0)
            return errno == EACCES ? 0 : errno;
        const int error = ::syncfs(folder) == 0 ? 0 : errno;
        ::close(folder);
        return error;
    };
    return answerInTime<int>(QStringLiteral("flush ") + mountPoint, flush, std::chrono::seconds(60))
        .value_or(ETIMEDOUT);
}

} // namespace

Result<void> LinuxDrives::eject(const Drive &drive)
{
    aboutToBlock("DriveSource::eject");
    const QString shown = shownName(drive);
    if (drive.kind != MediumKind::RemovableDrive || !m_service || !drive.deviceName.startsWith(QStringLiteral("/dev/")))
        return fail(Problem{.id = QStringLiteral("medium.eject-not-possible"),
                            .arguments = {shown},
                            .command = commandFor(DriveAct::Unmount, drive)});
    if (!drive.mountPoint.isEmpty())
        if (const int error = flushErrorOf(drive.mountPoint.text()); error != 0 && error != ENOENT)
            return fail(Problem{.id = QStringLiteral("medium.flush-failed"),
                                .arguments = {shown, QString::fromLocal8Bit(std::strerror(error))},
                                .remedies = {QStringLiteral("retry")}});
    return releaseDrive(*m_service, drive);
}

Result<Drive> LinuxDrives::mount(const Drive &drive)
{
    aboutToBlock("DriveSource::mount");
    if (!m_service)
        return DriveSource::mount(drive);
    const Result<LocalPath> point = mountDrive(*m_service, drive);
    if (!point)
        return fail(point.error());
    const Result<std::vector<Drive>> drives = list({});
    if (!drives)
        return fail(drives.error());
    for (const Drive &found : *drives)
        if (isSameDrive(found, drive) && found.mountPoint == *point)
            return found;
    Drive mounted = drive;
    mounted.mountPoint = *point;
    return mounted;
}

} // namespace smk
