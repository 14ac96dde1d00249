// Every recording of tests/recorded/drives-windows: the answers that such a machine gives, as bytes, and what is
// concluded. A word of the recording stands in each row, so that row and file stay together.
#include "drive_list.h"
#include "test_main.h"
#include "windows_volume.h"

#include <QDir>
#include <QFile>
#include <QSet>
#include <QtEndian>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

template <typename T>
void put(QByteArray &bytes, qsizetype offset, T value)
{
    qToLittleEndian<T>(value, bytes.data() + offset);
}

QByteArray deviceBytes(quint32 bus, bool removable, const QByteArray &vendor, const QByteArray &product,
                       const QByteArray &serial)
{
    QByteArray bytes(40, '\0');
    const auto text = [&bytes](qsizetype field, const QByteArray &value) {
        if (value.isEmpty())
            return;
        put<quint32>(bytes, field, quint32(bytes.size()));
        bytes += value + '\0';
    };
    text(12, vendor);
    text(16, product);
    text(24, serial);
    put<quint32>(bytes, 0, 40);
    put<quint32>(bytes, 4, quint32(bytes.size()));
    bytes[10] = removable ? 1 : 0;
    put<quint32>(bytes, 28, bus);
    return bytes;
}

QByteArray extentBytes(const std::vector<DiskExtent> &extents)
{
    QByteArray bytes(8 + 24 * qsizetype(extents.size()), '\0');
    put<quint32>(bytes, 0, quint32(extents.size()));
    for (std::size_t i = 0; i < extents.size(); ++i) {
        put<quint32>(bytes, qsizetype(8 + 24 * i), extents[i].disk);
        put<qint64>(bytes, qsizetype(16 + 24 * i), extents[i].offset);
        put<qint64>(bytes, qsizetype(24 + 24 * i), extents[i].length);
    }
    return bytes;
}

// "E: removable usb media disk=3": what Windows says of one letter. Words:
//   removable, fixed, optical, remote: GetDriveTypeW      ata sata usb sd scsi sas raid spaces virtual nvme: the bus
//   media: the device's removable bit     hotplug: the hot-plug bit      disk=N, disk=N+M: extents       error=N: of
//   the extents serial=…, path=…, model=…, locked, on, off: BitLocker      empty: no card       raw: no file system
//   that answers
WindowsVolume volumeOf(const QString &text)
{
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    WindowsVolume volume;
    volume.letter = words.value(0);
    volume.ready = true;
    volume.freeBytes = 4'000'000'000;
    volume.totalBytes = 8'000'000'000;
    volume.guidPath = u"\\\\?\\Volume{%1}\\"_s.arg(volume.letter[0]);
    static const QHash<QString, quint32> buses{{u"scsi"_s, 1}, {u"ata"_s, 3},      {u"1394"_s, 4},    {u"usb"_s, 7},
                                               {u"raid"_s, 8}, {u"sas"_s, 10},     {u"sata"_s, 11},   {u"sd"_s, 12},
                                               {u"mmc"_s, 13}, {u"virtual"_s, 14}, {u"spaces"_s, 16}, {u"nvme"_s, 17}};
    static const QHash<QString, LetterType> types{{u"removable"_s, LetterType::Removable},
                                                  {u"fixed"_s, LetterType::Fixed},
                                                  {u"optical"_s, LetterType::Optical},
                                                  {u"remote"_s, LetterType::Remote}};
    quint32 bus = 0;
    qint64 length = 8'000'000'000;
    QByteArray serial;
    QByteArray model = "Model";
    for (const QString &word : words.mid(1)) {
        const QString value = word.section(u'=', 1);
        if (types.contains(word))
            volume.type = types.value(word);
        else if (buses.contains(word))
            bus = buses.value(word);
        else if (word.startsWith("disk="_L1)) {
            std::vector<DiskExtent> extents;
            for (const QString &disk : value.split(u'+'))
                extents.push_back({disk.toUInt(), 1'048'576, length});
            volume.extents = decodeDiskExtents(extentBytes(extents));
        } else if (word == "nolength"_L1)
            length = 0;
        else if (word.startsWith("error="_L1))
            volume.extentsError = value.toUInt();
        else if (word.startsWith("serial="_L1))
            serial = value.toLatin1();
        else if (word.startsWith("path="_L1))
            volume.instanceSerial = serialOfInstance(value);
        else if (word.startsWith("model="_L1))
            model = value.toLatin1();
        else if (word.startsWith("share="_L1))
            volume.share = value;
        else if (word.startsWith("bitlocker="_L1))
            volume.bitLocker = decodeBitLocker(value.toInt());
        else if (word == "hotplug"_L1)
            volume.hotplug = decodeHotplugInfo(QByteArray::fromHex("0800000000000100"));
        else if (word == "empty"_L1)
            volume.slotEmpty = true;
        else if (word == "denied"_L1)
            volume.mayWrite = false;
        if (word == "empty"_L1 || word == "raw"_L1)
            volume.ready = false;
    }
    if (bus != 0)
        volume.device = decodeStorageDevice(deviceBytes(bus, words.contains(u"media"_s), {}, model, serial));
    return volume;
}

