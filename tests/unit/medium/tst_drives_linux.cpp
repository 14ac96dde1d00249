// A machine made of files: proc, sys, dev and run below a folder of the test.
#include "drive_list.h"
#include "host_identity.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;

namespace {

class Machine
{
public:
    Machine() { write(QStringLiteral("/proc/self/mountinfo"), ""); }
    [[nodiscard]] LocalPath root() const { return LocalPath(m_dir.path()); }
    [[nodiscard]] QString real(const QString &path) const { return m_dir.path() + path; }
    void write(const QString &path, const QByteArray &text) const
    {
        QDir().mkpath(QFileInfo(real(path)).path());
        QFile file(real(path));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write the made-up machine");
        file.write(text);
    }
    void link(const QString &from, const QString &to) const
    {
        QDir().mkpath(QFileInfo(real(from)).path());
        QFile::link(QDir(QFileInfo(real(from)).path()).relativeFilePath(real(to)), real(from));
    }
    // A block device at `folder` below /sys/devices.
    void device(const QString &folder, const QByteArray &number, qint64 bytes) const
    {
        const QString sys = QStringLiteral("/sys/devices/") + folder;
        const QString name = QFileInfo(folder).fileName();
        write(sys + QStringLiteral("/dev"), number + "\n");
        write(sys + QStringLiteral("/size"), QByteArray::number(bytes / 512) + "\n");
        write(sys + QStringLiteral("/ro"), "0\n");
        link(QStringLiteral("/sys/dev/block/") + QString::fromLatin1(number), sys);
        link(QStringLiteral("/sys/class/block/") + name, sys);
    }
    void disk(const QString &folder, const QByteArray &number, qint64 bytes, bool removable) const
    {
        device(folder, number, bytes);
        write(QStringLiteral("/sys/devices/") + folder + QStringLiteral("/removable"), removable ? "1\n" : "0\n");
        link(QStringLiteral("/sys/block/") + QFileInfo(folder).fileName(), QStringLiteral("/sys/devices/") + folder);
    }
    void partition(const QString &folder, const QByteArray &number, qint64 bytes) const
    {
        device(folder, number, bytes);
        write(QStringLiteral("/sys/devices/") + folder + QStringLiteral("/partition"), "1\n");
    }
    void udev(const QByteArray &number, const QByteArray &properties) const
    {
        QByteArray text = "S:disk/by-id/x\n";
        for (const QByteArray &line : properties.split('\n'))
            text += "E:" + line + "\n";
        write(QStringLiteral("/run/udev/data/b") + QString::fromLatin1(number), text);
    }
    void mounts(const QByteArray &text) const { write(QStringLiteral("/proc/self/mountinfo"), text); }
    [[nodiscard]] std::vector<Drive> list() const
    {
        auto drives = systemDrives(root())->list({});
        return drives ? *drives : std::vector<Drive>();
    }
    // The usual machine: an internal disk with the system, a stick.
    void usual() const
    {
        disk(QStringLiteral("pci0/ata1/block/sda"), "8:0", 500'000'000'000, false);
        partition(QStringLiteral("pci0/ata1/block/sda/sda1"), "8:1", 400'000'000'000);
        disk(QStringLiteral("pci0/usb1/1-2/1-2:1.0/block/sdb"), "8:16", 16'000'000'000, true);
        write(QStringLiteral("/sys/devices/pci0/usb1/1-2/idVendor"), "0781\n");
        write(QStringLiteral("/sys/devices/pci0/usb1/1-2/serial"), "4C5300017\n");
        write(QStringLiteral("/sys/devices/pci0/usb1/1-2/1-2:1.0/block/sdb/device/vendor"), "SanDisk \n");
        write(QStringLiteral("/sys/devices/pci0/usb1/1-2/1-2:1.0/block/sdb/device/model"), "Ultra           \n");
        partition(QStringLiteral("pci0/usb1/1-2/1-2:1.0/block/sdb/sdb1"), "8:17", 15'000'000'000);
        udev("8:17", "ID_FS_UUID=7B3A-11F0\nID_FS_LABEL_ENC=KEY\\x20STICK\nID_FS_TYPE=vfat");
    }

private:
    QTemporaryDir m_dir;
};

const QByteArray rootLine = "1 0 8:1 / / rw - ext4 /dev/sda1 rw\n";

} // namespace

class DrivesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stickAndSystemDisk()
    {
        const Machine machine;
        machine.usual();
        QTemporaryDir mount; // really there, so that its free space is real
        machine.mounts(rootLine + "2 1 8:17 / " + mount.path().toUtf8() + " rw - vfat /dev/sdb1 rw\n");
        const auto drives = machine.list();
        QCOMPARE(drives.size(), std::size_t(2));
        QVERIFY(drives[0].kind == MediumKind::FixedDisk);
        QVERIFY(drives[0].systemDisk);
        const Drive &stick = drives[1];
        QVERIFY(stick.kind == MediumKind::RemovableDrive);
        QCOMPARE(stick.identity.serial, QStringLiteral("4C5300017"));
        QCOMPARE(stick.identity.volumeId, QStringLiteral("7B3A-11F0"));
        QCOMPARE(stick.identity.sizeBytes, 16'000'000'000);
        QCOMPARE(stick.label, QStringLiteral("KEY STICK"));
        QCOMPARE(stick.model, QStringLiteral("SanDisk  Ultra").simplified());
        QCOMPARE(stick.fileSystem, QStringLiteral("FAT"));
        QCOMPARE(stick.deviceName, QStringLiteral("/dev/sdb1"));
        QVERIFY(stick.freeBytes > 0);
        QCOMPARE(stick.encrypted, std::optional<bool>(false));
        QCOMPARE(preselected(drives, {}), std::optional<std::size_t>(1));
        QVERIFY_RESULT(resolveAgain(*systemDrives(machine.root()), stick, {}));
    }
    void pluggedInNotMounted()
    {
        const Machine machine;
        machine.usual();
        machine.mounts(rootLine);
        const auto drives = machine.list();
        QCOMPARE(drives.size(), std::size_t(2));
        QCOMPARE(judgeDrive(drives[1], {}).finding.id, QStringLiteral("medium.not-mounted"));
        QCOMPARE(drives[1].label, QStringLiteral("KEY STICK"));
    }
    void lockedContainerThenUnlocked()
    {
        const Machine machine;
        machine.usual();
        machine.udev("8:17", "ID_FS_UUID=abc\nID_FS_TYPE=crypto_LUKS");
        machine.mounts(rootLine);
        QCOMPARE(judgeDrive(machine.list()[1], {}).finding.id, QStringLiteral("medium.locked"));

        machine.device(QStringLiteral("virtual/block/dm-0"), "254:0", 15'000'000'000);
        machine.write(QStringLiteral("/sys/devices/virtual/block/dm-0/dm/uuid"), "CRYPT-LUKS2-abc-luks\n");
        machine.link(QStringLiteral("/sys/devices/virtual/block/dm-0/slaves/sdb1"),
                     QStringLiteral("/sys/devices/pci0/usb1/1-2/1-2:1.0/block/sdb/sdb1"));
        machine.mounts(rootLine + "2 1 254:0 / /media/x rw - ext4 /dev/mapper/luks-abc rw\n");
        const auto drives = machine.list();
        QCOMPARE(drives.size(), std::size_t(2));
        QVERIFY(drives[1].kind == MediumKind::RemovableDrive);
        QCOMPARE(drives[1].encrypted, std::optional<bool>(true));
        QCOMPARE(drives[1].identity.serial, QStringLiteral("4C5300017"));
        QCOMPARE(judgeDrive(drives[1], {}).finding.id, QStringLiteral("medium.fit"));
    }
    void emptySlotOfAReader()
    {
        const Machine machine;
        machine.usual();
        machine.disk(QStringLiteral("pci0/usb1/1-3/block/sdc"), "8:32", 0, true);
        machine.mounts(rootLine);
        const auto drives = machine.list();
        QCOMPARE(judgeDrive(drives.back(), {}).finding.id, QStringLiteral("medium.no-medium"));
    }
    void aSubvolumeOfTheSystemDisk()
    {
        const Machine machine;
        machine.usual();
        // btrfs bears a number that no device has; the source tells.
        machine.mounts("1 0 0:35 /root / rw - btrfs /dev/sdb1 rw\n2 1 0:35 /data /media/x rw - btrfs /dev/sdb1 rw\n");
        for (const Drive &drive : machine.list())
            QVERIFY(drive.systemDisk);
    }
    void writeProtectionOfEveryKind()
    {
        for (const char *how : {"mount", "super", "disk"}) {
            const Machine machine;
            machine.usual();
            const bool byMount = qstrcmp(how, "mount") == 0;
            const bool bySuper = qstrcmp(how, "super") == 0;
            machine.mounts(rootLine + "2 1 8:17 / /media/x " + (byMount ? "ro" : "rw") + " - vfat /dev/sdb1 "
                           + (bySuper ? "emergency_ro" : "rw") + "\n");
            if (!byMount && !bySuper)
                machine.write(QStringLiteral("/sys/devices/pci0/usb1/1-2/1-2:1.0/block/sdb/ro"), "1\n");
            QVERIFY2(machine.list()[1].readOnly, how);
        }
    }
    void sharesAndWhereTheyLead()
    {
        const Machine machine;
        machine.usual();
        machine.mounts(rootLine
                       + "2 1 0:50 / /mnt/vault rw - nfs4 filer.example:/vault rw,addr=192.0.2.43\n"
                         "3 1 0:51 / /mnt/self rw - nfs4 dbhost.example:/srv rw,addr=127.0.0.1\n"
                         "4 1 0:52 / /mnt/smb rw - cifs //localhost/x rw\n"
                         "5 1 0:53 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw\n"
                         "6 1 0:54 / /mnt/vm rw - 9p hostshare rw\n"
                         "7 1 0:55 / /tmp rw - tmpfs tmpfs rw\n");
        const auto drives = machine.list();
        std::vector<QString> ids;
        for (const Drive &drive : drives)
            if (drive.kind == MediumKind::RemoteFolder)
                ids.push_back(judgeDrive(drive, {}).finding.id);
        const std::vector<QString> expected{
            QStringLiteral("medium.remote"), QStringLiteral("medium.remote-is-this-host"),
            QStringLiteral("medium.remote-is-this-host"), QStringLiteral("medium.remote-host-unknown")};
        QCOMPARE(ids, expected);
        QVERIFY(std::none_of(drives.begin(), drives.end(),
                             [](const Drive &d) { return d.mountPoint.text().contains(QStringLiteral("gvfs")); }));
    }
    void aLoopOfThisMachineIsNoStick()
    {
        const Machine machine;
        machine.usual();
        machine.disk(QStringLiteral("virtual/block/loop0"), "7:0", 64'000'000, false);
        machine.mounts(rootLine + "2 1 7:0 / /media/image rw - ext4 /dev/loop0 rw\n");
        const auto drives = machine.list();
        QVERIFY(drives[1].kind == MediumKind::FixedDisk);
        QVERIFY(!drives[1].systemDisk);
    }
    void hiddenCharactersOfALabel()
    {
        const Machine machine;
        machine.usual();
        machine.udev("8:17", "ID_FS_UUID=1\nID_FS_LABEL_ENC=a\\xe2\\x80\\xaeb");
        machine.mounts(rootLine);
        QCOMPARE(machine.list()[1].label, QStringLiteral("a\uFFFDb"));
    }
    void uuidFromTheLinksWithoutUdev()
    {
        const Machine machine;
        machine.usual();
        QFile::remove(machine.real(QStringLiteral("/run/udev/data/b8:17")));
        machine.write(QStringLiteral("/dev/sdb1"), "");
        machine.link(QStringLiteral("/dev/disk/by-uuid/AAAA-BBBB"), QStringLiteral("/dev/sdb1"));
        machine.link(QStringLiteral("/dev/disk/by-label/Two\\x20words"), QStringLiteral("/dev/sdb1"));
        machine.mounts(rootLine);
        const auto drives = machine.list();
        QCOMPARE(drives[1].identity.volumeId, QStringLiteral("AAAA-BBBB"));
        QCOMPARE(drives[1].label, QStringLiteral("Two words"));
    }
    void noMountinfoIsAProblem()
    {
        QTemporaryDir dir;
        const auto drives = systemDrives(LocalPath(dir.path()))->list({});
        QVERIFY(!drives);
        QCOMPARE(drives.error().id, QStringLiteral("medium.list-failed"));
        QVERIFY(drives.error().remedies.contains(QStringLiteral("medium-folder"))); // as its words advise
    }
    void recordedMachinesOfferNothingByMistake()
    {
        for (const char *name : {"mountinfo-btrfs-subvolumes.txt", "mountinfo-cifs-gvfs-autofs.txt",
                                 "mountinfo-desktop-fakeraid-gvfs.txt", "mountinfo-ubuntu-lvm-snaps.txt"}) {
            QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-linux/") + QString::fromLatin1(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const Machine machine;
            machine.mounts(file.readAll());
            QVERIFY2(!preselected(machine.list(), {}), name);
        }
    }
    void ejectOfAFolderIsRefusedWithTheCommand()
    {
        Drive drive;
        drive.kind = MediumKind::RemoteFolder;
        drive.mountPoint = LocalPath(QStringLiteral("/mnt/it's"));
        const auto ejected = systemDrives()->eject(drive);
        QVERIFY(!ejected);
        QCOMPARE(ejected.error().id, QStringLiteral("medium.eject-not-possible"));
        QCOMPARE(ejected.error().command, QStringLiteral("sudo umount -- '/mnt/it'\\''s'"));
    }
    void thisHostKnowsItself()
    {
        QCOMPARE(isThisHost(QStringLiteral("localhost"), {}), std::optional<bool>(true));
        QCOMPARE(isThisHost(QSysInfo::machineHostName(), {}), std::optional<bool>(true));
        QCOMPARE(isThisHost(QStringLiteral("127.8.8.8"), {}), std::optional<bool>(true));
        QCOMPARE(isThisHost(QStringLiteral("filer"), QStringLiteral("192.0.2.7")), std::optional<bool>(false));
        QCOMPARE(isThisHost({}, {}), std::optional<bool>());
    }
};

SMK_TEST(DrivesTest)
#include "tst_drives_linux.moc"
