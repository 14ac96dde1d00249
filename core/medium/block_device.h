// What sysfs and udev say of a block device, decoded; the reading itself is in block_reader_linux.cpp.
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace smk {

using UdevProperties = QHash<QString, QString>;

// A file of /run/udev/data: lines "E:NAME=value" are kept, the rest is not ours.
[[nodiscard]] UdevProperties decodeUdevData(const QByteArray &text);
// "Key\x20Stick" as in /dev/disk/by-label and ID_FS_LABEL_ENC.
[[nodiscard]] QString decodeHexEscapes(const QByteArray &text);
// Blank, all zeros, all the same digit, "0123456789…": what bridges and docks report where there is none. Then empty.
[[nodiscard]] QString usefulSerial(const QString &serial);

// A whole disk as its files tell it.
struct DiskFacts
{
    QString name;      // "sdb"
    QString sysfsPath; // resolved: "/sys/devices/pci0000:00/…/usb3/3-1/…/block/sdb"
    bool removableFlag = false;
    bool readOnly = false;
    qint64 sizeBytes = 0;
    QString cardType; // mmc: "SD", "MMC", "SDIO"
    QString bus;      // udev ID_BUS
    QString model;
    QString serial;
};

// A stick, a card, a USB disk. RM misleads both ways, so the bus counts too; eMMC is soldered in.
[[nodiscard]] bool isRemovableDisk(const DiskFacts &disk);
// Memory, loop without a disk, optical and floppy drives are never offered as a place for a key.
[[nodiscard]] bool isNeverMedium(const QString &diskName);
// The partition a boot stick keeps for its loader: an EFI system partition (GPT or MBR type), or one named VTOYEFI.
[[nodiscard]] bool isBootPartition(const QString &partitionType, const QString &label);
// Answer to "encrypted?" for a device and all that lies below it, by their dm uuids and udev types.
[[nodiscard]] bool isEncryptionLayer(const QString &dmUuid, const QString &fsType);

} // namespace smk