// "C:system E:not-encrypted": each letter that is shown, and what is thought of it ("medium." left out).
QString verdictsOf(const QString &machine, const QSet<quint32> &systemDisks)
{
    QStringList verdicts;
    for (const QString &text : machine.split(u';', Qt::SkipEmptyParts)) {
        const WindowsVolume volume = volumeOf(text.trimmed());
        if (const std::optional<Drive> drive = driveOfVolume(volume, systemDisks))
            verdicts << volume.letter.left(1) + u':' + judgeDrive(*drive, {}).finding.id.section(u'.', 1);
    }
    return verdicts.join(u' ');
}

struct Row
{
    const char *file;
    const char *word; // stands in the file
    const char *machine;
    QSet<quint32> systemDisks;
    const char *verdicts;
};

const std::vector<Row> rows{
    {"bitlocker-waiting-for-activation.txt",
     "ProtectionStatus     : Off",
     "E: removable usb media disk=1 bitlocker=8",
     {0},
     "E:not-encrypted"},
    {"drivelist-sd-card-flagged-system.txt",
     "Generic SA02G SD Card",
     "C: fixed sata disk=0; D: removable sd media disk=1",
     {0},
     "C:system-disk D:encryption-unknown"},
    {"drivelist-storage-space-ata-disks.txt",
     "PhysicalDrive3",
     "C: fixed ata disk=0; D: fixed ata disk=3; E: fixed spaces disk=5",
     {0},
     "C:system-disk D:fixed-disk E:fixed-disk"},
    {"get-disk-vmware-sas.txt",
     "VMware Virtual disk",
     "C: fixed sas hotplug disk=0; D: fixed sas hotplug disk=1",
     {0},
     "C:system-disk D:fixed-disk"},
    {"get-physicaldisk-mediatype-unspecified.txt",
     "Seagate BUP Slim BK",
     "C: fixed sata disk=1; E: removable usb media disk=2; F: fixed usb disk=3",
     {1},
     "C:system-disk E:encryption-unknown F:encryption-unknown"},
    {"manage-bde-status-plain.txt",
     "Fully Decrypted",
     "C: fixed nvme disk=0 bitlocker=2; J: fixed usb disk=1 bitlocker=2",
     {0},
     "C:system-disk J:not-encrypted"},
    {"mediawriter-log-msft-disk-usbstor.txt",
     "ven__usb",
     "C: fixed nvme disk=0; H: removable usb media disk=5 "
     "path=\\\\?\\usbstor#disk&ven__usb&prod__sandisk_3.2gen1&rev_1.00#0101de45443e0fbc&0#{guid}",
     {0},
     "C:system-disk H:encryption-unknown"},
    {"rufus-cruzer-fit-taken-for-hdd.txt",
     "Cruzer Fit",
     "C: fixed sata disk=0; E: fixed usb disk=1",
     {0},
     "C:system-disk E:encryption-unknown"},
    {"rufus-pcistor-realtek-reader.txt",
     "RSPCIESTOR\\GenDisk",
     "E: removable scsi media disk=1 bitlocker=1",
     {0},
     "E:fit"},
    {"rufus-rtsuer-reader.txt",
     "Could not get children",
     "C: fixed sata disk=0",
     {0},
     "C:system-disk"}, // a reader without a card has no disk at all
    {"rufus-scsi-usb-asus-boost.txt",
     "SCSI Disk Device",
     "C: fixed sata disk=0; E: fixed scsi media disk=1",
     {0},
     "C:system-disk E:encryption-unknown"},
    {"rufus-two-slot-reader-empty-slot.txt",
     "no media",
     "E: removable usb media empty disk=1; F: removable usb media disk=2",
     {0},
     "E:no-medium F:encryption-unknown"},
    {"rufus-usb3-reader-scored-as-hard-drive.txt", "067B:2731", "E: fixed usb disk=1", {0}, "E:encryption-unknown"},
    {"ventoy-log-enum-phydrives-win7.txt",
     "failed \\\\.\\D:, error:1",
     "C: fixed ata disk=0; D: removable error=1; E: fixed ata disk=0",
     {0},
     "C:system-disk E:system-disk"},
    {"ventoy-log-extents.txt",
     "\\\\.\\G:, error:50",
     "C: fixed sata disk=1; D: removable usb media nolength raw disk=2; E: removable usb media disk=3; F: fixed sata "
     "disk=0; G: fixed error=50",
     {1},
     "C:system-disk D:no-medium E:encryption-unknown F:fixed-disk G:fixed-disk"},
    {"win32-diskdrive-azure-virtual.txt",
     "Microsoft Virtual Disk",
     "D: fixed virtual hotplug disk=1",
     {0},
     "D:fixed-disk"},
    {"wmi-diskdrive-sd-reader-and-fixed.txt",
     "TS-RDF5",
     "C: fixed sata disk=0; D: fixed sata disk=1; E: fixed sata disk=1; F: removable usb media disk=2",
     {0},
     "C:system-disk D:fixed-disk E:fixed-disk F:encryption-unknown"},
    {"wmic-logicaldisk-stick-as-fixed.txt",
     "Local Fixed Disk",
     "C: fixed sata disk=0; D: fixed sata disk=0; F: fixed usb disk=1",
     {0},
     "C:system-disk D:system-disk F:encryption-unknown"},
};

