#include "udisks_objects.h"

namespace smk {

namespace {

const QString prefix = QStringLiteral("org.freedesktop.UDisks2.");

// Byte strings end in NUL; a text is taken too, as tests and other implementations of the service give it.
QString bytesOf(const QVariant &value)
{
    if (value.typeId() == QMetaType::QString)
        return value.toString();
    QByteArray bytes = value.typeId() == QMetaType::QByteArray ? value.toByteArray() : QByteArray();
    if (const qsizetype end = bytes.indexOf('\0'); end >= 0)
        bytes.truncate(end);
    return QString::fromUtf8(bytes);
}

QString pathOf(const QVariant &value)
{
    const QString path = value.toString();
    return path == QStringLiteral("/") ? QString() : path;
}

qint64 sizeOf(const QVariant &value)
{
    bool ok = false;
    const qulonglong size = value.toULongLong(&ok);
    return ok && size <= qulonglong(std::numeric_limits<qint64>::max()) ? qint64(size) : 0;
}

bool flag(const QVariantMap &properties, const char *name, bool otherwise = false)
{
    const QVariant value = properties.value(QString::fromLatin1(name));
    return value.typeId() == QMetaType::Bool ? value.toBool() : otherwise;
}

QString text(const QVariantMap &properties, const char *name)
{
    const QVariant value = properties.value(QString::fromLatin1(name));
    return value.typeId() == QMetaType::QString ? value.toString() : QString();
}

UDisksDrive driveOf(const QString &path, const QVariantMap &is)
{
    UDisksDrive drive;
    drive.path = path;
    drive.vendor = text(is, "Vendor").trimmed();
    drive.model = text(is, "Model").trimmed();
    drive.serial = text(is, "Serial").trimmed();
    drive.bus = text(is, "ConnectionBus");
    drive.media = text(is, "Media");
    drive.siblingId = text(is, "SiblingId");
    drive.sizeBytes = sizeOf(is.value(QStringLiteral("Size")));
    drive.removable = flag(is, "Removable");
    drive.mediaRemovable = flag(is, "MediaRemovable");
    drive.mediaAvailable = flag(is, "MediaAvailable", true);
    drive.optical = flag(is, "Optical") || drive.media.startsWith(QStringLiteral("optical"));
    drive.ejectable = flag(is, "Ejectable");
    drive.canPowerOff = flag(is, "CanPowerOff");
    // Without a disc the drive itself says what it takes.
    for (const QString &fits : is.value(QStringLiteral("MediaCompatibility")).toStringList())
        drive.optical = drive.optical || fits.startsWith(QStringLiteral("optical"));
    return drive;
}

UDisksBlock blockOf(const QString &path, const UDisksInterfaces &all)
{
    const QVariantMap is = all.value(prefix + QStringLiteral("Block"));
    UDisksBlock block;
    block.path = path;
    block.device = bytesOf(is.value(QStringLiteral("Device")));
    block.drive = pathOf(is.value(QStringLiteral("Drive")));
    block.fileSystem = text(is, "IdType");
    block.label = text(is, "IdLabel");
    block.uuid = text(is, "IdUUID");
    block.cryptoBacking = pathOf(is.value(QStringLiteral("CryptoBackingDevice")));
    block.sizeBytes = sizeOf(is.value(QStringLiteral("Size")));
    block.readOnly = flag(is, "ReadOnly");
    block.ignored = flag(is, "HintIgnore");
    block.hasTable = all.contains(prefix + QStringLiteral("PartitionTable"));
    block.partitionType = text(all.value(prefix + QStringLiteral("Partition")), "Type");
    const auto fileSystem = all.find(prefix + QStringLiteral("Filesystem"));
    block.hasFileSystem = fileSystem != all.end();
    if (block.hasFileSystem)
        for (const QVariant &point : fileSystem->value(QStringLiteral("MountPoints")).toList())
            block.mountPoints.append(bytesOf(point));
    const auto encrypted = all.find(prefix + QStringLiteral("Encrypted"));
    block.isContainer = encrypted != all.end();
    if (block.isContainer)
        block.cleartext = pathOf(encrypted->value(QStringLiteral("CleartextDevice")));
    return block;
}

template <typename T>
const T *withPath(const std::vector<T> &all, const QString &path)
{
    const auto found = std::find_if(all.begin(), all.end(), [&](const T &one) { return one.path == path; });
    return path.isEmpty() || found == all.end() ? nullptr : &*found;
}

} // namespace

const UDisksDrive *UDisksFacts::drive(const QString &path) const
{
    return withPath(drives, path);
}

const UDisksBlock *UDisksFacts::block(const QString &path) const
{
    return withPath(blocks, path);
}

const UDisksBlock *UDisksFacts::blockOfDevice(const QString &device) const
{
    const auto found =
        std::find_if(blocks.begin(), blocks.end(), [&](const UDisksBlock &one) { return one.device == device; });
    return found == blocks.end() ? nullptr : &*found;
}

const UDisksDrive *UDisksFacts::driveBelow(const UDisksBlock &block) const
{
    const UDisksBlock *at = &block;
    for (int depth = 0; at && depth < 8; ++depth) {
        if (const UDisksDrive *found = drive(at->drive))
            return found;
        at = this->block(at->cryptoBacking);
    }
    return nullptr;
}

UDisksFacts decodeUDisks(const UDisksObjects &objects)
{
    UDisksFacts facts;
    for (auto object = objects.begin(); object != objects.end(); ++object) {
        if (const auto drive = object->find(prefix + QStringLiteral("Drive")); drive != object->end())
            facts.drives.push_back(driveOf(object.key(), *drive));
        if (object->contains(prefix + QStringLiteral("Block")))
            // Other implementations name blocks without a device; they are no place.
            if (UDisksBlock block = blockOf(object.key(), *object); block.device.startsWith(QStringLiteral("/dev/")))
                facts.blocks.push_back(std::move(block));
    }
    return facts;
}

bool isRemovableDrive(const UDisksDrive &drive, const QString &device)
{
    if (drive.optical || drive.media.startsWith(QStringLiteral("floppy")))
        return false;
    if (device.startsWith(QStringLiteral("/dev/mmcblk")))
        return drive.media == QStringLiteral("flash_sd") || (drive.media.isEmpty() && drive.mediaRemovable);
    return drive.removable || (drive.mediaRemovable && !drive.bus.isEmpty());
}

} // namespace smk
