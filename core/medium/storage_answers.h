// What Windows' storage drivers answer, decoded from bytes on every system; the calls themselves are in
// volume_windows.cpp. Offsets are those of winioctl.h for 64 bits. An answer that is cut short or points out of itself
// gives nothing.
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace smk {

// STORAGE_BUS_TYPE, as numbered by Windows.
enum class StorageBus {
    Unknown = 0,
    Scsi = 1,
    Atapi = 2,
    Ata = 3,
    Ieee1394 = 4,
    Fibre = 6,
    Usb = 7,
    Raid = 8,
    Iscsi = 9,
    Sas = 10,
    Sata = 11,
    Sd = 12,
    Mmc = 13,
    Virtual = 14,
    FileBackedVirtual = 15,
    Spaces = 16,
    Nvme = 17,
};

// IOCTL_STORAGE_QUERY_PROPERTY, StorageDeviceProperty.
struct StorageDevice
{
    StorageBus bus = StorageBus::Unknown;
    bool removableMedia = false;
    QString model;  // vendor and product, blanks cleaned
    QString serial; // empty where it is none: blank, all zeros, or made by Windows from the port
};
[[nodiscard]] std::optional<StorageDevice> decodeStorageDevice(const QByteArray &answer);

// IOCTL_STORAGE_GET_HOTPLUG_INFO.
struct HotplugInfo
{
    bool mediaRemovable = false;
    bool deviceHotplug = false; // may be pulled without asking first
};
[[nodiscard]] std::optional<HotplugInfo> decodeHotplugInfo(const QByteArray &answer);

// IOCTL_VOLUME_GET_VOLUME_DISK_EXTENTS.
struct DiskExtent
{
    quint32 disk = 0;
    qint64 offset = 0;
    qint64 length = 0;
};
[[nodiscard]] std::optional<std::vector<DiskExtent>> decodeDiskExtents(const QByteArray &answer);

// The shell's property System.Volume.BitLockerProtection.
enum class BitLocker { Unknown, Off, On, Locked };
[[nodiscard]] BitLocker decodeBitLocker(int property);

// "\\?\usbstor#disk&ven_x#0101de45…&0#{guid}" has a serial; "…#5&11cbd2d0&0&1#{guid}" was made up from the port.
[[nodiscard]] QString serialOfInstance(const QString &devicePath);

// PNP_VETO_TYPE: why the system did not let a device go.
enum class EjectVeto { InUse, NotEjectable, Forbidden, Other };
[[nodiscard]] EjectVeto decodeVeto(int type);

} // namespace smk