struct State
{
    const char *why;
    const char *machine;
    const char *verdicts;
};

// What the recordings do not show.
const std::vector<State> states{
    {"bitlocker-on", "E: removable usb media disk=1 bitlocker=1", "E:fit"},
    {"bitlocker-locked", "E: removable usb media raw disk=1 bitlocker=6", "E:locked"},
    {"bitlocker-suspended", "E: removable usb media disk=1 bitlocker=5", "E:not-encrypted"},
    {"bitlocker-still-encrypting", "E: removable usb media disk=1 bitlocker=3", "E:not-encrypted"},
    {"letter-alone-says-removable", "E: removable disk=1", "E:encryption-unknown"},
    {"device-alone-says-removable", "E: fixed scsi media disk=1", "E:encryption-unknown"},
    {"hot-plug-alone", "E: fixed sata hotplug disk=1", "E:encryption-unknown"},
    {"hot-plug-bay-of-a-server", "E: fixed raid hotplug disk=1", "E:fixed-disk"},
    {"firewire", "E: fixed 1394 disk=1", "E:encryption-unknown"},
    {"emmc-is-soldered-in", "E: fixed mmc disk=1", "E:fixed-disk"},
    {"not-formatted", "E: removable usb media raw disk=1", "E:no-file-system"},
    {"windows-on-a-stick", "C: removable usb media disk=0", "C:system-disk"},
    {"volume-over-two-disks-one-the-system's", "E: fixed sata disk=1+0", "E:system-disk"},
    {"optical", "E: optical", ""},
    {"right-refused", "E: removable usb media disk=1 denied", "E:denied"},
    {"redirected", "Z: remote share=\\\\tsclient\\C", "Z:redirected"},
    {"share", "Z: remote share=\\\\filer\\vault", "Z:remote-host-unknown"},
    {"share-that-does-not-answer", "Z: remote raw share=\\\\filer\\vault", "Z:silent"},
};

} // namespace

class DrivesWindowsRecordedTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void recorded_data();
    void recorded();
    void everyRecordingHasARow();
    void statesJudged();
    void answersCutShort();
    void serials();
    void sharesOfLetters();
    void vetoes();
};

void DrivesWindowsRecordedTest::recorded_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < rows.size(); ++i)
        QTest::newRow(rows[i].file) << int(i);
    smk::test::expectCaseCount("recorded windows drives", int(rows.size()), 18);
}

void DrivesWindowsRecordedTest::recorded()
{
    QFETCH(int, index);
    const Row &row = rows[std::size_t(index)];
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/drives-windows/") + QString::fromLatin1(row.file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll().contains(row.word), row.word);
    QCOMPARE(verdictsOf(QString::fromLatin1(row.machine), row.systemDisks), QString::fromLatin1(row.verdicts));
}

void DrivesWindowsRecordedTest::everyRecordingHasARow()
{
    QStringList named;
    for (const Row &row : rows)
        named << QString::fromLatin1(row.file);
    named.sort();
    QCOMPARE(
        QDir(QStringLiteral(SMK_TEST_DATA "/recorded/drives-windows")).entryList({u"*.txt"_s}, QDir::Files, QDir::Name),
        named);
}

