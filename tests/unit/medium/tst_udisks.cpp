// UDisks' objects as values: recorded, made up and hostile ones; acts on a service of the test's own; every refusal's
// words.
#include "display_text.h"
#include "drive_list.h"
#include "test_main.h"
#include "udisks_service.h"
#include "udisks_text.h"

#include <QFile>

using namespace smk;

namespace {

const QString root = QStringLiteral("/org/freedesktop/UDisks2/");

UDisksObjects recorded(const char *name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-linux/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? smk::test::objectsOfText(file.readAll()) : UDisksObjects();
}

QString interfaceName(const char *name)
{
    return QStringLiteral("org.freedesktop.UDisks2.") + QString::fromLatin1(name);
}

// A stick as UDisks shows one.
UDisksObjects stick(const QString &device = QStringLiteral("sdb"), const QVariantMap &drive = {},
                    const QVariantMap &block = {}, const QByteArray &mounted = {})
{
    UDisksObjects objects;
    QVariantMap is{{QStringLiteral("Vendor"), QStringLiteral("Acme")},
                   {QStringLiteral("Model"), QStringLiteral("Stick")},
                   {QStringLiteral("Serial"), QStringLiteral("4C530001")},
                   {QStringLiteral("ConnectionBus"), QStringLiteral("usb")},
                   {QStringLiteral("Removable"), true},
                   {QStringLiteral("MediaRemovable"), true},
                   {QStringLiteral("MediaAvailable"), true},
                   {QStringLiteral("Ejectable"), true},
                   {QStringLiteral("CanPowerOff"), true},
                   {QStringLiteral("Size"), qulonglong(16'000'000'000)}};
    is.insert(drive);
    objects[root + QStringLiteral("drives/") + device][interfaceName("Drive")] = is;
    QVariantMap part{{QStringLiteral("Device"), QByteArray("/dev/" + device.toLatin1() + "1\0", device.size() + 7)},
                     {QStringLiteral("Drive"), QString(root + QStringLiteral("drives/") + device)},
                     {QStringLiteral("IdType"), QStringLiteral("vfat")},
                     {QStringLiteral("IdUsage"), QStringLiteral("filesystem")},
                     {QStringLiteral("IdLabel"), QStringLiteral("KEYS")},
                     {QStringLiteral("IdUUID"), QStringLiteral("7B3A-11F0")},
                     {QStringLiteral("Size"), qulonglong(15'000'000'000)}};
    part.insert(block);
    UDisksInterfaces &one = objects[root + QStringLiteral("block_devices/") + device + QLatin1Char('1')];
    one[interfaceName("Block")] = part;
    QVariantList points;
    if (!mounted.isEmpty())
        points.append(QByteArray(mounted + '\0'));
    one[interfaceName("Filesystem")] = {{QStringLiteral("MountPoints"), points}};
    return objects;
}

std::vector<Drive> drivesOf(const UDisksObjects &objects)
{
    std::vector<Drive> drives;
    addUDisksDrives(drives, decodeUDisks(objects));
    return drives;
}

QString verdictOf(const UDisksObjects &objects)
{
    const std::vector<Drive> drives = drivesOf(objects);
    return drives.size() == 1 ? judgeDrive(drives[0], {}).finding.id : QStringLiteral("%1 drives").arg(drives.size());
}

class ScriptedService : public DriveService
{
public:
    UDisksObjects objects;
    std::optional<ServiceError> silent;    // of look()
    QHash<QString, ServiceError> refusals; // method → error
    QStringList calls;                     // "Unmount sdb1"
    ServiceAnswer look() override
    {
        if (silent)
            return {.state = stateOfError(*silent), .error = *silent};
        return {.state = ServiceState::Answers, .facts = decodeUDisks(objects)};
    }
    tl::expected<QString, ServiceError> call(const QString &path, const QString &, const QString &method) override
    {
        calls += method + QLatin1Char(' ') + path.section(QLatin1Char('/'), -1);
        if (refusals.contains(method))
            return tl::unexpected(refusals.value(method));
        return QStringLiteral("/run/media/u/KEYS");
    }
};

ServiceError errorNamed(const char *name, const char *words = "its words")
{
    return {QString::fromLatin1(name), QString::fromLatin1(words)};
}

} // namespace

class UDisksTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recordings()
    {
        // 8 MB of firmware: nothing to mount on it.
        UDisksObjects scope = recorded("udisks-block-8mb-disk-no-idtype.txt");
        QVERIFY(!scope.isEmpty());
        scope[root + QStringLiteral("drives/MiniWare_8MB_Disk_MiniWare_8MB_Disk_0_3a0")][interfaceName("Drive")] = {
            {QStringLiteral("Removable"), true}, {QStringLiteral("ConnectionBus"), QStringLiteral("usb")}};
        QCOMPARE(verdictOf(scope), QStringLiteral("medium.no-file-system"));

        const UDisksFacts nvme = decodeUDisks(recorded("udisks-drive-internal-nvme.txt"));
        QCOMPARE(nvme.drives.size(), std::size_t(1));
        QVERIFY(!isRemovableDrive(nvme.drives[0], QStringLiteral("/dev/nvme0n1")));

        const UDisksObjects freebsd = recorded("udisks-freebsd-bsdisks.txt");
        QVERIFY(!freebsd.isEmpty());
        QVERIFY(decodeUDisks(freebsd).blocks.empty()); // a block without a device is no place

        const UDisksFacts disk = decodeUDisks(recorded("udisks-monitor-usb-disk-not-ejectable.txt"));
        QCOMPARE(disk.drives.size(), std::size_t(1));
        QVERIFY(isRemovableDrive(disk.drives[0], QStringLiteral("/dev/sdb")));
        QVERIFY(!disk.drives[0].ejectable);
        QVERIFY(disk.drives[0].canPowerOff);
        QCOMPARE(disk.drives[0].serial, QStringLiteral("WD-WX82D84LH3RL"));

        // The excerpt begins inside the block: its head as udisksctl prints it.
        QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-linux/udisks-sd-card-pcie-reader-fat12.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        UDisksObjects card = smk::test::objectsOfText(
            "/org/freedesktop/UDisks2/block_devices/mmcblk0p1:\n  org.freedesktop.UDisks2.Block:\n"
            "    Device: /dev/mmcblk0p1\n    Drive: '/org/freedesktop/UDisks2/drives/card'\n"
            + file.readAll());
        card[root + QStringLiteral("drives/card")][interfaceName("Drive")] = {
            {QStringLiteral("MediaRemovable"), true},
            {QStringLiteral("Media"), QStringLiteral("flash_sd")},
            {QStringLiteral("ConnectionBus"), QStringLiteral("sdio")},
            {QStringLiteral("Removable"), true}};
        QCOMPARE(verdictOf(card), QStringLiteral("medium.not-mounted"));
        QCOMPARE(drivesOf(card)[0].identity.volumeId, QStringLiteral("B7FC-4976"));
        smk::test::expectCaseCount("recorded UDisks answers", 5, 5);
    }
    void states()
    {
        struct Row
        {
            const char *why;
            UDisksObjects objects;
            const char *verdict;
        };
        const auto drive = [](const char *name, const QVariant &value) {
            return stick(QStringLiteral("sdb"), {{QString::fromLatin1(name), value}});
        };
        const auto block = [](const char *name, const QVariant &value) {
            return stick(QStringLiteral("sdb"), {}, {{QString::fromLatin1(name), value}});
        };
        const auto without = [] {
            UDisksObjects objects = stick();
            objects[root + QStringLiteral("block_devices/sdb1")].remove(interfaceName("Filesystem"));
            objects[root + QStringLiteral("block_devices/sdb1")][interfaceName("Block")][QStringLiteral("IdType")] =
                QString();
            return objects;
        };
        const auto locked = [&without] {
            UDisksObjects objects = without();
            objects[root + QStringLiteral("block_devices/sdb1")][interfaceName("Encrypted")] = {
                {QStringLiteral("CleartextDevice"), QStringLiteral("/")}};
            return objects;
        };
        const auto unlocked = [&locked] {
            UDisksObjects objects = locked();
            objects[root + QStringLiteral("block_devices/sdb1")][interfaceName("Encrypted")]
                   [QStringLiteral("CleartextDevice")] = root + QStringLiteral("block_devices/dm_2d0");
            UDisksInterfaces &clear = objects[root + QStringLiteral("block_devices/dm_2d0")];
            clear[interfaceName("Block")] = {
                {QStringLiteral("Device"), QByteArray("/dev/dm-0")},
                {QStringLiteral("Drive"), QStringLiteral("/")},
                {QStringLiteral("IdUUID"), QStringLiteral("inner")},
                {QStringLiteral("IdType"), QStringLiteral("ext4")},
                {QStringLiteral("CryptoBackingDevice"), root + QStringLiteral("block_devices/sdb1")}};
            clear[interfaceName("Filesystem")] = {
                {QStringLiteral("MountPoints"), QVariantList{QByteArray("/run/media/u/x")}}};
            return objects;
        };
        const auto boot = [] {
            UDisksObjects objects = stick();
            objects[root + QStringLiteral("block_devices/sdb1")][interfaceName("Partition")] = {
                {QStringLiteral("Type"), QStringLiteral("c12a7328-f81f-11d2-ba4b-00a0c93ec93b")}};
            return objects;
        };
        const auto table = [] {
            UDisksObjects objects = stick();
            UDisksInterfaces &disk = objects[root + QStringLiteral("block_devices/sdb")];
            disk[interfaceName("Block")] = {{QStringLiteral("Device"), QByteArray("/dev/sdb")},
                                            {QStringLiteral("Drive"), root + QStringLiteral("drives/sdb")}};
            disk[interfaceName("PartitionTable")] = {};
            return objects;
        };
        const std::vector<Row> rows{
            {"plugged in, not mounted", stick(), "medium.not-mounted"},
            {"mounted", stick(QStringLiteral("sdb"), {}, {}, "/run/media/u/KEYS"), "medium.not-encrypted"},
            {"mounted, a whole disk with a table beside it", table(), "medium.not-mounted"},
            {"read-only", stick(QStringLiteral("sdb"), {}, {{QStringLiteral("ReadOnly"), true}}, "/run/media/u/KEYS"),
             "medium.read-only"},
            {"empty slot", drive("MediaAvailable", false), "medium.no-medium"},
            {"USB disk: medium fixed, not ejectable",
             stick(QStringLiteral("sdb"),
                   {{QStringLiteral("MediaRemovable"), false}, {QStringLiteral("Ejectable"), false}}),
             "medium.not-mounted"},
            {"optical by its medium", drive("Media", QStringLiteral("optical_dvd")), "0 drives"},
            {"optical, tray empty", drive("MediaCompatibility", QStringList{QStringLiteral("optical_cd")}), "0 drives"},
            {"floppy", drive("Media", QStringLiteral("floppy")), "0 drives"},
            {"internal",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Removable"), false},
                                           {QStringLiteral("MediaRemovable"), false},
                                           {QStringLiteral("ConnectionBus"), QString()}}),
             "0 drives"},
            {"SD card", stick(QStringLiteral("mmcblk0p"), {{QStringLiteral("Media"), QStringLiteral("flash_sd")}}),
             "medium.not-mounted"},
            {"soldered eMMC, though its bus counts as removable",
             stick(QStringLiteral("mmcblk0p"), {{QStringLiteral("Media"), QStringLiteral("flash_mmc")}}), "0 drives"},
            {"hidden by a rule", block("HintIgnore", true), "medium.policy-hidden"},
            {"EFI system partition", boot(), "medium.boot-partition"},
            {"Ventoy's second partition", block("IdLabel", QStringLiteral("VTOYEFI")), "medium.boot-partition"},
            {"nothing on it", without(), "medium.no-file-system"},
            {"locked container", locked(), "medium.locked"},
            {"unlocked container, mounted", unlocked(), "medium.fit"},
            {"no serial: found by its volume id",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Serial"), QString()}}, {}, "/run/media/u/K"),
             "medium.not-encrypted"},
            {"no serial, no volume id",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Serial"), QString()}},
                   {{QStringLiteral("IdUUID"), QString()}}, "/run/media/u/K"),
             "medium.identity-unknown"},
            {"serial of zeros is none",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Serial"), QStringLiteral("00000000")}},
                   {{QStringLiteral("IdUUID"), QString()}}, "/run/media/u/K"),
             "medium.identity-unknown"},
            {"a block without a drive", block("Drive", QStringLiteral("/")), "0 drives"},
            {"a drive that is not there", block("Drive", root + QStringLiteral("drives/other")), "0 drives"},
            {"values of other types",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Size"), QStringLiteral("many")},
                                           {QStringLiteral("Removable"), 7},
                                           {QStringLiteral("Vendor"), QVariantList{}}}),
             "medium.not-mounted"},
            {"a device that is none", block("Device", QByteArray("sdb1")), "0 drives"},
            {"a size beyond all sizes", drive("Size", qulonglong(-1)), "medium.not-mounted"},
            {"a container that backs itself", block("CryptoBackingDevice", root + QStringLiteral("block_devices/sdb1")),
             "medium.locked"},
            {"nothing at all", {}, "0 drives"},
        };
        for (const Row &row : rows)
            QVERIFY2(verdictOf(row.objects) == QString::fromLatin1(row.verdict),
                     qPrintable(QString::fromLatin1(row.why) + QStringLiteral(": ") + verdictOf(row.objects)));
        smk::test::expectCaseCount("UDisks states", int(rows.size()), 25);
    }
    // Names of foreign origin: shown harmless, opened as they are.
    void hostileNames()
    {
        struct Name
        {
            const char *why;
            QString name;
        };
        const std::vector<Name> names{{"newline", QStringLiteral("KEYS\nfake line")},
                                      {"right-to-left mark", QStringLiteral("a\u202Eexe.yek")},
                                      {"invisible", QStringLiteral("K\u200BEYS")},
                                      {"255 bytes", QString(255, QLatin1Char('x'))},
                                      {"reserved on Windows", QStringLiteral("NUL")},
                                      {"trailing dots", QStringLiteral("KEYS...")},
                                      {"colon", QStringLiteral("A:B")},
                                      {"lone surrogate", QString(QChar(0xD800))},
                                      {"tab and escape", QStringLiteral("\t\x1b[31mred")},
                                      {"markup", QStringLiteral("<b>**x**</b>")}};
        for (const Name &name : names) {
            const QByteArray point = "/run/media/u/" + name.name.toUtf8();
            const std::vector<Drive> drives = drivesOf(stick(
                QStringLiteral("sdb"), {{QStringLiteral("Model"), name.name}, {QStringLiteral("Serial"), name.name}},
                {{QStringLiteral("IdLabel"), name.name}}, point));
            QCOMPARE(drives.size(), std::size_t(1));
            QVERIFY2(!hasHiddenCharacters(drives[0].label), name.why);
            QVERIFY2(!hasHiddenCharacters(drives[0].model), name.why);
            QCOMPARE(drives[0].mountPoint.text(), QString::fromUtf8(point));
            QVERIFY2(!judgeDrive(drives[0], {}).finding.id.isEmpty(), name.why);
        }
        smk::test::expectCaseCount("hostile names", int(names.size()), 10);
    }
    // What sysfs told stays: the identity does not depend on whether the service answered.
    void addsAndNeverReplaces()
    {
        Drive drive;
        drive.deviceName = QStringLiteral("/dev/sdb1");
        drive.identity = {QStringLiteral("SYS"), 5, {}};
        drive.encrypted = false;
        addUDisksFacts(drive, decodeUDisks(stick()));
        QCOMPARE(drive.identity.serial, QStringLiteral("SYS"));
        QCOMPARE(drive.identity.sizeBytes, 5);
        QCOMPARE(drive.identity.volumeId, QStringLiteral("7B3A-11F0"));
        QCOMPARE(drive.label, QStringLiteral("KEYS"));
        QVERIFY(drive.kind == MediumKind::RemovableDrive);
        drive.systemDisk = true;
        drive.kind = MediumKind::FixedDisk;
        addUDisksFacts(drive, decodeUDisks(stick()));
        QVERIFY(drive.kind == MediumKind::FixedDisk);
        std::vector<Drive> drives{drive};
        addUDisksDrives(drives, decodeUDisks(stick()));
        QCOMPARE(drives.size(), std::size_t(1)); // once
    }
    void releasing()
    {
        struct Row
        {
            const char *why;
            UDisksObjects objects;
            const char *calls;
        };
        UDisksObjects two = stick(QStringLiteral("sdb"), {}, {}, "/m/a");
        two[root + QStringLiteral("block_devices/sdb2")] = two[root + QStringLiteral("block_devices/sdb1")];
        two[root + QStringLiteral("block_devices/sdb2")][interfaceName("Block")][QStringLiteral("Device")] =
            QByteArray("/dev/sdb2");
        UDisksObjects reader =
            stick(QStringLiteral("sdb"), {{QStringLiteral("SiblingId"), QStringLiteral("r")}}, {}, "/m/a");
        reader.insert(stick(QStringLiteral("sdc"), {{QStringLiteral("SiblingId"), QStringLiteral("r")}},
                            {{QStringLiteral("IdUUID"), QStringLiteral("other")}}));
        const std::vector<Row> rows{
            {"a stick", stick(QStringLiteral("sdb"), {}, {}, "/m/a"), "Unmount sdb1,PowerOff sdb"},
            {"not mounted any more", stick(), "PowerOff sdb"},
            {"two mounted partitions", two, "Unmount sdb1,Unmount sdb2,PowerOff sdb"},
            {"a slot of a reader with others: the card, not the reader", reader, "Unmount sdb1,Eject sdb"},
            {"a USB disk that cannot be ejected",
             stick(QStringLiteral("sdb"), {{QStringLiteral("Ejectable"), false}}, {}, "/m/a"),
             "Unmount sdb1,PowerOff sdb"},
            {"a card in a built-in slot",
             stick(QStringLiteral("sdb"),
                   {{QStringLiteral("Ejectable"), false}, {QStringLiteral("CanPowerOff"), false}}, {}, "/m/a"),
             "Unmount sdb1"},
        };
        for (const Row &row : rows) {
            ScriptedService service;
            service.objects = row.objects;
            const Result<void> released = releaseDrive(service, drivesOf(stick())[0]);
            QVERIFY2(released.has_value(), row.why);
            QVERIFY2(service.calls.join(QLatin1Char(',')) == QString::fromLatin1(row.calls),
                     qPrintable(service.calls.join(QLatin1Char(','))));
        }
        ScriptedService changed; // another stick under the same device name
        changed.objects =
            stick(QStringLiteral("sdb"), {}, {{QStringLiteral("IdUUID"), QStringLiteral("FFFF-0000")}}, "/m/a");
        QCOMPARE(releaseDrive(changed, drivesOf(stick())[0]).error().id, QStringLiteral("medium.gone"));
        QVERIFY(changed.calls.isEmpty());
        smk::test::expectCaseCount("releases", int(rows.size()) + 1, 7);
    }
    void refusals()
    {
        struct Row
        {
            const char *error;
            const char *words;
            const char *released;
            const char *mounted;
        };
        const std::vector<Row> rows{
            {"org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain", "", "medium.not-authorized",
             "medium.not-authorized"},
            {"org.freedesktop.UDisks2.Error.NotAuthorizedDismissed", "", "medium.not-authorized-dismissed",
             "medium.not-authorized-dismissed"},
            {"org.freedesktop.UDisks2.Error.NotAuthorized", "Not authorized to perform operation", "medium.policy",
             "medium.policy"},
            {"org.freedesktop.UDisks2.Error.NotAuthorized",
             "Not authorized to perform operation (polkit authority not available and caller is not uid 0)",
             "medium.not-authorized", "medium.not-authorized"},
            {"org.freedesktop.DBus.Error.AccessDenied", "Rejected send message", "medium.policy", "medium.policy"},
            {"org.freedesktop.UDisks2.Error.DeviceBusy", "target is busy", "medium.busy", "medium.busy"},
            {"org.freedesktop.UDisks2.Error.AlreadyUnmounting", "", "medium.busy", "medium.busy"},
            {"org.freedesktop.UDisks2.Error.Failed", "Error mounting: wrong fs type", "medium.eject-refused",
             "medium.mount-refused"},
            {"org.freedesktop.DBus.Error.UnknownObject", "", "medium.gone", "medium.gone"},
            {"org.freedesktop.DBus.Error.UnknownMethod", "No such interface", "medium.gone", "medium.gone"},
            {"org.freedesktop.DBus.Error.NoReply", "", "medium.service-broken", "medium.service-broken"},
            {"org.freedesktop.DBus.Error.ServiceUnknown", "", "medium.eject-not-possible", "medium.mount-not-possible"},
            {"", "", "medium.eject-refused", "medium.mount-refused"},
        };
        const Drive drive = drivesOf(stick())[0];
        for (const Row &row : rows) {
            ScriptedService service;
            service.objects = stick(QStringLiteral("sdb"), {}, {}, "/m/a");
            service.refusals.insert(QStringLiteral("Unmount"), errorNamed(row.error, row.words));
            const Problem released = releaseDrive(service, drive).error();
            QVERIFY2(released.id == QString::fromLatin1(row.released),
                     qPrintable(QString::fromLatin1(row.error) + released.id));
            QVERIFY2(!service.calls.contains(QStringLiteral("PowerOff sdb")), row.error); // that is still mounted
            service.objects = stick();
            service.refusals.insert(QStringLiteral("Mount"), errorNamed(row.error, row.words));
            const Problem mounted = mountDrive(service, drive).error();
            QVERIFY2(mounted.id == QString::fromLatin1(row.mounted),
                     qPrintable(QString::fromLatin1(row.error) + mounted.id));
            for (const QString &id : {released.id, mounted.id}) {
                const auto words = mediumWords();
                QVERIFY2(std::any_of(words.begin(), words.end(),
                                     [&](const Words &w) { return id == QString::fromLatin1(w.id); }),
                         qPrintable(id));
            }
            QVERIFY(!mounted.command.isEmpty());
        }
        ScriptedService raced; // unmounted by somebody else meanwhile: goes on
        raced.objects = stick(QStringLiteral("sdb"), {}, {}, "/m/a");
        raced.refusals.insert(QStringLiteral("Unmount"), errorNamed("org.freedesktop.UDisks2.Error.NotMounted"));
        QVERIFY_RESULT(releaseDrive(raced, drive));
        ScriptedService power; // unmounted, but not released: not safe
        power.objects = stick(QStringLiteral("sdb"), {}, {}, "/m/a");
        power.refusals.insert(QStringLiteral("PowerOff"),
                              errorNamed("org.freedesktop.UDisks2.Error.Failed", "No usb device"));
        QCOMPARE(releaseDrive(power, drive).error().id, QStringLiteral("medium.eject-refused"));
        ScriptedService broken;
        broken.silent = errorNamed("org.freedesktop.DBus.Error.Spawn.ChildExited");
        QCOMPARE(broken.look().state, ServiceState::Broken);
        QVERIFY(!releaseDrive(broken, drive));
        broken.silent = errorNamed("org.freedesktop.DBus.Error.ServiceUnknown");
        QCOMPARE(broken.look().state, ServiceState::Absent);
        smk::test::expectCaseCount("refusals", int(rows.size()) + 4, 15);
    }
    void mounting()
    {
        ScriptedService service;
        service.objects = stick();
        const auto point = mountDrive(service, drivesOf(stick())[0]);
        QVERIFY_RESULT(point);
        QCOMPARE(point->text(), QStringLiteral("/run/media/u/KEYS"));
        service.objects = stick(QStringLiteral("sdb"), {}, {}, "/already");
        service.calls.clear();
        QCOMPARE(mountDrive(service, drivesOf(stick())[0])->text(), QStringLiteral("/already"));
        QVERIFY(service.calls.isEmpty());
    }
    // The desktop mounts what is plugged in; its answer to us is then an error, and the drive is mounted all the same.
    void theDesktopWasFaster()
    {
        class Faster : public ScriptedService
        {
        public:
            UDisksObjects later;
            tl::expected<QString, ServiceError> call(const QString &path, const QString &interface,
                                                     const QString &method) override
            {
                objects = later;
                return ScriptedService::call(path, interface, method);
            }
        };
        Faster service;
        service.objects = service.later = stick();
        service.refusals.insert(QStringLiteral("Mount"), errorNamed("org.freedesktop.UDisks2.Error.AlreadyMounted"));
        QCOMPARE(mountDrive(service, drivesOf(stick())[0]).error().id,
                 QStringLiteral("medium.mount-refused")); // nowhere to be seen
        service.later = stick(QStringLiteral("sdb"), {}, {}, "/run/media/u/KEYS1");
        QCOMPARE(mountDrive(service, drivesOf(stick())[0])->text(), QStringLiteral("/run/media/u/KEYS1"));
        service.objects = stick();
        service.later = {}; // pulled meanwhile
        QVERIFY(!mountDrive(service, drivesOf(stick())[0]));
    }
};

SMK_TEST(UDisksTest)
#include "tst_udisks.moc"
