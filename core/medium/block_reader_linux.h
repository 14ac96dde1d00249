// Reads what sysfs, /dev/disk and udev's database say of block devices, below a root that tests may move.
#pragma once

#include "block_device.h"

namespace smk {

// A block device with everything that lies below it, down to whole disks.
struct BlockChain
{
    QString name; // "sdb1", "dm-0"
    std::vector<DiskFacts> disks;
    bool encrypted = false;
    bool readOnly = false;
    qint64 sizeBytes = 0;
    QString volumeId;
    QString label;
    QString fileSystem; // as udev knows it, of an unmounted one
    QString partitionType;
    bool asked = false;   // udev has looked at it: an empty file system then means that there is none
    bool ignored = false; // UDISKS_IGNORE
};

class BlockReader
{
public:
    explicit BlockReader(QString rootPrefix)
        : m_root(std::move(rootPrefix))
    {
    }
    // By the number in mountinfo, else by the source: btrfs and some FUSE mounts bear a number that no device has.
    [[nodiscard]] std::optional<BlockChain> resolve(const QString &device, const QString &source) const;
    [[nodiscard]] std::optional<BlockChain> resolveName(const QString &name) const;
    // Whole disks, and the partitions of one (empty: the disk bears a file system itself, or nothing).
    [[nodiscard]] QStringList disks() const;
    [[nodiscard]] QStringList partitions(const QString &disk) const;
    [[nodiscard]] QByteArray read(const QString &path) const;

    [[nodiscard]] QString root() const { return m_root; }

private:
    [[nodiscard]] std::optional<BlockChain> chainAt(const QString &folder, int depth) const;
    [[nodiscard]] DiskFacts diskAt(const QString &folder) const;
    [[nodiscard]] UdevProperties udevOf(const QString &folder) const;
    [[nodiscard]] QString byLink(const QString &folder, const QString &name) const;
    QString m_root;
};

} // namespace smk
