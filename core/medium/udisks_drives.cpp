// Drives of the list as UDisks tells them: what sysfs could not tell, and those that it does not know at all.
#include "udisks_objects.h"

#include "block_device.h"
#include "display_text.h"
#include "file_systems.h"

namespace smk {

namespace {

QString modelOf(const UDisksDrive &drive)
{
    return displayText((drive.vendor + QLatin1Char(' ') + drive.model).trimmed());
}

QString diskNameOf(const UDisksBlock &block, const UDisksFacts &facts)
{
    const UDisksDrive *drive = facts.driveBelow(block);
    // The whole disk is the shortest name on the same drive: "sdb" before "sdb1".
    QString name = block.device;
    for (const UDisksBlock &other : facts.blocks)
        if (drive && other.drive == drive->path && other.device.size() < name.size())
            name = other.device;
    return name.section(QLatin1Char('/'), -1);
}

bool isShown(const std::vector<Drive> &drives, const UDisksBlock &block)
{
    return std::any_of(drives.begin(), drives.end(), [&](const Drive &drive) {
        if (drive.deviceName == block.device)
            return true;
        return !drive.mountPoint.isEmpty() && block.mountPoints.contains(drive.mountPoint.text());
    });
}

// What stands for a place: a file system, a locked container, or a disk with nothing that can be read on it.
bool isPlace(const UDisksBlock &block)
{
    return !block.hasTable && block.cleartext.isEmpty();
}

Drive driveOf(const UDisksBlock &block, const UDisksFacts &facts)
{
    const UDisksDrive &below = *facts.driveBelow(block);
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.deviceName = displayText(block.device);
    drive.diskIds = {diskNameOf(block, facts)};
    drive.fileSystem = fileSystemName(block.fileSystem);
    drive.encrypted = false;
    if (!block.mountPoints.isEmpty())
        drive.mountPoint = LocalPath(block.mountPoints.first());
    drive.identity = {usefulSerial(below.serial), below.sizeBytes ? below.sizeBytes : block.sizeBytes, block.uuid};
    drive.label = displayText(block.label);
    drive.model = modelOf(below);
    addUDisksFacts(drive, facts);
    return drive;
}

} // namespace

void addUDisksFacts(Drive &drive, const UDisksFacts &facts)
{
    const UDisksBlock *block = facts.blockOfDevice(drive.deviceName);
    if (!block)
        return;
    drive.encrypted = drive.encrypted.value_or(false) || block->isContainer || !block->cryptoBacking.isEmpty();
    drive.readOnly = drive.readOnly || block->readOnly;
    drive.hiddenByRule = drive.hiddenByRule || block->ignored;
    drive.bootPartition = drive.bootPartition || isBootPartition(block->partitionType, block->label);
    if (drive.mountPoint.isEmpty() && !block->hasFileSystem && !block->isContainer && block->fileSystem.isEmpty())
        drive.fileSystemMissing = true;
    if (drive.label.isEmpty())
        drive.label = displayText(block->label);
    if (drive.identity.volumeId.isEmpty())
        drive.identity.volumeId = block->uuid;
    if (drive.fileSystem.isEmpty())
        drive.fileSystem = fileSystemName(block->fileSystem);
    const UDisksDrive *below = facts.driveBelow(*block);
    if (!below)
        return;
    if (drive.kind == MediumKind::FixedDisk && !drive.systemDisk && isRemovableDrive(*below, block->device))
        drive.kind = MediumKind::RemovableDrive;
    drive.holdsMedium = drive.holdsMedium && below->mediaAvailable;
    if (drive.identity.serial.isEmpty())
        drive.identity.serial = displayText(usefulSerial(below->serial));
    if (drive.model.isEmpty())
        drive.model = modelOf(*below);
}

void addUDisksDrives(std::vector<Drive> &drives, const UDisksFacts &facts)
{
    for (const UDisksBlock &block : facts.blocks) {
        const UDisksDrive *below = facts.driveBelow(block);
        if (!below || !isRemovableDrive(*below, block.device) || !isPlace(block) || isShown(drives, block))
            continue;
        drives.push_back(driveOf(block, facts));
    }
}

} // namespace smk
