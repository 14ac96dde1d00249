// What Windows says of the disk behind a letter, judged: values only, built and tested on every system.
#pragma once

#include "drive.h"

namespace smk {

// STORAGE_BUS_TYPE by its number.
enum class WindowsBus { Unknown = 0, Scsi = 1, Atapi = 2, Ata = 3, Ieee1394 = 4, FibreChannel = 6, Usb = 7, Raid = 8, Iscsi = 9, Sas = 10, Sata = 11, Sd = 12, Mmc = 13, Virtual = 14, FileBacked = 15, Spaces = 16, Nvme = 17 };

// How the driver behind a letter answered the question for its disk.
enum class ExtentAnswer { OneDisk, SeveralDisks, NoDisk, Empty };

struct WindowsDiskFacts {
    WindowsBus bus = WindowsBus::Unknown;
    bool removableMedia = false; // STORAGE_DEVICE_DESCRIPTOR, or DRIVE_REMOVABLE of GetDriveType
    bool hotplug = false;        // STORAGE_HOTPLUG_INFO
    bool holdsWindows = false;   // by the extents under the Windows folder, never by the bus
    ExtentAnswer extents = ExtentAnswer::OneDisk;
};

// ERROR_INVALID_FUNCTION and ERROR_NOT_SUPPORTED: not a disk volume. Length 0: a drive without a medium.
[[nodiscard]] ExtentAnswer extentAnswer(unsigned long error, int extents, qint64 length);
// The bus counts where it is USB, SD, MMC or IEEE 1394, for sticks and readers call themselves fixed; elsewhere the bit
// does. Soldered eMMC has the MMC bus and no bit.
[[nodiscard]] MediumKind kindOfWindowsDisk(const WindowsDiskFacts &facts);
// Serial of an instance id ("USB\VID_0781&PID_5571\4C5300017"): one with '&' at its second place is made up from the port.
[[nodiscard]] QString serialOfInstanceId(const QString &instanceId);
// Protection counts, not the percentage: fully encrypted with protection off leaves the key in the clear.
enum class BitLockerProtection { Unknown, Off, On, Locked };
[[nodiscard]] std::optional<bool> isProtected(BitLockerProtection protection);

} // namespace smk
