#include "drive_list.h"

#include "display_text.h"
#include "file_systems.h"
#include "host_identity.h"
#include "thread_rule.h"
#include "volume_windows.h"

#include <QDir>
#include <QFileInfo>

#include <qt_windows.h>
#include <winioctl.h>

namespace smk {

namespace {

// No pop-up of the system about an empty reader in the middle of the work.
class QuietErrors
{
public:
    QuietErrors() { SetThreadErrorMode(SEM_FAILCRITICALERRORS | SEM_NOOPENFILEERRORBOX, &m_before); }
    ~QuietErrors() { SetThreadErrorMode(m_before, nullptr); }
    QuietErrors(const QuietErrors &) = delete;
    QuietErrors &operator=(const QuietErrors &) = delete;

private:
    DWORD m_before = 0;
};

void addHost(Drive &drive)
{
    if (drive.kind == MediumKind::RemoteFolder)
        drive.hostIsThisMachine = isThisHost(hostOfSource(drive.deviceName), {});
}

Drive driveOfShare(const QString &share, MediumKind kind)
{
    Drive drive;
    drive.kind = kind;
    drive.deviceName = displayText(share);
    drive.identity.volumeId = share;
    drive.mountPoint = LocalPath(QDir::fromNativeSeparators(share));
    ULARGE_INTEGER free = {};
    const QString root = share + QLatin1Char('\\');
    if (GetDiskFreeSpaceExW(reinterpret_cast<LPCWSTR>(root.utf16()), &free, nullptr, nullptr))
        drive.freeBytes = qint64(free.QuadPart);
    addHost(drive);
    return drive;
}

class WindowsDrives : public DriveSource
{
public:
    Result<std::vector<Drive>> list(const CancelToken &cancel) override
    {
        aboutToBlock("DriveSource::list");
        const QuietErrors quiet;
        wchar_t letters[512] = {};
        if (GetLogicalDriveStringsW(511, letters) == 0)
            return fail(Problem{.id = QStringLiteral("medium.list-failed"),
                                .arguments = {QStringLiteral("GetLogicalDriveStrings"), qt_error_string(int(GetLastError()))}});
        const QString systemDisk = systemDiskName();
        std::vector<Drive> drives;
        for (const wchar_t *at = letters; *at; at += wcslen(at) + 1) {
            if (cancel.stop_requested())
                return fail(Problem{.id = QStringLiteral("medium.list-cancelled"), .arguments = {}});
            const UINT type = GetDriveTypeW(at);
            if (type != DRIVE_REMOVABLE && type != DRIVE_FIXED && type != DRIVE_REMOTE)
                continue;
            Drive drive = driveOfLetter(QString::fromWCharArray(at, 2), systemDisk);
            addHost(drive);
            drives.push_back(std::move(drive));
        }
        addRedirected(drives);
        return drives;
    }

    Result<void> eject(const Drive &drive) override
    {
        aboutToBlock("DriveSource::eject");
        Problem problem{.id = QStringLiteral("medium.eject-not-possible"),
                        .arguments = {drive.label.isEmpty() ? drive.deviceName : drive.label}};
        if (drive.kind != MediumKind::RemovableDrive)
            return fail(problem);
        const QString path = QStringLiteral("\\\\.\\") + drive.deviceName;
        const HANDLE volume = CreateFileW(reinterpret_cast<LPCWSTR>(path.utf16()), GENERIC_READ | GENERIC_WRITE,
                                          FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr);
        if (volume == INVALID_HANDLE_VALUE)
            return fail(problem);
        DWORD size = 0;
        bool released = true;
        for (const DWORD act : {DWORD(FSCTL_LOCK_VOLUME), DWORD(FSCTL_DISMOUNT_VOLUME), DWORD(IOCTL_STORAGE_EJECT_MEDIA)})
            released = released && DeviceIoControl(volume, act, nullptr, 0, nullptr, 0, &size, nullptr);
        const DWORD code = GetLastError();
        CloseHandle(volume);
        if (released)
            return {};
        problem.id = QStringLiteral("medium.eject-refused");
        problem.arguments += qt_error_string(int(code));
        problem.remedies = {QStringLiteral("retry")};
        return fail(problem);
    }

private:
    // In a remote session the client's drives have no letter; they are named \\tsclient\C and cannot be enumerated.
    static void addRedirected(std::vector<Drive> &drives)
    {
        if (!GetSystemMetrics(SM_REMOTESESSION))
            return;
        for (char16_t letter = u'A'; letter <= u'Z'; ++letter) {
            const QString share = QStringLiteral("\\\\tsclient\\") + QChar(letter);
            if (GetFileAttributesW(reinterpret_cast<LPCWSTR>(share.utf16())) != INVALID_FILE_ATTRIBUTES)
                drives.push_back(driveOfShare(share, MediumKind::RedirectedDrive));
        }
    }
};

QString letterOf(const LocalPath &folder)
{
    const QString text = folder.text();
    return text.size() >= 2 && text[1] == QLatin1Char(':') ? text.left(2).toUpper() : QString();
}

bool isUnc(const QString &native)
{
    return native.startsWith(QStringLiteral("\\\\"));
}

} // namespace

std::unique_ptr<DriveSource> systemDrives(const LocalPath &)
{
    return std::make_unique<WindowsDrives>();
}

Result<Drive> mediumFromFolder(const LocalPath &folder, const CancelToken &)
{
    aboutToBlock("mediumFromFolder");
    const QuietErrors quiet;
    const auto problem = [&](const char *id) {
        return fail(Problem{.id = QString::fromLatin1(id), .arguments = {displayText(folder.text())}});
    };
    const QString native = QDir::toNativeSeparators(folder.text());
    if (!isUnc(native) && letterOf(folder).isEmpty())
        return problem("medium.folder-not-absolute");
    const QFileInfo info(folder.text());
    if (!info.exists())
        return problem("medium.folder-missing");
    if (!info.isDir())
        return problem("medium.folder-is-file");
    Drive drive;
    if (isUnc(native)) {
        const bool redirected = native.startsWith(QStringLiteral("\\\\tsclient\\"), Qt::CaseInsensitive);
        const QString share = native.section(QLatin1Char('\\'), 0, 3);
        drive = driveOfShare(share, redirected ? MediumKind::RedirectedDrive : MediumKind::RemoteFolder);
    } else {
        drive = driveOfLetter(letterOf(folder), systemDiskName());
        addHost(drive);
    }
    drive.mountPoint = LocalPath(QDir::cleanPath(folder.text()));
    return drive;
}

std::optional<bool> sameDisk(const Drive &drive, const LocalPath &folder)
{
    aboutToBlock("sameDisk");
    const QString path = QDir::cleanPath(folder.text()) + QLatin1Char('/');
    const QString mount = QDir::cleanPath(drive.mountPoint.text());
    if (!drive.mountPoint.isEmpty() && path.startsWith(mount.endsWith(QLatin1Char('/')) ? mount : mount + QLatin1Char('/'), Qt::CaseInsensitive))
        return true;
    const QString disk = diskOfLetter(letterOf(folder));
    if (disk.isEmpty() || drive.diskIds.empty())
        return std::nullopt;
    return std::find(drive.diskIds.begin(), drive.diskIds.end(), disk) != drive.diskIds.end();
}

} // namespace smk
