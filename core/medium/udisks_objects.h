// What UDisks2 says of drives, as values: decoded from its managed objects, apart from the calls that fetch them, so
// that recorded and hostile answers can be fed to it on every system.
#pragma once

#include "drive.h"

#include <QMap>
#include <QVariantMap>

namespace smk {

// object path → interface → properties; byte strings as QByteArray, object paths as QString.
using UDisksInterfaces = QMap<QString, QVariantMap>;
using UDisksObjects = QMap<QString, UDisksInterfaces>;

struct UDisksDrive
{
    QString path;
    QString vendor;
    QString model;
    QString serial;
    QString bus;       // "usb", "sdio", "ieee1394"; empty for internal ones
    QString media;     // "thumb", "flash_sd", "flash_mmc", "optical_cd" …
    QString siblingId; // equal for the slots of one reader
    qint64 sizeBytes = 0;
    bool removable = false;      // by UDisks' own rule: the bus, whatever the medium says
    bool mediaRemovable = false; // the medium can be taken out of the drive
    bool mediaAvailable = true;
    bool optical = false;
    bool ejectable = false;
    bool canPowerOff = false;
};

struct UDisksBlock
{
    QString path;
    QString device; // "/dev/sdb1"
    QString drive;  // path; empty: none ("/")
    QString fileSystem;
    QString label;
    QString uuid;
    QString partitionType;
    QString cryptoBacking; // path of the locked container below an unlocked one
    QString cleartext;     // path of what was unlocked above a container
    qint64 sizeBytes = 0;
    bool readOnly = false;
    bool ignored = false; // a udev rule of this machine hides it
    bool hasTable = false;
    bool hasFileSystem = false;
    bool isContainer = false;
    QStringList mountPoints;
};

struct UDisksFacts
{
    std::vector<UDisksDrive> drives;
    std::vector<UDisksBlock> blocks; // those with a device alone
    [[nodiscard]] const UDisksDrive *drive(const QString &path) const;
    [[nodiscard]] const UDisksBlock *block(const QString &path) const;
    [[nodiscard]] const UDisksBlock *blockOfDevice(const QString &device) const; // "/dev/sdb1"
    // The drive a block lies on, through an unlocked container too. Null: none that UDisks knows.
    [[nodiscard]] const UDisksDrive *driveBelow(const UDisksBlock &block) const;
};

[[nodiscard]] UDisksFacts decodeUDisks(const UDisksObjects &objects);
// A stick, a card, a USB disk: soldered eMMC and optical drives are none.
[[nodiscard]] bool isRemovableDrive(const UDisksDrive &drive, const QString &device);
// Adds what sysfs could not tell; what sysfs told stays, so that an identity does not depend on whether UDisks
// answered.
void addUDisksFacts(Drive &drive, const UDisksFacts &facts);
// Drives that only UDisks knows, beside those that are there already.
void addUDisksDrives(std::vector<Drive> &drives, const UDisksFacts &facts);

} // namespace smk