void DrivesWindowsRecordedTest::statesJudged()
{
    for (const State &state : states)
        QVERIFY2(
            verdictsOf(QString::fromLatin1(state.machine), {0}) == QString::fromLatin1(state.verdicts),
            qPrintable(QString::fromLatin1(state.why) + u": "_s + verdictsOf(QString::fromLatin1(state.machine), {0})));
    smk::test::expectCaseCount("windows drive states", int(states.size()), 18);
}

// Whatever a driver answers: nothing, or something that holds; never read beyond its end (the sanitizer looks).
void DrivesWindowsRecordedTest::answersCutShort()
{
    const QByteArray device = deviceBytes(7, true, "Vendor  ", "Product", "4C530001");
    const auto whole = decodeStorageDevice(device);
    QVERIFY(whole && whole->bus == StorageBus::Usb && whole->removableMedia);
    QCOMPARE(whole->model, u"Vendor Product"_s);
    QCOMPARE(whole->serial, u"4C530001"_s);
    const QByteArray extents = extentBytes({{3, 0, 10}, {4, 0, 10}});
    QCOMPARE(decodeDiskExtents(extents)->size(), std::size_t(2));
    const QByteArray hotplug = QByteArray::fromHex("0800000001010100");
    for (qsizetype size = 0; size < device.size(); ++size)
        (void)decodeStorageDevice(device.left(size));
    for (qsizetype size = 0; size < extents.size(); ++size)
        QVERIFY(!decodeDiskExtents(extents.left(size)));
    for (qsizetype size = 0; size < hotplug.size(); ++size)
        QVERIFY(!decodeHotplugInfo(hotplug.left(size)));
    QVERIFY(!decodeStorageDevice(QByteArray(40, '\0'))); // a size of nothing
    QVERIFY(!decodeDiskExtents(QByteArray(64, '\xff'))); // more extents than there are disks
    // A text that begins outside, and one that has no end.
    QByteArray wild = device;
    put<quint32>(wild, 24, 0xfffffff0U);
    QVERIFY(decodeStorageDevice(wild)->serial.isEmpty());
    QByteArray endless = device;
    endless.chop(1);
    QCOMPARE(decodeStorageDevice(endless)->serial, u"4C530001"_s);
    // Every byte overwritten once, and a fixed stream of random answers.
    for (qsizetype i = 0; i < device.size(); ++i) {
        QByteArray changed = device;
        changed[i] = '\xff';
        (void)decodeStorageDevice(changed);
    }
    quint32 state = 1;
    for (int i = 0; i < 4000; ++i) {
        QByteArray noise(i % 97, '\0');
        for (char &byte : noise)
            byte = char((state = state * 1664525U + 1013904223U) >> 24);
        (void)decodeStorageDevice(noise);
        (void)decodeDiskExtents(noise);
        (void)decodeHotplugInfo(noise);
    }
}

void DrivesWindowsRecordedTest::serials()
{
    QCOMPARE(serialOfInstance(u"\\\\?\\usbstor#disk&ven_x#0101de45443e&0#{guid}"_s), u"0101de45443e"_s);
    QVERIFY(serialOfInstance(u"\\\\?\\usbstor#disk&ven_x#5&11cbd2d0&0&1#{guid}"_s).isEmpty()); // made from the port
    QVERIFY(serialOfInstance(u"\\\\?\\usbstor"_s).isEmpty());
    QVERIFY(decodeStorageDevice(deviceBytes(7, true, {}, "X", "0000000000"))->serial.isEmpty());
}

void DrivesWindowsRecordedTest::sharesOfLetters()
{
    QCOMPARE(shareOfDosDevice(u"\\Device\\LanmanRedirector\\;Z:00000000000a1b2c\\server\\share"_s),
             u"\\\\server\\share"_s);
    QCOMPARE(shareOfDosDevice(u"\\Device\\RdpDr\\;Z:1\\tsclient\\C"_s), u"\\\\tsclient\\C"_s);
    QVERIFY(shareOfDosDevice(u"\\Device\\HarddiskVolume3"_s).isEmpty());
    QVERIFY(shareOfDosDevice({}).isEmpty());
}

void DrivesWindowsRecordedTest::vetoes()
{
    QCOMPARE(decodeVeto(5), EjectVeto::InUse);
    QCOMPARE(decodeVeto(11), EjectVeto::Forbidden);
    QCOMPARE(decodeVeto(1), EjectVeto::NotEjectable);
    QCOMPARE(decodeVeto(0), EjectVeto::Other);
    QCOMPARE(decodeVeto(99), EjectVeto::Other);
}

SMK_TEST(DrivesWindowsRecordedTest)
#include "tst_drives_windows_recorded.moc"
