#include "key_copy.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Mounts =
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "50 22 0:50 / /mnt/vault rw,relatime shared:1 - cifs //FILESRV.contoso.example/SMK rw,vers=3.1.1\n"
    "51 22 0:51 / /mnt/with\\040blank rw - smb3 //filesrv/Other\\040One/sub rw\n"
    "52 22 0:52 /part /mnt/part rw - cifs //nas/pool rw\n"
    "53 22 0:53 / /mnt/nfs rw - nfs4 filesrv:/SMK rw\n"
    "broken line\n";

QString found(const char *path, Seat seat = Seat::ThirdHost, Platform platform = Platform::Windows)
{
    const auto local = sharePathOf(ServerPath(QString::fromUtf8(path)), platform, u"DBSRV01"_s, seat, Mounts);
    return local ? local->text() : u"-"_s;
}

} // namespace

class SharePathTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void mountedShares()
    {
        QCOMPARE(found("\\\\FILESRV\\SMK\\key-folder\\a.key"), u"/mnt/vault/key-folder/a.key"_s);
        QCOMPARE(found("\\\\filesrv.contoso.example\\smk\\a.key"), u"/mnt/vault/a.key"_s);
        QCOMPARE(found("\\\\filesrv.fabrikam.example\\smk\\a.key"), u"-"_s); // another host of that name
        QCOMPARE(found("\\\\filesrv\\Other One\\sub\\a.key"), u"/mnt/with blank/a.key"_s);
        QCOMPARE(found("\\\\filesrv\\Other One\\a.key"), u"-"_s);
        QCOMPARE(found("\\\\nas\\pool\\part\\a.key"), u"/mnt/part/a.key"_s);
        QCOMPARE(found("\\\\nas\\pool\\a.key"), u"-"_s);
        QCOMPARE(found("\\\\filesrv\\SMK"), u"-"_s); // the share itself is no file
        QCOMPARE(found("\\\\elsewhere\\SMK\\a.key"), u"-"_s);
        QCOMPARE(found("/mnt/vault/a.key", Seat::OtherMachine, Platform::Linux), u"-"_s);
        QCOMPARE(found("D:\\SMK\\a.key", Seat::OtherMachine), u"-"_s); // no administrative share is mounted
    }
    void onWindowsTheNetworkPathItself()
    {
        const auto path = [](const char *file, Seat seat) {
            const auto local =
                sharePathOf(ServerPath(QString::fromUtf8(file)), Platform::Windows, u"DBSRV01"_s, seat, std::nullopt);
            return local ? local->text() : u"-"_s;
        };
        QCOMPARE(path("\\\\FILESRV\\SMK\\a.key", Seat::ThirdHost), u"//FILESRV/SMK/a.key"_s);
        QCOMPARE(path("D:\\SMK\\a.key", Seat::OtherMachine), u"//DBSRV01/D$/SMK/a.key"_s);
        QCOMPARE(path("D:\\SMK\\a.key", Seat::OnServer), u"-"_s);
    }
    void waysOfEachSeat()
    {
        const auto names = [](Seat seat) {
            QStringList list;
            for (const Way way : waysOf(seat))
                list << wayName(way);
            return list.join(u' ');
        };
        QCOMPARE(names(Seat::OnServer), u"over-sql path elevated by-hand"_s);
        QCOMPARE(names(Seat::OtherMachine), u"over-sql share by-hand"_s);
        QCOMPARE(names(Seat::ThirdHost), u"share over-sql by-hand"_s);
        QCOMPARE(names(Seat::Container), u"over-sql by-hand"_s);
    }
    void linesForAContainer()
    {
        ReadOrder order;
        order.file = ServerPath(u"/srv/it's/a.key"_s);
        order.seat = Seat::Container;
        const LocalPath target(u"/home/dba/a.key"_s);
        QCOMPARE(byHandCommand(order, target), u"docker cp -- 'CONTAINER:/srv/it'\\''s/a.key' '/home/dba/a.key'"_s);
        QCOMPARE(podCommand(order, target), u"kubectl cp -- 'NAMESPACE/POD:/srv/it'\\''s/a.key' '/home/dba/a.key'"_s);
        order.seat = Seat::OtherMachine;
        QCOMPARE(byHandCommand(order, target),
                 u"sudo install -m 0600 -o \"$(id -un)\" -- '/srv/it'\\''s/a.key' '/home/dba/a.key'"_s);
    }
    void aShareIsReadByItsOwnPath()
    {
        ReadOrder order;
        order.file = ServerPath(u"\\\\FILESRV\\SMK\\a.key"_s);
        order.platform = Platform::Windows;
        order.seat = Seat::ThirdHost;
        const ReadKeyResult none = readKeyFile(nullptr, order, {}, {});
        QVERIFY(!none.key);
        QCOMPARE(none.attempts.front().reasonId, u"copy.way.share-not-mounted"_s);
        QVERIFY(!none.key.error().remedies.contains(u"copy-elevated"_s));
    }
    void rightsAreAskedForOnlyOnWish()
    {
        ReadOrder order;
        order.file = ServerPath(u"/nowhere/a.key"_s);
        order.localFile = LocalPath(u"/nowhere/a.key"_s);
        const ReadKeyResult result = readKeyFile(nullptr, order, {}, {});
        QVERIFY(!result.key);
        QCOMPARE(result.attempts[2].reasonId, u"copy.way.elevated-on-wish"_s);
        QVERIFY(result.key.error().remedies.contains(u"copy-elevated"_s));
    }
};

SMK_TEST(SharePathTest)
#include "tst_share_path.moc"
