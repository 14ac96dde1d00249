#include "volume_windows.h"

#include "block_device.h"
#include "display_text.h"

#include <qt_windows.h>
#include <winioctl.h>

#include <array>

namespace smk {

namespace {

class Volume
{
public:
    // No access asked: an ordinary user may query, not read.
    explicit Volume(const QString &path)
        : m_handle(CreateFileW(reinterpret_cast<LPCWSTR>(path.utf16()), 0, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr))
    {
    }
    ~Volume()
    {
        if (m_handle != INVALID_HANDLE_VALUE)
            CloseHandle(m_handle);
    }
    Volume(const Volume &) = delete;
    Volume &operator=(const Volume &) = delete;
    bool ask(DWORD code, void *in, DWORD inSize, void *out, DWORD outSize) const
    {
        DWORD size = 0;
        return m_handle != INVALID_HANDLE_VALUE && DeviceIoControl(m_handle, code, in, inSize, out, outSize, &size, nullptr);
    }

private:
    HANDLE m_handle;
};

struct Bus {
    bool external = false;
    QString serial;
    QString model;
};

QString textAt(const std::array<char, 2048> &buffer, DWORD offset)
{
    if (offset == 0 || offset >= buffer.size())
        return {};
    return QString::fromLatin1(buffer.data() + offset, qsizetype(qstrnlen(buffer.data() + offset, buffer.size() - offset))).trimmed();
}

Bus busOf(const Volume &volume)
{
    Bus bus;
    STORAGE_PROPERTY_QUERY query = {};
    query.PropertyId = StorageDeviceProperty;
    query.QueryType = PropertyStandardQuery;
    alignas(STORAGE_DEVICE_DESCRIPTOR) std::array<char, 2048> buffer{};
    if (!volume.ask(IOCTL_STORAGE_QUERY_PROPERTY, &query, sizeof(query), buffer.data(), DWORD(buffer.size())))
        return bus;
    const auto *device = reinterpret_cast<const STORAGE_DEVICE_DESCRIPTOR *>(buffer.data());
    bus.external = device->BusType == BusTypeUsb || device->BusType == BusType1394 || device->BusType == BusTypeSd;
    bus.serial = usefulSerial(textAt(buffer, device->SerialNumberOffset));
    bus.model = (textAt(buffer, device->VendorIdOffset) + QLatin1Char(' ') + textAt(buffer, device->ProductIdOffset)).trimmed();
    return bus;
}

qint64 diskSize(const Volume &volume)
{
    std::array<char, 256> buffer{};
    if (!volume.ask(IOCTL_DISK_GET_DRIVE_GEOMETRY_EX, nullptr, 0, buffer.data(), DWORD(buffer.size())))
        return 0;
    return reinterpret_cast<const DISK_GEOMETRY_EX *>(buffer.data())->DiskSize.QuadPart;
}

QString volumePath(const QString &letter)
{
    return QStringLiteral("\\\\.\\") + letter;
}

LPCWSTR wide(const QString &text)
{
    return reinterpret_cast<LPCWSTR>(text.utf16());
}

void fillVolume(Drive &drive, const QString &root)
{
    wchar_t label[MAX_PATH + 1] = {};
    wchar_t system[MAX_PATH + 1] = {};
    wchar_t guid[MAX_PATH + 1] = {};
    DWORD serial = 0;
    DWORD flags = 0;
    if (!GetVolumeInformationW(wide(root), label, MAX_PATH, &serial, nullptr, &flags, system, MAX_PATH)) {
        // Not ready: an empty slot. Anything else: present, not readable (locked by BitLocker, not formatted).
        drive.holdsMedium = GetLastError() != ERROR_NOT_READY && GetLastError() != ERROR_NO_MEDIA_IN_DRIVE;
        drive.mountPoint = {};
        return;
    }
    drive.label = displayText(QString::fromWCharArray(label));
    drive.fileSystem = QString::fromWCharArray(system);
    drive.readOnly = flags & FILE_READ_ONLY_VOLUME;
    drive.identity.volumeId = QString::number(serial, 16).toUpper();
    if (GetVolumeNameForVolumeMountPointW(wide(root), guid, MAX_PATH))
        drive.identity.volumeId = QString::fromWCharArray(guid);
    ULARGE_INTEGER free = {};
    ULARGE_INTEGER total = {};
    if (GetDiskFreeSpaceExW(wide(root), &free, &total, nullptr)) {
        drive.freeBytes = qint64(free.QuadPart);
        if (drive.identity.sizeBytes == 0)
            drive.identity.sizeBytes = qint64(total.QuadPart);
    }
}

} // namespace

QString diskOfLetter(const QString &letter)
{
    const Volume volume(volumePath(letter));
    STORAGE_DEVICE_NUMBER number = {};
    if (!volume.ask(IOCTL_STORAGE_GET_DEVICE_NUMBER, nullptr, 0, &number, sizeof(number)) || number.DeviceType != FILE_DEVICE_DISK)
        return {};
    return QStringLiteral("PhysicalDrive") + QString::number(number.DeviceNumber);
}

QString systemDiskName()
{
    wchar_t folder[MAX_PATH + 1] = {};
    return GetSystemWindowsDirectoryW(folder, MAX_PATH) ? diskOfLetter(QString::fromWCharArray(folder, 2)) : QString();
}

QString shareOfLetter(const QString &letter)
{
    wchar_t target[1024] = {};
    if (!QueryDosDeviceW(wide(letter), target, 1023))
        return {};
    // "\Device\LanmanRedirector\;Z:00000000000a1b2c\server\share", "\Device\RdpDr\;Z:1\tsclient\C"
    const QString device = QString::fromWCharArray(target);
    const qsizetype mark = device.indexOf(QStringLiteral("\\;"));
    const qsizetype name = mark < 0 ? -1 : device.indexOf(QLatin1Char('\\'), mark + 2);
    return name < 0 ? QString() : QLatin1Char('\\') + device.mid(name);
}

Drive driveOfLetter(const QString &letter, const QString &systemDisk)
{
    const QString root = letter + QLatin1Char('\\');
    const UINT type = GetDriveTypeW(wide(root));
    Drive drive;
    drive.deviceName = letter;
    drive.mountPoint = LocalPath(letter + QLatin1Char('/'));
    if (type == DRIVE_REMOTE) {
        const QString share = shareOfLetter(letter);
        drive.kind = share.startsWith(QStringLiteral("\\\\tsclient\\"), Qt::CaseInsensitive) ? MediumKind::RedirectedDrive
                                                                                          : MediumKind::RemoteFolder;
        drive.deviceName = share.isEmpty() ? letter : displayText(share);
        fillVolume(drive, root);
        if (!share.isEmpty())
            drive.identity.volumeId = share;
        return drive;
    }
    const Volume volume(volumePath(letter));
    const Bus bus = busOf(volume);
    const QString disk = diskOfLetter(letter);
    drive.systemDisk = (!disk.isEmpty() && disk == systemDisk);
    // Sticks may call themselves fixed disks, so the bus counts too.
    drive.kind = (type == DRIVE_REMOVABLE || bus.external) && !drive.systemDisk ? MediumKind::RemovableDrive : MediumKind::FixedDisk;
    drive.identity.serial = displayText(bus.serial);
    drive.identity.sizeBytes = diskSize(volume);
    drive.model = displayText(bus.model);
    if (!disk.isEmpty())
        drive.diskIds.push_back(disk);
    fillVolume(drive, root);
    return drive;
}

} // namespace smk
