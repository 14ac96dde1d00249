// Every recording of tests/recorded/drives-linux: what it shows, built from its facts, and what is concluded. A word of
// the recording stands in each row, so that row and file stay together.
#include "block_device.h"
#include "drive_list.h"
#include "made_machine_linux.h"
#include "test_main.h"

#include <QDir>
#include <QRegularExpression>
#include <QSet>

using namespace smk;

namespace {

struct Row
{
    const char *file;
    const char *word;    // stands in the file
    const char *devices; // of the machine it shows
    const char *verdicts;
};

const std::vector<Row> rows{
    {"drivelist-usb-no-mountpoints.json", "\"mountpoints\":[]", "nvme0n1; nvme0n1p1 part mnt=/; sda rm usb fs=vfat",
     "nvme0n1:system sda:not-mounted"},
    {"fdisk-ventoy-stick.txt", "EFI (FAT-12/16/32)",
     "sdc rm usb; sdc1 part fs=exfat label=Ventoy; sdc2 part fs=vfat label=VTOYEFI ptype=0xef size=33554432",
     "sdc1:not-mounted sdc2:boot-partition"},
    {"gvfs-mount-fixed-ssd.txt", "is_media_removable=0", "sda; sda8 part fs=ext4 label=hnux", ""},
    {"lsblk-allcols-centos7-vmware.txt", "VMware Virtual S",
     "sda; sda1 part mnt=/boot; sda2 part; dm-0 lvm on=sda2 mnt=/; sr0 rm size=1073741824", "sda:system"},
    {"lsblk-allcols-ubuntu1804-loops-floppy.txt", "fd0      2:0    1  1.4M",
     "fd0 rm size=1474560; loop0 loop ro fs=squashfs mnt=/snap/core18/1223; sda; sda2 part mnt=/; sr0 rm; sr1 rm "
     "fs=iso9660",
     "sda:system"},
    {"lsblk-armbian-crypt-zram.txt", "armbian-root",
     "zram0; zram1 mnt=/var/log; zram2 size=0; nvme0n1; nvme0n1p1 part mnt=/boot; nvme0n1p2 part fs=crypto_LUKS; dm-0 "
     "crypt on=nvme0n1p2 mnt=/var/log.hdd mnt=/",
     "nvme0n1:system"},
    {"lsblk-centos6-2172-unknown-columns.txt", "unknown column: TRAN", "sdb; dm-1 lvm on=sdb; sdc; dm-0 lvm on=sdc",
     ""}, // sysfs is read, no tool
    {"lsblk-etcher-stick-no-labels.txt", "7.3G",
     "sda rm usb; sda1 part fs=iso9660; sda2 part fs=vfat; nvme0n1; nvme0n1p1 part mnt=/boot/efi; nvme0n1p2 part",
     "nvme0n1:system sda1:not-mounted sda2:not-mounted"},
    {"lsblk-fake-raid-md126.txt", "md126p2",
     "sda; sdb; md126 raid on=sda,sdb; md126p1 part mnt=/boot/efi; md126p2 part; dm-0 lvm on=md126p2 mnt=/",
     "sda:system sdb:system"},
    {"lsblk-fc-multipath-system-disk.txt", "mpath",
     "sda; sda1 part; dm-4 mpath on=sda; dm-11 mpath on=dm-4 mnt=/boot/efi; dm-13 mpath on=dm-4 mnt=/", "sda:system"},
    {"lsblk-iscsi-multipath-raid.txt", "iscsi1_lun1",
     "sda; sda2 part mnt=/; sdb; sdd; dm-1 mpath on=sdb,sdd mnt=/srv/cluster", "sda:system"},
    {"lsblk-json-emmc-hotplug1.json", "block:mmc:mmc_host", "mmcblk0 type=MMC; mmcblk0p1 part fs=vfat label=resin-boot",
     ""},
    {"lsblk-json-locked-stick-ro1.json", "\"ro\": \"1\"",
     "sdb rm usb; sdb1 part ro fs=vfat uuid=9016-4EF8 mnt=/media/exampleuser/9016-4EF8", "sdb1:read-only"},
    {"lsblk-json-old-strings-cut.txt", "\"size\": null",
     "loop1 loop ro fs=squashfs mnt=/snap/vscode/38; loop8 loop size=0", ""},
    {"lsblk-json-qubes-luks-mounted-two-sticks.json", "/media/user/tx2",
     "sda rm usb; sda1 part; sda2 part fs=crypto_LUKS; dm-0 crypt on=sda2 uuid=u mnt=/media/user/tx2; sdb rm usb; sdb1 "
     "part; sdb2 part fs=ext4; xvda; xvda3 part mnt=/",
     "dm-0:fit sdb1:not-mounted sdb2:not-mounted xvda:system"},
    {"lsblk-json-qubes-luks-unmounted.json", "crypto_LUKS",
     "sda rm usb; sda1 part blank; sda2 part fs=crypto_LUKS; xvda; xvda3 part mnt=/; xvdb mnt=/rw; xvdd ro",
     "sda1:no-file-system sda2:locked xvda:system"},
    {"lsblk-json-stick-without-partitions.json", "/media/exampleuser/Temp",
     "sda rm usb fs=vfat uuid=1 mnt=/media/exampleuser/Temp; nvme0n1; nvme0n1p1 part mnt=/boot/efi; nvme0n1p2 part "
     "mnt=/",
     "nvme0n1:system sda:not-encrypted"},
    {"lsblk-json-virtual-disk-237.json", "Virtual Disk", "sda serial=60022480fca81a1c1a9ea1c3c87fa3d4", ""},
    {"lsblk-kvm-luks-whole-disk.txt", "vdc-crypt",
     "sr0 rm; vda; vda1 part mnt=/; vdb; vdb1 part mnt=/srv/a; vdc fs=crypto_LUKS; dm-0 crypt on=vdc mnt=/srv/b; vdg",
     "vda:system"},
    {"lsblk-mpath-with-partitions-usb-named.txt", "Seagate Expansion Drive",
     "sdam; sdam1 part; sdan; sdan2 part label=Seagate\\x20Expansion\\x20Drive; dm-0 mpath on=sdam,sdan", ""},
    {"lsblk-pairs-centos7-empty-slot-and-superfloppy.txt", "/run/media/DA2E4172/BUILD",
     "sda; sda1 part mnt=/boot/efi; sda2 part mnt=/boot; sda3 part; dm-0 lvm on=sda3 mnt=/; sdb rm usb size=0; sdc rm "
     "usb fs=vfat uuid=DA2E-4172 mnt=/run/media/DA2E4172/BUILD",
     "sda:system sdb:no-medium sdc:not-encrypted"},
    {"lsblk-pairs-p-loops.txt", "/dev/loop0", "loop0 loop; loop1 loop; loop2 loop", ""},
    {"lsblk-pairs-raspberry-old-stick.txt", "USB Flash Disk  ",
     "sda rm usb size=1043333120; sda1 part fs=vfat uuid=76F0-CF23 size=127830528; mmcblk0 type=SD; mmcblk0p2 part "
     "mnt=/; mmcblk0p1 part mnt=/boot",
     "mmcblk0:system sda1:not-mounted"},
    {"lsblk-pairs-ubuntu1404-ramdisks.txt", "NAME=\"ram0\"",
     "sda; sda1 part mnt=/boot/efi; sda4 part mnt=/; sda6 part mnt=/home; ram0 size=67108864; ram15 size=67108864; "
     "loop0 loop size=0",
     "sda:system"},
    {"lsblk-pairs-ubuntu1404-vm-floppy.txt", "NAME=\"fd0\"",
     "fd0 rm size=0; sda; sda1 part mnt=/; sda2 part size=1024; sr0 rm; ram0", "sda:system"},
    {"lsblk-sd-card-laptop-hotplug0-imager.txt", "mmcblk0      0       0",
     "mmcblk0 type=SD; mmcblk0p1 part fs=vfat; mmcblk0p2 part fs=ext4", "mmcblk0p1:not-mounted mmcblk0p2:not-mounted"},
    {"lsblk-sd-in-pcie-reader-hotplug0.txt", "disk 0 mmc 512", "mmcblk0 type=SD fs=vfat uuid=1 mnt=/media/x",
     "mmcblk0:not-encrypted"},
    {"lsblk-ul-simple-lvm-basic.txt", "vg_foo.4059-lv_foo.4059",
     "loop0 loop; loop1 loop; dm-0 lvm on=loop0,loop1; sda; sda1 part mnt=/boot/efi; sda4 part mnt=/; sdb; sdb1 part "
     "mnt=/home/archive; nvme0n1; nvme0n1p2 part mnt=/home",
     "nvme0n1:system sda:system"},
    {"lsblk-ul-simple-lvm-vendor.txt", "KINGSTON SH103S3", "sda; sdb; nvme0n1; sr0 rm", ""},
    {"lsblk-ul-simple-nvme-basic.txt", "/home/archive",
     "sda; sda4 part mnt=/; sdb; sdb1 part mnt=/home/archive; nvme0n1; nvme0n1p3 part mnt=/home/test", "sda:system"},
    {"lsblk-ul-simple-nvme-topo.txt", "1023", "sda; sda1 part; sdb; sdb1 part; nvme0n1; nvme0n1p1 part", ""},
    {"lsblk-usb-passport-rm0-hotplug1.txt", "block:scsi:usb:pci",
     "sda usb; sda1 part fs=ntfs uuid=1 mnt=/media/passport", "sda1:not-encrypted"},
    {"lsscsi-passport-with-ses-lun.txt", "SES Device", "sda; sdb usb; sdb1 part fs=ntfs", "sdb1:not-mounted"},
    {"udisksctl-status-mixed.txt", "ST2000LM007-1R8174", "sda mnt=/; sdb; sdc; sdd; sde usb fs=ntfs",
     "sda:system sde:not-mounted"}, // the bus tells, not this table
    {"udisksctl-status-sd-and-sata.txt", "0x0f6986e5",
     "nvme0n1 mnt=/; sda; mmcblk0 type=SD fs=vfat; sdb rm usb size=0; sr0 rm",
     "mmcblk0:not-mounted nvme0n1:system sdb:no-medium"},
};

struct MountRow
{
    const char *file;
    const char *verdicts;
};

// Mounts as recorded, on a machine without devices: places are the network ones alone.
const std::vector<MountRow> mountRows{
    {"mountinfo-backslash-octal.txt", ""},
    {"mountinfo-btrfs-subvolumes.txt", ""},
    {"mountinfo-cifs-gvfs-autofs.txt", "/mnt/sounds:remote"},
    {"mountinfo-desktop-fakeraid-gvfs.txt", ""},
    {"mountinfo-empty-source.txt", ""},
    {"mountinfo-nfs4-in-pod.txt", "/kaiwudb/certs:remote"},
    {"mountinfo-ubuntu-lvm-snaps.txt", ""},
    {"mount-centos7-docker-selinux.txt", ""},
    {"mount-cifs-source-with-spaces.txt", "/mnt/smb/example/media:remote"},
    {"mount-ubuntu1804.txt", ""},
    {"mtab-bindfs-space.txt", ""},
};

// mount(8) and mtab as mountinfo lines: the same facts in another order.
QByteArray asMountinfo(const QByteArray &text)
{
    static const QRegularExpression line(QStringLiteral("^(.*) on (.*) type (\\S+) \\(([^,)]*),?(.*)\\)"));
    static const QRegularExpression mtab(QStringLiteral("^(\\S+) (\\S+) (fuse\\S*) ([^,]*),(\\S*) 0 0"));
    QByteArray made;
    for (const QString &one : QString::fromUtf8(text).split(QLatin1Char('\n'))) {
        QRegularExpressionMatch match = line.match(one);
        if (!match.hasMatch())
            match = mtab.match(one);
        if (!match.hasMatch()) {
            made += one.toUtf8() + "\n";
            continue;
        }
        const auto escaped = [](QString field) { return field.replace(QLatin1Char(' '), QStringLiteral("\\040")); };
        made += QStringLiteral("9 1 0:99 / %1 %2 - %3 %4 rw,%5\n")
                    .arg(escaped(match.captured(2)), match.captured(4), match.captured(3), escaped(match.captured(1)),
                         match.captured(5))
                    .toUtf8();
    }
    return made;
}

} // namespace

class RecordedLinuxTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void machines()
    {
        for (const Row &row : rows) {
            QVERIFY2(recordedDrives("drives-linux", row.file).contains(row.word), row.file);
            const MadeMachine machine(QString::fromLatin1(row.devices));
            const std::vector<Drive> drives = machine.list();
            QVERIFY2(verdictsOf(drives) == QString::fromLatin1(row.verdicts),
                     qPrintable(QString::fromLatin1(row.file) + QStringLiteral(": ") + verdictsOf(drives)));
        }
        smk::test::expectCaseCount("recorded machines", int(rows.size()), 33);
    }
    void mounts()
    {
        for (const MountRow &row : mountRows) {
            const QByteArray text = recordedDrives("drives-linux", row.file);
            QVERIFY2(!text.isEmpty(), row.file);
            MadeMachine machine({});
            machine.addMounts(asMountinfo(text));
            const std::vector<Drive> drives = machine.list();
            QVERIFY2(verdictsOf(drives) == QString::fromLatin1(row.verdicts),
                     qPrintable(QString::fromLatin1(row.file) + QStringLiteral(": ") + verdictsOf(drives)));
            QVERIFY2(!preselected(drives, {}), row.file);
        }
        smk::test::expectCaseCount("recorded mounts", int(mountRows.size()), 11);
    }
    void serialsOfDocks()
    {
        struct Dock
        {
            const char *file;
            const char *devices;
            const char *serial; // what is left of it
        };
        const std::vector<Dock> docks{{"udevadm-dual-bay-dock-zero-serial.txt", "sdb usb", ""},
                                      {"udevadm-info-vmware-sda.txt", "sda", ""},
                                      {"udevadm-jmicron-4bay-same-serial.txt", "sdb usb", "20170331000C3"},
                                      {"udevadm-jmicron-after-rule.txt", "sdb usb", "WFL0JCDS"},
                                      {"udevadm-walk-usb-disk-removable0.txt", "sdb usb size=500107862016", ""}};
        for (const Dock &dock : docks) {
            MadeMachine machine(QString::fromLatin1(dock.devices));
            const QByteArray text = recordedDrives("drives-linux", dock.file);
            QVERIFY2(!text.isEmpty(), dock.file);
            machine.addUdev(QStringLiteral("sdb"), text);
            const std::vector<Drive> drives = machine.list();
            const bool vmware = QByteArray(dock.file).contains("vmware");
            QCOMPARE(drives.size(), vmware ? std::size_t(0) : std::size_t(1));
            if (!vmware)
                QVERIFY2(drives[0].identity.serial == QString::fromLatin1(dock.serial),
                         qPrintable(drives[0].identity.serial));
        }
        smk::test::expectCaseCount("recorded serials", int(docks.size()), 5);
    }
    // Both bays of one dock show the bridge's serial; size and volume id tell the disks apart, and clones are refused.
    void twoBaysOfOneDock()
    {
        const MadeMachine apart(QStringLiteral("sda usb serial=20170331000C3; sda1 part fs=ext4 uuid=A mnt=/media/a; "
                                               "sdb usb serial=20170331000C3; sdb1 part fs=ext4 uuid=B mnt=/media/b"));
        QCOMPARE(verdictsOf(apart.list()), QStringLiteral("sda1:not-encrypted sdb1:not-encrypted"));
        const MadeMachine clones(QStringLiteral("sda usb serial=20170331000C3; sda1 part fs=ext4 uuid=A mnt=/media/a; "
                                                "sdb usb serial=20170331000C3; sdb1 part fs=ext4 uuid=A mnt=/media/b"));
        const std::vector<Drive> drives = clones.list();
        QCOMPARE(verdictsOf(drives), QStringLiteral("sda1:two-alike sdb1:two-alike"));
        QVERIFY(!preselected(drives, {}));
        LinuxDrives source(clones.root());
        QCOMPARE(resolveAgain(source, drives[0], {}).error().id, QStringLiteral("medium.two-alike"));
    }
    void everyRecordingHasARow()
    {
        QSet<QString> used{QStringLiteral("README.md")};
        for (const Row &row : rows)
            used.insert(QString::fromLatin1(row.file));
        for (const MountRow &row : mountRows)
            used.insert(QString::fromLatin1(row.file));
        for (const QString &name : QDir(QStringLiteral(SMK_TEST_DATA "/recorded/drives-linux")).entryList(QDir::Files))
            QVERIFY2(used.contains(name) || name.startsWith(QStringLiteral("udevadm-"))
                         || name.startsWith(QStringLiteral("udisks-")),
                     qPrintable(name));
    }
};

SMK_TEST(RecordedLinuxTest)
#include "tst_recorded_linux.moc"
