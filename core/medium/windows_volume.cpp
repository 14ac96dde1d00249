#include "windows_volume.h"

#include "display_text.h"

namespace smk {

QSet<quint32> disksOf(const WindowsVolume &volume)
{
    QSet<quint32> disks;
    if (volume.extents)
        for (const DiskExtent &extent : *volume.extents)
            disks.insert(extent.disk);
    else if (volume.deviceNumber)
        disks.insert(*volume.deviceNumber);
    return disks;
}

namespace {

bool isServerBus(const WindowsVolume &volume)
{
    if (!volume.device)
        return false;
    switch (volume.device->bus) {
    case StorageBus::Fibre:
    case StorageBus::Raid:
    case StorageBus::Iscsi:
    case StorageBus::Sas:
    case StorageBus::Virtual:
    case StorageBus::FileBackedVirtual:
    case StorageBus::Spaces:
    case StorageBus::Nvme:
        return true;
    default:
        return false;
    }
}

} // namespace

bool isRemovableVolume(const WindowsVolume &volume)
{
    if (volume.type == LetterType::Removable)
        return true;
    if (volume.device) {
        const StorageBus bus = volume.device->bus;
        if (bus == StorageBus::Usb || bus == StorageBus::Ieee1394 || bus == StorageBus::Sd
            || volume.device->removableMedia)
            return true;
    }
    if (!volume.hotplug)
        return false;
    // The hot-plug bit alone: an eSATA or USB disk behind a driver that hides its bus. A server's hot-swap bays are no
    // drives to carry away.
    return volume.hotplug->mediaRemovable || (volume.hotplug->deviceHotplug && !isServerBus(volume));
}

QString shareOfDosDevice(const QString &target)
{
    // "\Device\RdpDr\;Z:1\tsclient\C" too: the name follows the next back-slash after the mark.
    const qsizetype mark = target.indexOf(QStringLiteral("\\;"));
    const qsizetype name = mark < 0 ? -1 : target.indexOf(QLatin1Char('\\'), mark + 2);
    return name < 0 ? QString() : QLatin1Char('\\') + target.mid(name);
}

std::optional<Drive> driveOfVolume(const WindowsVolume &volume, const QSet<quint32> &systemDisks)
{
    const bool possible =
        volume.type == LetterType::Removable || volume.type == LetterType::Fixed || volume.type == LetterType::Remote;
    if (!possible
        || volume.extentsError == 1) // ERROR_INVALID_FUNCTION: an optical drive that says it is something else
        return std::nullopt;
    Drive drive;
    drive.deviceName = volume.letter;
    drive.label = displayText(volume.label);
    drive.fileSystem = volume.fileSystem;
    drive.freeBytes = volume.freeBytes;
    drive.readOnly = volume.readOnly;
    drive.mayWrite = volume.mayWrite;
    drive.identity.volumeId = volume.guidPath.isEmpty() ? volume.volumeSerial : volume.guidPath;
    if (volume.ready && !volume.letter.isEmpty())
        drive.mountPoint = LocalPath(volume.letter + QLatin1Char('/'));
    if (volume.type == LetterType::Remote) {
        drive.kind = volume.share.startsWith(QStringLiteral("\\\\tsclient\\"), Qt::CaseInsensitive)
                         ? MediumKind::RedirectedDrive
                         : MediumKind::RemoteFolder;
        if (!volume.share.isEmpty()) {
            drive.deviceName = displayText(volume.share);
            drive.identity.volumeId = volume.share;
        }
        drive.mountPoint = LocalPath(volume.letter + QLatin1Char('/'));
        drive.answers = volume.ready;
        return drive;
    }
    const QSet<quint32> disks = disksOf(volume);
    drive.systemDisk = disks.intersects(systemDisks);
    drive.kind = isRemovableVolume(volume) && !drive.systemDisk ? MediumKind::RemovableDrive : MediumKind::FixedDisk;
    if (volume.device) {
        drive.model = displayText(volume.device->model);
        drive.identity.serial = displayText(volume.device->serial);
    }
    if (drive.identity.serial.isEmpty())
        drive.identity.serial = displayText(volume.instanceSerial);
    drive.identity.sizeBytes = volume.diskSize > 0 ? volume.diskSize : volume.totalBytes;
    for (const quint32 disk : disks)
        drive.diskIds.push_back(QStringLiteral("PhysicalDrive") + QString::number(disk));
    std::sort(drive.diskIds.begin(), drive.diskIds.end());
    switch (volume.bitLocker) {
    case BitLocker::On:
    case BitLocker::Locked:
        drive.encrypted = true;
        break;
    case BitLocker::Off:
        drive.encrypted = false;
        break;
    case BitLocker::Unknown:
        break;
    }
    if (volume.bitLocker == BitLocker::Locked)
        drive.mountPoint = {};
    // An extent of no length: a drive behind a letter with nothing in it to write to.
    const bool nothingThere = volume.extents && !volume.extents->empty()
                              && std::all_of(volume.extents->begin(), volume.extents->end(),
                                             [](const DiskExtent &extent) { return extent.length == 0; });
    drive.holdsMedium = !volume.slotEmpty && !(nothingThere && !volume.ready);
    drive.fileSystemMissing =
        drive.holdsMedium && !volume.ready && !volume.letter.isEmpty() && volume.bitLocker != BitLocker::Locked;
    return drive;
}

} // namespace smk
