#include "practice_medium.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

class PracticeMediumTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOneFitRemovableDrive()
    {
        QTemporaryDir root;
        QVERIFY(PracticeMedium::prepare(LocalPath(root.path())));
        PracticeMedium medium{LocalPath(root.path())};
        const auto drives = medium.list({});
        QVERIFY_RESULT(drives);
        QCOMPARE(drives->size(), std::size_t(1));
        const Drive &drive = drives->front();
        QCOMPARE(drive.label, u"REHEARSAL-MEDIUM"_s);
        QVERIFY(drive.kind == MediumKind::RemovableDrive && drive.practice && !drive.systemDisk && drive.holdsMedium);
        QCOMPARE(drive.identity.sizeBytes, qint64(64) * 1024 * 1024);
        QVERIFY(!drive.identity.serial.isEmpty() && !drive.identity.volumeId.isEmpty());
        QVERIFY(QDir(drive.mountPoint.text()).exists());
        QFile file(drive.mountPoint.child(u"x"_s).text());
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(1000, 'x')) == 1000);
        file.close();
        QCOMPARE(medium.list({})->front().freeBytes, drive.freeBytes - 1000);
    }

    void vanishesAndComesBackTheSame()
    {
        QTemporaryDir root;
        QVERIFY(PracticeMedium::prepare(LocalPath(root.path())));
        PracticeMedium medium{LocalPath(root.path())};
        const Drive before = medium.list({})->front();
        QVERIFY_RESULT(medium.eject(before));
        QVERIFY(medium.list({})->empty());
        QCOMPARE(medium.unplug().error().id, u"rehearsal.medium-not-plugged-in"_s);
        // A restart of the server on the same root must not plug a second one in.
        QVERIFY(PracticeMedium::prepare(LocalPath(root.path())));
        QVERIFY(!medium.isPluggedIn());
        QVERIFY_RESULT(medium.plugIn());
        QVERIFY(medium.list({})->front().identity == before.identity);
        QCOMPARE(medium.plugIn().error().id, u"rehearsal.medium-not-away"_s);
    }

    void twoRehearsalsHaveTwoMedia()
    {
        QTemporaryDir one;
        QTemporaryDir other;
        QVERIFY(PracticeMedium::prepare(LocalPath(one.path())) && PracticeMedium::prepare(LocalPath(other.path())));
        QVERIFY(!(PracticeMedium(LocalPath(one.path())).list({})->front().identity
                  == PracticeMedium(LocalPath(other.path())).list({})->front().identity));
    }
};

SMK_TEST(PracticeMediumTest)
#include "tst_practice_medium.moc"
