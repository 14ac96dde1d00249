#include "drive_list.h"

#include "display_text.h"
#include "file_systems.h"
#include "host_identity.h"
#include "release_windows.h"
#include "thread_rule.h"
#include "volume_windows.h"
#include "windows_policy.h"

#include <QDir>
#include <QFileInfo>

namespace smk {

namespace {

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
    if (GetDiskFreeSpaceExW(wideText(root), &free, nullptr, nullptr))
        drive.freeBytes = qint64(free.QuadPart);
    addHost(drive);
    return drive;
}

// The letter of the Windows folder tells as well, where extents cannot be asked for (a driver without them, Wine).
std::optional<Drive> readDrive(const WindowsVolume &volume, const QSet<quint32> &systemDisks)
{
    std::optional<Drive> drive = driveOfVolume(volume, systemDisks);
    wchar_t folder[MAX_PATH + 1] = {};
    if (drive && !volume.letter.isEmpty() && GetSystemWindowsDirectoryW(folder, MAX_PATH)
        && volume.letter.compare(QString::fromWCharArray(folder, 2), Qt::CaseInsensitive) == 0) {
        drive->systemDisk = true;
        drive->kind = MediumKind::FixedDisk;
    }
    return drive;
}

// A refusal to write that a policy explains is the policy's, not the folder's.
void applyPolicies(Drive &drive, const std::vector<WindowsPolicy> &policies)
{
    const bool refused = drive.readOnly || !drive.mayWrite.value_or(true);
    if (drive.kind == MediumKind::RemovableDrive && refused && forbidsWriting(policies, drive.encrypted))
        drive.hiddenByRule = true;
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
            return fail(
                Problem{.id = QStringLiteral("medium.list-failed"),
                        .arguments = {QStringLiteral("GetLogicalDriveStrings"), qt_error_string(int(GetLastError()))},
                        .remedies = {QStringLiteral("retry"), QStringLiteral("medium-folder")}});
        if (!m_systemDisks) // of the running system: they stay the same
            m_systemDisks = systemDiskNumbers();
        const QSet<quint32> &systemDisks = *m_systemDisks;
        const std::vector<WindowsPolicy> policies = windowsPolicies();
        m_notices = policyFindings(policies);
        std::vector<Drive> drives;
        const auto add = [&](const WindowsVolume &volume) {
            std::optional<Drive> drive = readDrive(volume, systemDisks);
            if (!drive)
                return;
            applyPolicies(*drive, policies);
            addHost(*drive);
            drives.push_back(std::move(*drive));
        };
        for (const wchar_t *at = letters; *at; at += wcslen(at) + 1) {
            if (cancel.stop_requested())
                return fail(Problem{.id = QStringLiteral("medium.list-cancelled"), .arguments = {}});
            add(volumeOfLetter(QString::fromWCharArray(at, 2)));
        }
        // A stick without a letter: plugged in, nowhere to be found by its owner. Fixed disks have many such volumes.
        for (const QString &guid : volumesWithoutPlace())
            if (const WindowsVolume volume = volumeOfGuid(guid); isRemovableVolume(volume))
                add(volume);
        addRedirected(drives);
        markTwins(drives);
        return drives;
    }

    Result<void> eject(const Drive &drive) override
    {
        aboutToBlock("DriveSource::eject");
        const QuietErrors quiet;
        return releaseDrive(drive);
    }

    Findings notices() const override { return m_notices; }

private:
    // In a remote session the client's drives bear no letter, unless somebody gave them one.
    static void addRedirected(std::vector<Drive> &drives)
    {
        for (const QString &share : redirectedShares()) {
            const bool listed = std::any_of(drives.begin(), drives.end(), [&](const Drive &drive) {
                return drive.identity.volumeId.compare(share, Qt::CaseInsensitive) == 0;
            });
            if (!listed)
                drives.push_back(driveOfShare(share, MediumKind::RedirectedDrive));
        }
    }

    Findings m_notices;
    std::optional<QSet<quint32>> m_systemDisks;
};

// "E:/…"; "E:name" lies wherever the program happens to stand on that drive.
QString letterOf(const QString &path)
{
    const bool whole = path.size() >= 2 && path[0].isLetter() && path[1] == QLatin1Char(':')
                       && (path.size() == 2 || path[2] == QLatin1Char('/'));
    return whole ? path.left(2).toUpper() : QString();
}

// A share; what begins with "\\?\" or "\\.\" is a path of this machine under another name.
bool isUnc(const QString &native)
{
    return native.startsWith(QStringLiteral("\\\\")) && !native.startsWith(QStringLiteral("\\\\?\\"))
           && !native.startsWith(QStringLiteral("\\\\.\\"));
}

// The folder, or the nearest one above it that exists, with every link and junction followed.
QString realFolder(const LocalPath &folder)
{
    QString path = QDir::cleanPath(folder.text());
    while (!QFileInfo::exists(path) && path.contains(QLatin1Char('/')))
        path = path.left(path.lastIndexOf(QLatin1Char('/')));
    const QString real =
        QFileInfo(path.endsWith(QLatin1Char(':')) ? path + QLatin1Char('/') : path).canonicalFilePath();
    return real.isEmpty() ? QDir::cleanPath(folder.text()) : real;
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
    if (!isUnc(native) && letterOf(folder.text()).isEmpty())
        return problem("medium.folder-not-absolute");
    const QFileInfo info(folder.text());
    if (!info.exists())
        return problem("medium.folder-missing");
    if (!info.isDir())
        return problem("medium.folder-is-file");
    Drive drive;
    QString place = QDir::cleanPath(folder.text());
    if (isUnc(native)) {
        const bool redirected = native.startsWith(QStringLiteral("\\\\tsclient\\"), Qt::CaseInsensitive);
        const QString share = native.section(QLatin1Char('\\'), 0, 3);
        drive = driveOfShare(share, redirected ? MediumKind::RedirectedDrive : MediumKind::RemoteFolder);
    } else {
        // A junction may lead to another disk; a volume without a letter keeps the one it was reached by.
        if (const QString real = realFolder(folder); !letterOf(real).isEmpty())
            place = real;
        const std::optional<Drive> found = readDrive(volumeOfLetter(letterOf(place)), systemDiskNumbers());
        if (!found)
            return problem("medium.folder-missing");
        drive = *found;
        addHost(drive);
    }
    drive.mountPoint = LocalPath(place);
    // In this very folder, which need not be what may be written above it.
    drive.mayWrite = mayWriteIn(QDir::toNativeSeparators(place));
    return drive;
}

std::optional<bool> sameDisk(const Drive &drive, const LocalPath &folder)
{
    aboutToBlock("sameDisk");
    const LocalPath real(realFolder(folder));
    if (LocalPath(QDir::cleanPath(folder.text())).liesIn(drive.mountPoint) || real.liesIn(drive.mountPoint))
        return true;
    const QSet<quint32> disks = disksOfFolder(QDir::toNativeSeparators(real.text()));
    if (disks.isEmpty() || drive.diskIds.empty())
        return std::nullopt;
    return std::any_of(disks.begin(), disks.end(), [&](quint32 disk) {
        return std::find(drive.diskIds.begin(), drive.diskIds.end(),
                         QStringLiteral("PhysicalDrive") + QString::number(disk))
               != drive.diskIds.end();
    });
}

} // namespace smk
