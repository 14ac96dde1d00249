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

bool lock(HANDLE volume)
{
    for (int i = 0; i < lockTries; ++i) {
        if (act(volume, FSCTL_LOCK_VOLUME))
            return true;
        if (GetLastError() != ERROR_ACCESS_DENIED)
            return false;
        Sleep(lockPause);
    }
    SetLastError(ERROR_ACCESS_DENIED);
    return false;
}

// Cards in a reader that stays: the medium goes, not the device.
bool ejectMedium(const QString &path)
{
    const StorageHandle volume(path, GENERIC_READ);
    return volume.isOpen() && act(volume.get(), IOCTL_STORAGE_EJECT_MEDIA);
}

// Nothing: flushed, locked and dismounted.
std::optional<Problem> dismount(const Drive &drive, const QString &path)
{
    const StorageHandle volume(path, GENERIC_READ | GENERIC_WRITE);
    const auto systemWords = [] { return qt_error_string(int(GetLastError())); };
    if (!volume.isOpen())
        return refusal(drive, GetLastError() == ERROR_FILE_NOT_FOUND ? "medium.gone" : "medium.eject-refused",
                       systemWords());
    if (!FlushFileBuffers(volume.get())) {
        const DWORD error = GetLastError();
        if (error != ERROR_INVALID_FUNCTION && error != ERROR_NOT_SUPPORTED && error != ERROR_ACCESS_DENIED)
            return refusal(drive, "medium.flush-failed", systemWords());
    }
    if (!lock(volume.get()))
        return refusal(drive, GetLastError() == ERROR_ACCESS_DENIED ? "medium.busy" : "medium.eject-refused",
                       systemWords());
    if (!act(volume.get(), FSCTL_DISMOUNT_VOLUME))
        return refusal(drive, "medium.eject-refused", systemWords());
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
