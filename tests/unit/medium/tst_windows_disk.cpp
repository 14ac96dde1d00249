// Every recording of tests/recorded/drives-windows: its facts, and what is concluded of them.
#include "drive_list.h"
#include "test_main.h"
#include "windows_disk.h"

#include <QDir>
#include <QFile>
#include <QSet>

using namespace smk;

namespace {

struct Row {
    const char *file;
    const char *word; // stands in the file
    const char *what;
    WindowsDiskFacts facts;
    MediumKind kind;
};

std::vector<Row> rows()
{
    using enum WindowsBus;
    using enum MediumKind;
    const ExtentAnswer none = extentAnswer(1, 0, 0);
    return {
        {"drivelist-sd-card-flagged-system.txt", "Generic SA02G SD Card", "D: an SD card on the SD bus", {.bus = Sd, .removableMedia = true}, RemovableDrive},
        {"drivelist-sd-card-flagged-system.txt", "SAMSUNG MZNLF128HCHP", "C: by the extents under Windows", {.bus = Sata, .holdsWindows = true}, FixedDisk},
        {"drivelist-storage-space-ata-disks.txt", "PhysicalDrive3", "a fixed ATA disk", {.bus = Ata}, FixedDisk},
        {"get-disk-vmware-sas.txt", "VMware Virtual disk", "a virtual SAS disk with Windows", {.bus = Sas, .holdsWindows = true}, FixedDisk},
        {"get-physicaldisk-mediatype-unspecified.txt", "Sony Storage Media", "a stick of unspecified media type", {.bus = Usb, .removableMedia = true}, RemovableDrive},
        {"get-physicaldisk-mediatype-unspecified.txt", "Seagate BUP Slim BK", "a USB hard disk of unspecified media type", {.bus = Usb}, RemovableDrive},
        {"get-physicaldisk-mediatype-unspecified.txt", "TOSHIBA MQ01ABD050", "an internal disk", {.bus = Sata, .hotplug = true}, FixedDisk},
        {"mediawriter-log-msft-disk-usbstor.txt", "Found removable device with index 5", "H: on disk 5", {.bus = Usb, .removableMedia = true}, RemovableDrive},
        {"rufus-cruzer-fit-taken-for-hdd.txt", "Cruzer Fit", "a stick with the fixed flag", {.bus = Usb}, RemovableDrive},
        {"rufus-pcistor-realtek-reader.txt", "PCISTOR", "a card in a PCIe reader", {.bus = Unknown, .removableMedia = true}, RemovableDrive},
        {"rufus-rtsuer-reader.txt", "WD10EZEX", "the disk beside an empty reader", {.bus = Sata}, FixedDisk},
        {"rufus-scsi-usb-asus-boost.txt", "JetFlash Transcend 32GB SCSI", "a stick that calls itself SCSI", {.bus = Scsi, .removableMedia = true}, RemovableDrive},
        {"rufus-two-slot-reader-empty-slot.txt", "appears to contain no media", "a slot without a card", {.bus = Usb, .removableMedia = true, .extents = ExtentAnswer::Empty}, RemovableDrive},
        {"rufus-two-slot-reader-empty-slot.txt", "score 3 > 0", "the same slot with a card", {.bus = Usb, .removableMedia = true}, RemovableDrive},
        {"rufus-usb3-reader-scored-as-hard-drive.txt", "067B:2731", "a reader with the fixed flag", {.bus = Usb}, RemovableDrive},
        {"ventoy-log-enum-phydrives-win7.txt", "error:1", "D: a CD drive: not a disk volume", {.bus = Atapi, .removableMedia = true, .extents = none}, FixedDisk},
        {"ventoy-log-extents.txt", "error:50", "G: a driver without extents", {.removableMedia = true, .extents = extentAnswer(50, 0, 0)}, FixedDisk},
        {"ventoy-log-extents.txt", "ExtentLength:15682240512", "E: a stick without a partition table", {.bus = Usb, .removableMedia = true, .extents = extentAnswer(0, 1, 15682240512)}, RemovableDrive},
        {"win32-diskdrive-azure-virtual.txt", "Microsoft Virtual Disk", "a virtual SCSI disk", {.bus = Scsi}, FixedDisk},
        {"wmi-diskdrive-sd-reader-and-fixed.txt", "TS-RDF5 SD", "F: a card in a USB reader", {.bus = Usb, .removableMedia = true}, RemovableDrive},
        {"wmi-diskdrive-sd-reader-and-fixed.txt", "ST1000LM024", "D: and E: on one fixed disk", {.bus = Sata}, FixedDisk},
        {"wmic-logicaldisk-stick-as-fixed.txt", "Local Fixed Disk", "a letter of type 3 on USB", {.bus = Usb}, RemovableDrive},
    };
}

QByteArray recorded(const QString &name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-windows/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class WindowsDiskTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kinds()
    {
        QSet<QString> seen{QStringLiteral("bitlocker-waiting-for-activation.txt"), QStringLiteral("manage-bde-status-plain.txt")};
        const std::vector<Row> all = rows();
        for (const Row &row : all) {
            const QString name = QString::fromLatin1(row.file);
            seen.insert(name);
            QVERIFY2(recorded(name).contains(row.word), row.what);
            QVERIFY2(kindOfWindowsDisk(row.facts) == row.kind, row.what);
        }
        for (const QString &name : QDir(QStringLiteral(SMK_TEST_DATA "/recorded/drives-windows")).entryList({QStringLiteral("*.txt")}, QDir::Files))
            QVERIFY2(seen.contains(name), qPrintable(name));
        smk::test::expectCaseCount("recorded Windows disks", int(all.size()), 18);
    }
    void internalOnesStayInternal()
    {
        for (const WindowsBus bus : {WindowsBus::Sata, WindowsBus::Nvme, WindowsBus::Raid, WindowsBus::Iscsi, WindowsBus::FibreChannel, WindowsBus::Spaces, WindowsBus::Virtual, WindowsBus::Mmc})
            QVERIFY(kindOfWindowsDisk({.bus = bus, .hotplug = true}) == MediumKind::FixedDisk);
        // Windows started from a stick.
        QVERIFY(kindOfWindowsDisk({.bus = WindowsBus::Usb, .removableMedia = true, .holdsWindows = true}) == MediumKind::FixedDisk);
        QVERIFY(kindOfWindowsDisk({.bus = WindowsBus::Usb, .extents = extentAnswer(0, 2, 5)}) == MediumKind::FixedDisk); // spanned
        QVERIFY(extentAnswer(0, 1, 0) == ExtentAnswer::Empty);
        QVERIFY(extentAnswer(21, 0, 0) == ExtentAnswer::Empty); // not ready
    }
    void serials()
    {
        struct Serial {
            const char *id;
            const char *serial;
        };
        const std::vector<Serial> all{{"USB\\VID_0781&PID_5571\\4C530001", "4C530001"}, {"USB\\VID_8564&PID_4000\\5&11CBD2D0&0&1", ""},
                                      {"USBSTOR\\DISK&VEN_X&PROD_Y&REV_1\\0401ABCD&0", "0401ABCD"}, {"USB\\VID_1&PID_2\\00000000", ""}, {"", ""}};
        for (const Serial &one : all)
            QCOMPARE(serialOfInstanceId(QString::fromLatin1(one.id)), QString::fromLatin1(one.serial));
        QVERIFY(recorded(QStringLiteral("rufus-pcistor-realtek-reader.txt")).contains(all[1].id));
        smk::test::expectCaseCount("instance ids", int(all.size()), 5);
    }
    void bitLocker()
    {
        QVERIFY(recorded(QStringLiteral("bitlocker-waiting-for-activation.txt")).contains("ProtectionStatus     : Off"));
        QCOMPARE(isProtected(BitLockerProtection::Off), std::optional<bool>(false));
        QVERIFY(recorded(QStringLiteral("manage-bde-status-plain.txt")).contains("Protection Off"));
        QCOMPARE(isProtected(BitLockerProtection::On), std::optional<bool>(true));
        QCOMPARE(isProtected(BitLockerProtection::Locked), std::optional<bool>(true));
        QCOMPARE(isProtected(BitLockerProtection::Unknown), std::optional<bool>());
    }
};

SMK_TEST(WindowsDiskTest)
#include "tst_windows_disk.moc"
