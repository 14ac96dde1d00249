#include "block_reader_linux.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace smk {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(64 * 1024) : QByteArray();
}

QString line(const QString &path)
{
    return QString::fromUtf8(contents(path)).trimmed();
}

qint64 bytesOf(const QString &folder)
{
    return line(folder + QStringLiteral("/size")).toLongLong() * 512; // always in units of 512, whatever the sector
}

// The serial of the USB device above, where the disk itself tells none.
QString usbSerialAbove(QString folder)
{
    for (int i = 0; i < 12 && folder.contains(QLatin1Char('/')); ++i) {
        if (QFileInfo::exists(folder + QStringLiteral("/idVendor")))
            return line(folder + QStringLiteral("/serial"));
        folder = folder.section(QLatin1Char('/'), 0, -2);
    }
    return {};
}

} // namespace

QByteArray BlockReader::read(const QString &path) const
{
    return contents(m_root + path);
}

UdevProperties BlockReader::udevOf(const QString &folder) const
{
    return decodeUdevData(read(QStringLiteral("/run/udev/data/b") + line(folder + QStringLiteral("/dev"))));
}

QString BlockReader::byLink(const QString &folder, const QString &name) const
{
    const QFileInfoList links = QDir(m_root + folder).entryInfoList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &link : links)
        if (link.isSymLink() && QFileInfo(link.symLinkTarget()).fileName() == name)
            return decodeHexEscapes(QFile::encodeName(link.fileName()));
    return {};
}

DiskFacts BlockReader::diskAt(const QString &folder) const
{
    const UdevProperties udev = udevOf(folder);
    DiskFacts disk;
    disk.name = QFileInfo(folder).fileName();
    disk.sysfsPath = folder.mid(m_root.isEmpty() ? 0 : QFileInfo(m_root).canonicalFilePath().size());
    disk.removableFlag = line(folder + QStringLiteral("/removable")) == QStringLiteral("1");
    disk.readOnly = line(folder + QStringLiteral("/ro")) == QStringLiteral("1");
    disk.sizeBytes = bytesOf(folder);
    disk.cardType = line(folder + QStringLiteral("/device/type"));
    disk.bus = udev.value(QStringLiteral("ID_BUS"));
    const QString vendor = line(folder + QStringLiteral("/device/vendor"));
    const QString model = line(folder + QStringLiteral("/device/model"));
    const bool isCard = disk.name.startsWith(QStringLiteral("mmcblk"));
    disk.model = isCard ? line(folder + QStringLiteral("/device/name")) : (vendor + QLatin1Char(' ') + model).trimmed();
    if (disk.model.isEmpty())
        disk.model = udev.value(QStringLiteral("ID_MODEL")).replace(QLatin1Char('_'), QLatin1Char(' ')).trimmed();
    for (const QString &serial : {udev.value(QStringLiteral("ID_SERIAL_SHORT")),
                                  line(folder + QStringLiteral("/device/serial")), usbSerialAbove(folder)})
        if (disk.serial.isEmpty())
            disk.serial = usefulSerial(serial);
    return disk;
}

std::optional<BlockChain> BlockReader::chainAt(const QString &folder, int depth) const
{
    if (folder.isEmpty() || depth > 8)
        return std::nullopt;
    const UdevProperties udev = udevOf(folder);
    BlockChain chain;
    chain.name = QFileInfo(folder).fileName();
    chain.readOnly = line(folder + QStringLiteral("/ro")) == QStringLiteral("1");
    chain.sizeBytes = bytesOf(folder);
    chain.fileSystem = udev.value(QStringLiteral("ID_FS_TYPE"));
    chain.partitionType = udev.value(QStringLiteral("ID_PART_ENTRY_TYPE"));
    chain.asked = !udev.isEmpty();
    chain.ignored = udev.value(QStringLiteral("UDISKS_IGNORE")) == QStringLiteral("1");
    chain.encrypted = isEncryptionLayer(line(folder + QStringLiteral("/dm/uuid")), chain.fileSystem);
    chain.volumeId = udev.value(QStringLiteral("ID_FS_UUID"));
    if (chain.volumeId.isEmpty())
        chain.volumeId = byLink(QStringLiteral("/dev/disk/by-uuid"), chain.name);
    chain.label = decodeHexEscapes(udev.value(QStringLiteral("ID_FS_LABEL_ENC")).toUtf8());
    if (chain.label.isEmpty())
        chain.label = byLink(QStringLiteral("/dev/disk/by-label"), chain.name);

    QStringList below;
    if (QFileInfo::exists(folder + QStringLiteral("/partition")))
        below = {folder.section(QLatin1Char('/'), 0, -2)};
    else
        for (const QFileInfo &slave : QDir(folder + QStringLiteral("/slaves"))
                                          .entryInfoList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot))
            below += slave.canonicalFilePath();
    if (below.isEmpty())
        chain.disks.push_back(diskAt(folder));
    for (const QString &lower : below) {
        const std::optional<BlockChain> under = chainAt(lower, depth + 1);
        if (!under)
            continue;
        chain.disks.insert(chain.disks.end(), under->disks.begin(), under->disks.end());
        chain.encrypted = chain.encrypted || under->encrypted;
        chain.readOnly = chain.readOnly || under->readOnly;
    }
    return chain;
}

std::optional<BlockChain> BlockReader::resolveName(const QString &name) const
{
    if (name.isEmpty())
        return std::nullopt;
    return chainAt(QFileInfo(m_root + QStringLiteral("/sys/class/block/") + name).canonicalFilePath(), 0);
}

std::optional<BlockChain> BlockReader::resolve(const QString &device, const QString &source) const
{
    if (auto chain = chainAt(QFileInfo(m_root + QStringLiteral("/sys/dev/block/") + device).canonicalFilePath(), 0))
        return chain;
    if (!source.startsWith(QStringLiteral("/dev/")))
        return std::nullopt;
    if (auto chain = resolveName(QFileInfo(source).fileName()))
        return chain;
    // /dev/mapper/NAME is a link to ../dm-N, and /dev/disk/by-…/ are links too.
    const QFileInfo link(m_root + source);
    return link.isSymLink() ? resolveName(QFileInfo(link.symLinkTarget()).fileName()) : std::nullopt;
}

QStringList BlockReader::disks() const
{
    return QDir(m_root + QStringLiteral("/sys/block"))
        .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
}

QStringList BlockReader::partitions(const QString &disk) const
{
    const QString folder = QFileInfo(m_root + QStringLiteral("/sys/block/") + disk).canonicalFilePath();
    QStringList names;
    if (folder.isEmpty())
        return names;
    for (const QString &name : QDir(folder).entryList({disk + QLatin1Char('*')}, QDir::Dirs | QDir::NoDotAndDotDot))
        if (QFileInfo::exists(folder + QLatin1Char('/') + name + QStringLiteral("/partition")))
            names += name;
    return names;
}

} // namespace smk
