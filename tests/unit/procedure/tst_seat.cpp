#include "plan_record.h"
#include "seat.h"
#include "test_main.h"

#include <QSysInfo>

using namespace smk;
using namespace Qt::StringLiterals;

class SeatTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isFound()
    {
        struct Row
        {
            const char *reason;
            QString machine;
            Platform platform;
            LineTrust line;
            QString directory;
            std::optional<Seat> chosen;
            Seat expected;
        };
        const QString own = QSysInfo::machineHostName();
        using enum LineTrust;
        const Row rows[] = {
            {"both ends here, and our name", own, Platform::Linux, StaysOnMachine, u"/srv/a"_s, {}, Seat::OnServer},
            {"our name in other letters",
             own.toUpper(),
             Platform::Linux,
             StaysOnMachine,
             u"/srv/a"_s,
             {},
             Seat::OnServer},
            {"a tunnel: another name behind loopback",
             u"DBSRV01"_s,
             Platform::Windows,
             StaysOnMachine,
             u"D:\\a"_s,
             {},
             Seat::OtherMachine},
            {"our name over a network", own, Platform::Linux, EncryptedProven, u"/srv/a"_s, {}, Seat::OtherMachine},
            {"docker's name of a container",
             u"3f2a9c0d1e4b"_s,
             Platform::Linux,
             EncryptedNotProven,
             u"/srv/a"_s,
             {},
             Seat::Container},
            {"a pod of a deployment",
             u"mssql-deployment-7d9c8b6f54-x2k9q"_s,
             Platform::Linux,
             EncryptedNotProven,
             u"/srv/a"_s,
             {},
             Seat::Container},
            {"twelve hex digits on Windows are a name",
             u"3f2a9c0d1e4b"_s,
             Platform::Windows,
             EncryptedProven,
             u"D:\\a"_s,
             {},
             Seat::OtherMachine},
            {"a share of a third host",
             u"DBSRV01"_s,
             Platform::Windows,
             EncryptedProven,
             u"\\\\FILESRV\\SMK"_s,
             {},
             Seat::ThirdHost},
            {"a share, seen from the server itself",
             own,
             Platform::Windows,
             StaysOnMachine,
             u"\\\\FILESRV\\SMK"_s,
             {},
             Seat::ThirdHost},
            {"a share, whatever was chosen", u"DBSRV01"_s, Platform::Windows, EncryptedProven, u"\\\\FILESRV\\SMK"_s,
             Seat::OnServer, Seat::ThirdHost},
            {"the DBA knows better: here", u"DBSRV01"_s, Platform::Windows, EncryptedProven, u"D:\\a"_s, Seat::OnServer,
             Seat::OnServer},
            {"the DBA knows better: not here", own, Platform::Linux, StaysOnMachine, u"/srv/a"_s, Seat::Container,
             Seat::Container},
        };
        smk::test::expectCaseCount("seats", int(std::size(rows)), 12);
        for (const Row &row : rows) {
            BackupPlan plan;
            plan.facts.machineName = row.machine;
            plan.facts.platform = row.platform;
            plan.line = row.line;
            plan.directory = ServerPath(row.directory);
            chooseSeat(plan, row.chosen);
            QVERIFY2(seatOf(plan) == row.expected,
                     qPrintable(QLatin1String(row.reason) + u": "_s + seatName(seatOf(plan))));
            // One rule for who looks and acts by path, now and after the run is taken up again.
            QVERIFY2(isFolderHere(plan) == (row.expected == Seat::OnServer), row.reason);
            Receipt receipt;
            receipt.steps = recordsOf(plan);
            QVERIFY2(isFolderHere(planOf(receipt)) == isFolderHere(plan), row.reason);
        }
    }
    void standsOnTheReceipt()
    {
        BackupPlan plan;
        plan.facts.platform = Platform::Linux;
        plan.facts.machineName = u"dbsrv02"_s;
        plan.directory = ServerPath(u"/srv/a"_s);
        chooseSeat(plan, Seat::Container);
        plan.writesAs = u"CONTOSO\\DBSRV01$"_s;
        Receipt receipt;
        receipt.steps = recordsOf(plan);
        const BackupPlan again = planOf(receipt);
        QCOMPARE(seatName(seatOf(again)), u"container"_s);
        QVERIFY(again.seatChosen.has_value());
        QCOMPARE(again.writesAs, plan.writesAs);
        chooseSeat(plan, std::nullopt);
        receipt.steps = recordsOf(plan);
        QVERIFY(!planOf(receipt).seatChosen);
    }
};

SMK_TEST(SeatTest)
#include "tst_seat.moc"
