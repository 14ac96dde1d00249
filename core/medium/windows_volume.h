// All that Windows said of one volume, as a plain value, and what follows from it. Built and tested on every system.
#pragma once

#include "drive.h"
#include "storage_answers.h"

#include <QSet>

namespace smk {

// GetDriveTypeW's numbers.
enum class LetterType { Unknown = 0, NoRoot = 1, Removable = 2, Fixed = 3, Remote = 4, Optical = 5, Memory = 6 };

struct WindowsVolume
{
    QString letter;   // "E:"; empty: the volume has neither a letter nor a folder
    QString guidPath; // "\\?\Volume{…}\"
    LetterType type = LetterType::Unknown;
    QString share; // "\\server\share", of a letter that stands for one
    std::optional<StorageDevice> device;
    std::optional<HotplugInfo> hotplug;
    std::optional<std::vector<DiskExtent>> extents;
    quint32 extentsError = 0; // 1: no disk volume; 50: the driver behind the letter knows no disks
    std::optional<quint32> deviceNumber;
    QString instanceSerial; // of the device's path, where the device itself tells none
    qint64 diskSize = 0;
    bool ready = false; // its file system answered
    bool slotEmpty = false;
    QString label;
    QString fileSystem;
    QString volumeSerial;
    bool readOnly = false;
    qint64 freeBytes = -1;
    qint64 totalBytes = 0;
    BitLocker bitLocker = BitLocker::Unknown;
    std::optional<bool> mayWrite;
};

// The numbers of the disks below it; empty where it cannot be told.
[[nodiscard]] QSet<quint32> disksOf(const WindowsVolume &volume);
// By the device's answer *or* the letter's type: sticks call themselves fixed, bridges say SCSI.
[[nodiscard]] bool isRemovableVolume(const WindowsVolume &volume);
// Nothing: not to be shown at all (optical, memory, no disk volume).
[[nodiscard]] std::optional<Drive> driveOfVolume(const WindowsVolume &volume, const QSet<quint32> &systemDisks);
// "\Device\LanmanRedirector\;Z:00000000000a1b2c\server\share" → "\\server\share".
[[nodiscard]] QString shareOfDosDevice(const QString &target);

} // namespace smk
