#include "release_windows.h"

#include "volume_windows.h"

#include <winioctl.h>

namespace smk {

namespace {

constexpr int lockTries = 10; // a virus scanner lets go after a moment
constexpr DWORD lockPause = 200;

Problem refusal(const Drive &drive, const char *id, const QString &words)
{
    return Problem{
        .id = QString::fromLatin1(id), .arguments = {shownName(drive), words}, .remedies = {QStringLiteral("retry")}};
}

bool act(HANDLE volume, DWORD code)
{
    DWORD size = 0;
    return DeviceIoControl(volume, code, nullptr, 0, nullptr, 0, &size, nullptr);
}

// Zero, or the error.
DWORD lock(HANDLE volume)
{
    for (int i = 0; i < lockTries; ++i) {
        if (act(volume, FSCTL_LOCK_VOLUME))
            return ERROR_SUCCESS;
        if (const DWORD error = GetLastError(); error != ERROR_ACCESS_DENIED)
            return error;
        Sleep(lockPause);
    }
    return ERROR_ACCESS_DENIED;
}

// Cards in a reader that stays: the medium goes, not the device.
bool ejectMedium(const QString &path)
{
    const StorageHandle volume(path, GENERIC_READ);
    return volume.isOpen() && act(volume.get(), IOCTL_STORAGE_EJECT_MEDIA);
}

// Nothing: flushed, locked and dismounted, or left to the configuration manager.
std::optional<Problem> dismount(const Drive &drive, const QString &path)
{
    // Each error is taken before anything else is called: making words of it may change the last one.
    const auto refused = [&drive](const char *id, DWORD error) {
        return refusal(drive, id, qt_error_string(int(error)));
    };
    const StorageHandle volume(path, GENERIC_READ | GENERIC_WRITE);
    if (const DWORD error = volume.isOpen() ? ERROR_SUCCESS : GetLastError(); error != ERROR_SUCCESS) {
        // The volume of a USB hard disk or SSD (no removable medium) opens for administrators alone. Whoever sits there
        // may let it go all the same: the system asks the file system, which flushes and lets go or says who holds it.
        if (error == ERROR_ACCESS_DENIED)
            return std::nullopt;
        return refused(error == ERROR_FILE_NOT_FOUND ? "medium.gone" : "medium.eject-refused", error);
    }
    if (!FlushFileBuffers(volume.get())) {
        const DWORD error = GetLastError();
        if (error != ERROR_INVALID_FUNCTION && error != ERROR_NOT_SUPPORTED && error != ERROR_ACCESS_DENIED)
            return refused("medium.flush-failed", error);
    }
    if (const DWORD error = lock(volume.get()); error != ERROR_SUCCESS)
        return refused(error == ERROR_ACCESS_DENIED ? "medium.busy" : "medium.eject-refused", error);
    if (!act(volume.get(), FSCTL_DISMOUNT_VOLUME))
        return refused("medium.eject-refused", GetLastError());
    return std::nullopt;
}

} // namespace

Result<void> releaseDrive(const Drive &drive)
{
    const bool letter = drive.deviceName.size() == 2 && drive.deviceName[1] == QLatin1Char(':');
    if (drive.kind != MediumKind::RemovableDrive || !letter)
        return fail(refusal(drive, "medium.eject-not-possible", {}));
    const QString path = QStringLiteral("\\\\.\\") + drive.deviceName;
    if (std::optional<Problem> problem = dismount(drive, path))
        return fail(*problem);
    // The handle is closed by now: an open one would itself be the veto.
    std::optional<EjectRefusal> refused = EjectRefusal{EjectVeto::NotEjectable, {}};
    if (drive.diskIds.size() == 1)
        refused = ejectDisk(drive.diskIds.front().mid(qsizetype(qstrlen("PhysicalDrive"))).toUInt());
    if (!refused || (refused->veto == EjectVeto::NotEjectable && ejectMedium(path)))
        return {};
    return fail(
        refusal(drive, refused->veto == EjectVeto::InUse ? "medium.busy" : "medium.eject-refused", refused->words));
}

} // namespace smk
