#include "volume_windows.h"

#include "patient_call.h"

#include <winioctl.h>

#include <array>

namespace smk {

namespace {

QByteArray bytesOf(const void *value, std::size_t size)
{
    return QByteArray(static_cast<const char *>(value), qsizetype(size));
}

// On which disks it lies.
void askExtents(WindowsVolume &volume, const StorageHandle &handle)
{
    DWORD error = 0;
    if (const auto answer = handle.ask(IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS, {}, &error))
        volume.extents = decodeDiskExtents(*answer);
    else
        volume.extentsError = handle.isOpen() ? error : 0;
    if (const auto answer = handle.ask(IOCTL_STORAGE_GET_DEVICE_NUMBER);
        answer && answer->size() >= qsizetype(sizeof(STORAGE_DEVICE_NUMBER))) {
        const auto *number = reinterpret_cast<const STORAGE_DEVICE_NUMBER *>(answer->constData());
        if (number->DeviceType == FILE_DEVICE_DISK)
            volume.deviceNumber = number->DeviceNumber;
    }
}

void askDevice(WindowsVolume &volume, const StorageHandle &handle)
{
    STORAGE_PROPERTY_QUERY query = {};
    query.PropertyId = StorageDeviceProperty;
    query.QueryType = PropertyStandardQuery;
    if (const auto answer = handle.ask(IOCTL_STORAGE_QUERY_PROPERTY, bytesOf(&query, sizeof query)))
        volume.device = decodeStorageDevice(*answer);
    if (const auto answer = handle.ask(IOCTL_STORAGE_GET_HOTPLUG_INFO))
        volume.hotplug = decodeHotplugInfo(*answer);
    askExtents(volume, handle);
    if (const auto answer = handle.ask(IOCTL_DISK_GET_DRIVE_GEOMETRY_EX);
        answer && answer->size() >= qsizetype(sizeof(DISK_GEOMETRY) + sizeof(LARGE_INTEGER)))
        volume.diskSize = reinterpret_cast<const DISK_GEOMETRY_EX *>(answer->constData())->DiskSize.QuadPart;
    const bool told = volume.device && !volume.device->serial.isEmpty();
    if (const QSet<quint32> disks = disksOf(volume); !told && disks.size() == 1)
        volume.instanceSerial = instanceSerialOfDisk(*disks.begin());
}

void askFileSystem(WindowsVolume &volume, const QString &root)
{
    wchar_t label[MAX_PATH + 1] = {};
    wchar_t system[MAX_PATH + 1] = {};
    wchar_t guid[MAX_PATH + 1] = {};
    DWORD serial = 0;
    DWORD flags = 0;
    if (GetVolumeNameForVolumeMountPointW(wideText(root), guid, MAX_PATH))
        volume.guidPath = QString::fromWCharArray(guid);
    ULARGE_INTEGER free = {};
    ULARGE_INTEGER total = {};
    if (!GetVolumeInformationW(wideText(root), label, MAX_PATH, &serial, nullptr, &flags, system, MAX_PATH)) {
        // Not ready: an empty slot. Anything else: present, not readable (locked by BitLocker, not formatted).
        const DWORD error = GetLastError();
        volume.slotEmpty = error == ERROR_NOT_READY || error == ERROR_NO_MEDIA_IN_DRIVE;
        return;
    }
    volume.label = QString::fromWCharArray(label);
    volume.fileSystem = QString::fromWCharArray(system);
    volume.readOnly = flags & FILE_READ_ONLY_VOLUME;
    volume.volumeSerial = QString::number(serial, 16).toUpper();
    // A drive pulled without asking keeps its letter and its label for a while; it has no room to tell of.
    volume.ready = GetDiskFreeSpaceExW(wideText(root), &free, &total, nullptr);
    if (!volume.ready)
        return;
    volume.freeBytes = qint64(free.QuadPart);
    volume.totalBytes = qint64(total.QuadPart);
    volume.mayWrite = mayWriteIn(root);
}

QSet<quint32> disksOfVolume(const QString &devicePath)
{
    const StorageHandle handle(devicePath);
    WindowsVolume volume;
    askExtents(volume, handle);
    return disksOf(volume);
}

} // namespace

// Asked by opening the folder as one who adds a file: lists, policies and write protection all have a say.
std::optional<bool> mayWriteIn(const QString &folder)
{
    const HANDLE opened = CreateFileW(wideText(folder), FILE_ADD_FILE | FILE_ADD_SUBDIRECTORY,
                                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr, OPEN_EXISTING,
                                      FILE_FLAG_BACKUP_SEMANTICS, nullptr);
    if (opened != INVALID_HANDLE_VALUE) {
        CloseHandle(opened);
        return true;
    }
    const DWORD error = GetLastError();
    if (error == ERROR_ACCESS_DENIED || error == ERROR_WRITE_PROTECT || error == ERROR_ACCESS_DISABLED_BY_POLICY)
        return false;
    return std::nullopt;
}

StorageHandle::StorageHandle(const QString &path, DWORD access)
    : m_handle(
        CreateFileW(wideText(path), access, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0, nullptr))
{
}

StorageHandle::~StorageHandle()
{
    if (isOpen())
        CloseHandle(m_handle);
}

std::optional<QByteArray> StorageHandle::ask(DWORD code, const QByteArray &question, DWORD *error) const
{
    for (DWORD room = 1024; room <= 64 * 1024; room *= 4) {
        QByteArray answer(qsizetype(room), '\0');
        DWORD size = 0;
        if (isOpen()
            && DeviceIoControl(m_handle, code, question.isEmpty() ? nullptr : const_cast<char *>(question.constData()),
                               DWORD(question.size()), answer.data(), room, &size, nullptr))
            return answer.left(qsizetype(size));
        const DWORD refused = GetLastError();
        if (error)
            *error = refused;
        if (!isOpen() || (refused != ERROR_MORE_DATA && refused != ERROR_INSUFFICIENT_BUFFER))
            break;
    }
    return std::nullopt;
}

WindowsVolume volumeOfLetter(const QString &letter)
{
    const QString root = letter + QLatin1Char('\\');
    WindowsVolume volume;
    volume.letter = letter;
    volume.type = static_cast<LetterType>(GetDriveTypeW(wideText(root)));
    if (volume.type == LetterType::Remote) {
        wchar_t target[1024] = {};
        if (QueryDosDeviceW(wideText(letter), target, 1023))
            volume.share = shareOfDosDevice(QString::fromWCharArray(target));
        // A server that is off holds the call for half a minute.
        const WindowsVolume asked = volume;
        return answerInTime<WindowsVolume>(QStringLiteral("share ") + letter,
                                           [asked, root] {
                                               const QuietErrors quiet;
                                               WindowsVolume answer = asked;
                                               askFileSystem(answer, root);
                                               return answer;
                                           })
            .value_or(volume);
    }
    if (volume.type != LetterType::Removable && volume.type != LetterType::Fixed)
        return volume;
    askDevice(volume, StorageHandle(QStringLiteral("\\\\.\\") + letter));
    askFileSystem(volume, root);
    volume.bitLocker = bitLockerOf(letter);
    return volume;
}

WindowsVolume volumeOfGuid(const QString &guidPath)
{
    WindowsVolume volume;
    volume.guidPath = guidPath;
    volume.type = static_cast<LetterType>(GetDriveTypeW(wideText(guidPath)));
    if (volume.type != LetterType::Removable && volume.type != LetterType::Fixed)
        return volume;
    askDevice(volume, StorageHandle(guidPath.chopped(1))); // with the last back-slash it would be the root folder
    askFileSystem(volume, guidPath);
    return volume;
}

QStringList volumesWithoutPlace()
{
    QStringList volumes;
    wchar_t name[MAX_PATH + 1] = {};
    const HANDLE search = FindFirstVolumeW(name, MAX_PATH);
    if (search == INVALID_HANDLE_VALUE)
        return volumes;
    do {
        wchar_t places[1024] = {};
        DWORD size = 0;
        if (GetVolumePathNamesForVolumeNameW(name, places, 1023, &size) && places[0] == 0)
            volumes << QString::fromWCharArray(name);
    } while (FindNextVolumeW(search, name, MAX_PATH));
    FindVolumeClose(search);
    return volumes;
}

QSet<quint32> systemDiskNumbers()
{
    wchar_t folder[MAX_PATH + 1] = {};
    return GetSystemWindowsDirectoryW(folder, MAX_PATH) ? disksOfFolder(QString::fromWCharArray(folder))
                                                        : QSet<quint32>();
}

QSet<quint32> disksOfFolder(const QString &folder)
{
    // A volume may be mounted into a folder, so the letter does not tell.
    wchar_t root[MAX_PATH + 1] = {};
    wchar_t guid[MAX_PATH + 1] = {};
    if (!GetVolumePathNameW(wideText(folder), root, MAX_PATH))
        return {};
    QSet<quint32> disks;
    if (GetVolumeNameForVolumeMountPointW(root, guid, MAX_PATH))
        disks = disksOfVolume(QString::fromWCharArray(guid).chopped(1));
    if (disks.isEmpty() && root[0] != 0 && root[1] == L':')
        disks = disksOfVolume(QStringLiteral("\\\\.\\") + QString::fromWCharArray(root, 2));
    return disks;
}

} // namespace smk
