#include "block_device.h"
#include "file_systems.h"
#include "mountinfo.h"
#include "test_main.h"

#include <QFile>

using namespace smk;

class MountinfoTest : public QObject
{
    Q_OBJECT
    static QByteArray recorded(const char *name)
    {
        QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-linux/") + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("recorded file %s is missing", name);
        return file.readAll();
    }
    static const MountEntry *at(const std::vector<MountEntry> &mounts, const char *place)
    {
        for (const MountEntry &mount : mounts)
            if (mount.mountPoint == QString::fromLatin1(place))
                return &mount;
        return nullptr;
    }

private Q_SLOTS:
    void backSlashIsDecodedOnce()
    {
        QCOMPARE(decodeOctal("/mnt/f\\134oo"), QStringLiteral("/mnt/f\\oo"));
        QCOMPARE(decodeOctal("/mnt/a\\134040b"), QStringLiteral("/mnt/a\\040b"));
        QCOMPARE(decodeOctal("/media/My\\040Stick\\011x"), QStringLiteral("/media/My Stick\tx"));
        QCOMPARE(decodeOctal("/x\\"), QStringLiteral("/x\\"));
        QCOMPARE(decodeOctal("\\\\nas.example\\bar"), QStringLiteral("\\\\nas.example\\bar"));
    }
    void incompleteLinesAreLeftOut()
    {
        QVERIFY(decodeMountinfo(recorded("mountinfo-backslash-octal.txt")).empty());
        QVERIFY(decodeMountinfo("nonsense\n\n1 2 3 - \n").empty());
        // A field too few or a blank too many: the place is empty, or another field's text.
        QVERIFY(decodeMountinfo("24 1 8:1 /  rw - ext4 /dev/sda1 rw\n24 1 8:1 / mnt rw - ext4 /dev/sda1 rw\n").empty());
    }
    void subvolumesOfOneDevice()
    {
        const auto mounts = decodeMountinfo(recorded("mountinfo-btrfs-subvolumes.txt"));
        const MountEntry *root = at(mounts, "/");
        QVERIFY(root);
        QCOMPARE(root->root, QStringLiteral("/root"));
        QCOMPARE(root->source, QStringLiteral("/dev/sdc1"));
        QCOMPARE(mountOf(mounts, QStringLiteral("/var/lib/containers/x"))->root, QStringLiteral("/containers"));
        QCOMPARE(mountOf(mounts, QStringLiteral("/var/library"))->mountPoint, QStringLiteral("/"));
    }
    void shareWithBackSlashesInItsOptions()
    {
        const auto mounts = decodeMountinfo(recorded("mountinfo-cifs-gvfs-autofs.txt"));
        const MountEntry *share = at(mounts, "/mnt/sounds");
        QVERIFY(share);
        QCOMPARE(share->fileSystem, QStringLiteral("cifs"));
        QCOMPARE(share->superOption(QStringLiteral("unc")), QStringLiteral("\\\\nas.example\\bar"));
        QCOMPARE(share->superOption(QStringLiteral("addr")), QStringLiteral("192.0.2.1"));
        QCOMPARE(hostOfSource(share->source), QStringLiteral("nas.example"));
    }
    void emptySourceKeepsTheFieldsInPlace()
    {
        const auto mounts = decodeMountinfo(recorded("mountinfo-empty-source.txt"));
        const MountEntry *last = at(mounts, "/mnt/test");
        QVERIFY(last);
        QCOMPARE(last->source, QString());
        QCOMPARE(last->superOptions, QStringList{QStringLiteral("rw")});
    }
    void nfsInAPod()
    {
        const auto mounts = decodeMountinfo(recorded("mountinfo-nfs4-in-pod.txt"));
        QVERIFY(at(mounts, "/opt")->readOnly());
        QVERIFY(!at(mounts, "/kaiwudb/certs")->readOnly());
        QVERIFY(fileSystemKind(at(mounts, "/kaiwudb/certs")->fileSystem) == FileSystemKind::Network);
    }
    void rootWithoutSuperOptions()
    {
        const auto mounts = decodeMountinfo(recorded("mountinfo-ubuntu-lvm-snaps.txt"));
        const MountEntry *root = at(mounts, "/");
        QVERIFY(root);
        QCOMPARE(root->source, QStringLiteral("/dev/mapper/ubuntu--vg-ubuntu--lv"));
        QVERIFY(!root->readOnly());
        QVERIFY(at(mounts, "/sys/kernel/security"));
    }
    void laterMountHidesEarlier()
    {
        const auto mounts = decodeMountinfo("1 0 8:1 / / rw - ext4 /dev/sda1 rw\n2 1 8:17 / /mnt rw - vfat /dev/sdb1 "
                                            "rw\n3 1 8:33 / /mnt ro - vfat /dev/sdc1 ro\n");
        QCOMPARE(mounts.size(), std::size_t(2));
        QCOMPARE(at(mounts, "/mnt")->source, QStringLiteral("/dev/sdc1"));
        QVERIFY(at(mounts, "/mnt")->readOnly());
    }
    void emergencyReadOnly()
    {
        QVERIFY(decodeMountinfo("1 0 7:0 / /m rw,relatime - ext4 /dev/loop0 emergency_ro\n").front().readOnly());
    }
    void hosts_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("host");
        const auto row = [](const char *source, const char *host) {
            QTest::newRow(source) << QString::fromLatin1(source) << QString::fromLatin1(host);
        };
        row("filer:/vault", "filer");
        row("192.0.2.43:/data/k8s", "192.0.2.43");
        row("[2001:db8::7]:/x", "2001:db8::7");
        row("//filer.example/vault", "filer.example");
        row("\\\\filer\\vault", "filer");
        row("backup@filer:/srv", "filer");
        row("backup@filer:", "filer");
        row("https://cloud.example:8443/dav/", "cloud.example");
        row("mon1,mon2:/", "mon1");
        row("hostshare", "");
    }
    void hosts()
    {
        QFETCH(QString, source);
        QFETCH(QString, host);
        QCOMPARE(hostOfSource(source), host);
    }
    void kindsOfFileSystems()
    {
        for (const char *type : {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "9p", "afs", "ceph", "glusterfs"})
            QVERIFY2(fileSystemKind(QString::fromLatin1(type)) == FileSystemKind::Network, type);
        for (const char *type : {"proc", "tmpfs", "overlay", "squashfs", "fuse.gvfsd-fuse", "fuse.gvfs-fuse-daemon",
                                 "autofs", "nfsd", "rpc_pipefs"})
            QVERIFY2(fileSystemKind(QString::fromLatin1(type)) == FileSystemKind::Pseudo, type);
        for (const char *type : {"ext4", "vfat", "exfat", "fuseblk", "xfs", "ntfs3", "btrfs"})
            QVERIFY2(fileSystemKind(QString::fromLatin1(type)) == FileSystemKind::Device, type);
        QVERIFY(fileSystemKind(QStringLiteral("fuse.xrdp-chansrv")) == FileSystemKind::Redirected);
        QCOMPARE(fileSystemName(QStringLiteral("exfat")), QStringLiteral("exFAT"));
    }
    void serialsThatAreNone()
    {
        const UdevProperties dock = decodeUdevData(recorded("udevadm-dual-bay-dock-zero-serial.txt"));
        QCOMPARE(dock.value(QStringLiteral("ID_BUS")), QStringLiteral("usb"));
        QCOMPARE(usefulSerial(dock.value(QStringLiteral("ID_SERIAL_SHORT"))), QString());
        QCOMPARE(usefulSerial(QStringLiteral("  ")), QString());
        QCOMPARE(usefulSerial(QStringLiteral("0123456789ABCDEF")), QString());
        QCOMPARE(usefulSerial(QStringLiteral("FFFFFFFF")), QString());
        const UdevProperties bridge = decodeUdevData(recorded("udevadm-jmicron-4bay-same-serial.txt"));
        QCOMPARE(usefulSerial(bridge.value(QStringLiteral("ID_SERIAL_SHORT"))), QStringLiteral("20170331000C3"));
        QVERIFY(
            decodeUdevData(recorded("udevadm-info-vmware-sda.txt")).value(QStringLiteral("ID_SERIAL_SHORT")).isEmpty());
    }
    void removableDisks_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("flag");
        QTest::addColumn<QString>("bus");
        QTest::addColumn<QString>("card");
        QTest::addColumn<bool>("removable");
        const auto row = [](const char *why, const char *name, const char *path, bool flag, const char *bus,
                            const char *card, bool removable) {
            QTest::newRow(why) << QString::fromLatin1(name) << QString::fromLatin1(path) << flag
                               << QString::fromLatin1(bus) << QString::fromLatin1(card) << removable;
        };
        row("stick", "sdb", "/sys/devices/pci0/usb1/1-2/block/sdb", true, "usb", "", true);
        row("USB disk that says 0", "sda", "/sys/devices/platform/soc/1c1b000.usb/usb3/3-1/3-1:1.0/host0/block/sda",
            false, "", "", true);
        row("USB disk known by udev alone", "sdc", "/sys/devices/x/block/sdc", false, "usb", "", true);
        row("internal disk", "sda", "/sys/devices/pci0000:00/ata1/host0/block/sda", false, "ata", "", false);
        row("internal NVMe", "nvme0n1", "/sys/devices/pci0000:00/nvme/nvme0/nvme0n1", false, "", "", false);
        row("SD in a PCIe reader", "mmcblk0", "/sys/devices/pci0/rtsx_pci_sdmmc.0/mmc_host/mmc0/block/mmcblk0", false,
            "", "SD", true);
        row("eMMC", "mmcblk1", "/sys/devices/platform/mmc_host/mmc1/block/mmcblk1", true, "", "MMC", false);
        row("optical drive", "sr0", "/sys/devices/pci0/usb1/block/sr0", true, "usb", "", false);
        row("memory", "zram0", "/sys/devices/virtual/block/zram0", false, "", "", false);
        row("loop", "loop0", "/sys/devices/virtual/block/loop0", false, "", "", false);
        row("a host controller named usb is no bus", "sda", "/sys/devices/usbless/host0/block/sda", false, "", "",
            false);
    }
    void removableDisks()
    {
        QFETCH(QString, name);
        QFETCH(QString, path);
        QFETCH(bool, flag);
        QFETCH(QString, bus);
        QFETCH(QString, card);
        QFETCH(bool, removable);
        DiskFacts disk;
        disk.name = name;
        disk.sysfsPath = path;
        disk.removableFlag = flag;
        disk.bus = bus;
        disk.cardType = card;
        QCOMPARE(isRemovableDisk(disk), removable);
    }
    void hexEscapes()
    {
        QCOMPARE(decodeHexEscapes("Key\\x20Stick"), QStringLiteral("Key Stick"));
        QCOMPARE(decodeHexEscapes("Gr\\xc3\\xbcn"), QString::fromUtf8("Grün"));
        QCOMPARE(decodeHexEscapes("a\\xZZ"), QStringLiteral("a\\xZZ"));
    }
};

SMK_TEST(MountinfoTest)
#include "tst_mountinfo.moc"
