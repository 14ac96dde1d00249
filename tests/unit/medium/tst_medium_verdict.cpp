#include "drive_list.h"
#include "test_main.h"

#include <QDir>
#include <QTemporaryDir>

using namespace smk;

namespace {

Drive goodStick()
{
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.identity = {
        .serial = QStringLiteral("4C53"), .sizeBytes = 16'000'000'000, .volumeId = QStringLiteral("7B3A-11F0")};
    drive.label = QStringLiteral("KEYS");
    drive.deviceName = QStringLiteral("/dev/sdb1");
    drive.freeBytes = 1'000'000'000;
    drive.encrypted = true;
    drive.mountPoint = LocalPath(QStringLiteral("/media/KEYS"));
    drive.diskIds = {QStringLiteral("sdb")};
    return drive;
}

Drive share(const char *source, std::optional<bool> here)
{
    Drive drive = goodStick();
    drive.kind = MediumKind::RemoteFolder;
    drive.identity = {.serial = {}, .sizeBytes = 0, .volumeId = QString::fromLatin1(source)};
    drive.deviceName = QString::fromLatin1(source);
    drive.encrypted = std::nullopt;
    drive.hostIsThisMachine = here;
    return drive;
}

struct Row
{
    const char *why;
    Drive drive;
    const char *id;
    FindingState state;
};

template <typename Change>
Drive stick(Change change)
{
    Drive drive = goodStick();
    change(drive);
    return drive;
}

std::vector<Row> rows()
{
    using enum FindingState;
    return {
        {"encrypted stick", goodStick(), "medium.fit", Ok},
        {"plain stick", stick([](Drive &d) { d.encrypted = false; }), "medium.not-encrypted", Note},
        {"encryption not readable", stick([](Drive &d) { d.encrypted.reset(); }), "medium.encryption-unknown",
         NotVerified},
        {"no serial, no volume id", stick([](Drive &d) { d.identity = {}; }), "medium.identity-unknown", NotVerified},
        {"volume id alone is enough", stick([](Drive &d) { d.identity.serial.clear(); }), "medium.fit", Ok},
        {"internal disk", stick([](Drive &d) { d.kind = MediumKind::FixedDisk; }), "medium.fixed-disk", Blocker},
        {"system disk", stick([](Drive &d) {
             d.kind = MediumKind::FixedDisk;
             d.systemDisk = true;
         }),
         "medium.system-disk", Blocker},
        {"system started from a stick", stick([](Drive &d) { d.systemDisk = true; }), "medium.system-disk", Blocker},
        {"write-protected", stick([](Drive &d) { d.readOnly = true; }), "medium.read-only", Blocker},
        {"full", stick([](Drive &d) { d.freeBytes = 0; }), "medium.full", Blocker},
        {"less than the margin", stick([](Drive &d) { d.freeBytes = 1024 * 1024 - 1; }), "medium.full", Blocker},
        {"exactly the margin", stick([](Drive &d) { d.freeBytes = 1024 * 1024; }), "medium.fit", Ok},
        {"free space not readable is no blocker", stick([](Drive &d) { d.freeBytes = -1; }), "medium.fit", Ok},
        {"not mounted", stick([](Drive &d) {
             d.mountPoint = {};
             d.encrypted = false;
         }),
         "medium.not-mounted", Blocker},
        {"locked container", stick([](Drive &d) { d.mountPoint = {}; }), "medium.locked", Blocker},
        {"empty slot", stick([](Drive &d) {
             d.holdsMedium = false;
             d.mountPoint = {};
         }),
         "medium.no-medium", Blocker},
        {"hidden by a rule", stick([](Drive &d) { d.hiddenByRule = true; }), "medium.policy-hidden", Blocker},
        {"boot partition", stick([](Drive &d) { d.bootPartition = true; }), "medium.boot-partition", Blocker},
        {"one of two that are alike", stick([](Drive &d) { d.twin = true; }), "medium.two-alike", Blocker},
        {"dead mount", stick([](Drive &d) { d.answers = false; }), "medium.silent", Blocker},
        {"no file system", stick([](Drive &d) {
             d.fileSystemMissing = true;
             d.mountPoint = {};
             d.encrypted = false;
         }),
         "medium.no-file-system", Blocker},
        {"no right to write", stick([](Drive &d) { d.mayWrite = false; }), "medium.denied", Blocker},
        {"dead share",
         [] {
             Drive d = share("filer:/vault", false);
             d.answers = false;
             return d;
         }(),
         "medium.silent", Blocker},
        {"redirected drive", stick([](Drive &d) { d.kind = MediumKind::RedirectedDrive; }), "medium.redirected",
         NotVerified},
        {"practice medium", stick([](Drive &d) {
             d.practice = true;
             d.encrypted.reset();
         }),
         "medium.practice", Ok},
        {"full practice medium", stick([](Drive &d) {
             d.practice = true;
             d.freeBytes = 10;
         }),
         "medium.full", Blocker},
        {"share of another host", share("filer:/vault", false), "medium.remote", Note},
        {"share that leads back here", share("dbhost2:/srv", true), "medium.remote-is-this-host", Blocker},
        {"share of the server", share("//dbsrv01.example/keys", false), "medium.remote-is-server", Blocker},
        {"host of the share not known", share("filer:/vault", std::nullopt), "medium.remote-host-unknown", NotVerified},
        {"read-only share",
         [] {
             Drive d = share("filer:/vault", false);
             d.readOnly = true;
             return d;
         }(),
         "medium.read-only", Blocker},
    };
}

class FakeDrives : public DriveSource
{
public:
    std::vector<Drive> drives;
    std::optional<Problem> problem;
    Result<std::vector<Drive>> list(const CancelToken &) override
    {
        if (problem)
            return fail(*problem);
        return drives;
    }
    Result<void> eject(const Drive &) override { return {}; }
};

const MediumContext context{.serverName = QStringLiteral("DBSRV01\\REPORTING")};

} // namespace

class MediumVerdictTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts()
    {
        const std::vector<Row> all = rows();
        for (const Row &row : all) {
            const MediumVerdict verdict = judgeDrive(row.drive, context);
            QVERIFY2(verdict.finding.id == QString::fromLatin1(row.id),
                     qPrintable(QString::fromLatin1(row.why) + QStringLiteral(": ") + verdict.finding.id));
            QVERIFY2(verdict.state == row.state && verdict.finding.state == row.state, row.why);
            QCOMPARE(verdict.selectable(), row.state != FindingState::Blocker);
            const auto words = mediumWords();
            QVERIFY2(std::any_of(words.begin(), words.end(),
                                 [&](const Words &w) { return verdict.finding.id == QString::fromLatin1(w.id); }),
                     row.why);
        }
        smk::test::expectCaseCount("media", int(all.size()), 15);
    }
    void earlierBackupsAreCounted()
    {
        QTemporaryDir dir;
        for (const char *name : {"DBSRV01$REPORTING-smk-20250101T000000Z", "dbsrv01$reporting-smk-20260101T000000Z",
                                 "DBSRV01-smk-20250101T000000Z", "photos"})
            QVERIFY(QDir(dir.path()).mkdir(QString::fromLatin1(name)));
        const Drive drive = stick([&](Drive &d) { d.mountPoint = LocalPath(dir.path()); });
        const MediumVerdict verdict = judgeMedium(drive, context);
        QCOMPARE(verdict.earlierBackups, 2);
        QCOMPARE(verdict.earlierFinding()->id, QStringLiteral("medium.older-backups"));
        QCOMPARE(verdict.earlierFinding()->arguments, QStringList{QStringLiteral("2")});
        const MediumContext other{.serverName = QStringLiteral("DBSRV01")};
        QCOMPARE(judgeMedium(drive, other).earlierBackups, 1);
        QVERIFY(!judgeMedium(drive, {.serverName = QStringLiteral("X")}).earlierFinding());
    }
    void preselectsTheOnlyOne()
    {
        const Drive fixed = stick([](Drive &d) { d.kind = MediumKind::FixedDisk; });
        const Drive full = stick([](Drive &d) { d.freeBytes = 0; });
        QVERIFY(!preselected({}, context));
        QCOMPARE(preselected({fixed, goodStick(), full}, context), std::optional<std::size_t>(1));
        QVERIFY(!preselected({goodStick(), goodStick()}, context));
        QVERIFY(!preselected({fixed, full}, context));
        QVERIFY(!preselected({share("filer:/vault", false)}, context)); // a share is chosen by a person
    }
    void foundAgainUnderAnotherName()
    {
        QTemporaryDir dir;
        FakeDrives source;
        const Drive chosen = goodStick();
        source.drives = {stick([&](Drive &d) {
            d.deviceName = QStringLiteral("/dev/sdd1");
            d.mountPoint = LocalPath(dir.path());
        })};
        const auto found = resolveAgain(source, chosen, {});
        QVERIFY_RESULT(found);
        QCOMPARE(found->mountPoint, LocalPath(dir.path()));
    }
    void goneAndChanged()
    {
        QTemporaryDir dir;
        FakeDrives source;
        const Drive chosen = stick([&](Drive &d) { d.mountPoint = LocalPath(dir.path()); });
        const auto idNow = [&] {
            const auto found = resolveAgain(source, chosen, {});
            return found ? QStringLiteral("found") : found.error().id;
        };
        source.drives = {};
        QCOMPARE(idNow(), QStringLiteral("medium.gone"));
        source.drives = {chosen};
        QCOMPARE(idNow(), QStringLiteral("found"));
        // Serials repeat: each member of the identity counts.
        source.drives = {stick([&](Drive &d) {
            d.mountPoint = chosen.mountPoint;
            d.identity.volumeId = QStringLiteral("0000-0001");
        })};
        QCOMPARE(idNow(), QStringLiteral("medium.changed"));
        source.drives = {stick([&](Drive &d) {
            d.mountPoint = chosen.mountPoint;
            d.identity.sizeBytes = 1;
        })};
        QCOMPARE(idNow(), QStringLiteral("medium.changed"));
        // The mount of a device that was pulled: the kernel still shows it, of no size and by no name.
        source.drives = {stick([&](Drive &d) {
            d.mountPoint = chosen.mountPoint;
            d.identity = {};
            d.kind = MediumKind::FixedDisk;
        })};
        QCOMPARE(idNow(), QStringLiteral("medium.gone"));
        source.drives = {stick([](Drive &d) { d.mountPoint = {}; })};
        QCOMPARE(idNow(), QStringLiteral("medium.gone"));
        source.drives = {stick([](Drive &d) { d.mountPoint = LocalPath(QStringLiteral("/no/such/mount")); })};
        QCOMPARE(idNow(), QStringLiteral("medium.gone"));
        source.problem = Problem{.id = QStringLiteral("medium.list-failed"), .arguments = {}};
        QCOMPARE(idNow(), QStringLiteral("medium.list-failed"));
    }
    void weakIdentityNeedsTheSameNames()
    {
        QTemporaryDir dir;
        FakeDrives source;
        const Drive chosen = stick([&](Drive &d) {
            d.identity = {.serial = {}, .sizeBytes = 8, .volumeId = {}};
            d.mountPoint = LocalPath(dir.path());
        });
        source.drives = {chosen};
        source.drives[0].deviceName = QStringLiteral("/dev/sdz1");
        QVERIFY(!resolveAgain(source, chosen, {}));
        source.drives[0].deviceName = chosen.deviceName;
        QVERIFY_RESULT(resolveAgain(source, chosen, {}));
    }
    void aFolderBelowTheShareStaysChosen()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("sub")));
        FakeDrives source;
        Drive mount = share("filer:/vault", false);
        mount.mountPoint = LocalPath(dir.path());
        source.drives = {mount};
        Drive chosen = mount;
        chosen.mountPoint = LocalPath(dir.filePath(QStringLiteral("sub")));
        const auto found = resolveAgain(source, chosen, {});
        QVERIFY_RESULT(found);
        QCOMPARE(found->mountPoint, chosen.mountPoint);
        QVERIFY(QDir(dir.path()).rmdir(QStringLiteral("sub")));
        QCOMPARE(resolveAgain(source, chosen, {}).error().id, QStringLiteral("medium.gone"));
    }
    void theWholeDriveOfAFolderBelow()
    {
        QTemporaryDir dir;
        QVERIFY(QDir(dir.path()).mkdir(QStringLiteral("sub")));
        FakeDrives source;
        source.drives = {stick([&](Drive &d) { d.mountPoint = LocalPath(dir.path()); })};
        const Drive chosen = stick([&](Drive &d) { d.mountPoint = LocalPath(dir.filePath(QStringLiteral("sub"))); });
        QCOMPARE(resolveAgain(source, chosen, {})->mountPoint, chosen.mountPoint);
        QCOMPARE(resolveWhole(source, chosen, {})->mountPoint, LocalPath(dir.path()));
    }
    void folderByHand()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("file")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        QCOMPARE(mediumFromFolder(LocalPath(dir.filePath(QStringLiteral("none"))), {}).error().id,
                 QStringLiteral("medium.folder-missing"));
        QCOMPARE(mediumFromFolder(LocalPath(file.fileName()), {}).error().id, QStringLiteral("medium.folder-is-file"));
        QCOMPARE(mediumFromFolder(LocalPath(QStringLiteral("relative")), {}).error().id,
                 QStringLiteral("medium.folder-not-absolute"));
        const auto found = mediumFromFolder(LocalPath(dir.path()), {});
        QVERIFY_RESULT(found);
        QVERIFY(!judgeDrive(*found, context).selectable()); // the disk of this machine
        QCOMPARE(sameDisk(*found, LocalPath(dir.filePath(QStringLiteral("a/b/c")))), std::optional<bool>(true));
    }
    // A medium that was pulled has no place any more: it says nothing of where another folder lies.
    void sameDiskOfAMediumThatIsGone()
    {
        const QTemporaryDir dir;
        Drive gone;
        gone.mountPoint = LocalPath(QStringLiteral("/nowhere/STICK"));
        gone.diskIds = {QStringLiteral("none")};
        QVERIFY(!sameDisk(gone, LocalPath(dir.path())).value_or(false));
    }
    void theRealListAnswers()
    {
        const auto drives = systemDrives()->list({});
        QVERIFY_RESULT(drives);
        for (const Drive &drive : *drives)
            QVERIFY(!judgeDrive(drive, context).finding.id.isEmpty());
    }
};

SMK_TEST(MediumVerdictTest)
#include "tst_medium_verdict.moc"
