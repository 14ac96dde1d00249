#include "procedure.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

class NoDrives : public DriveSource
{
public:
    Result<std::vector<Drive>> list(const CancelToken &) override { return std::vector<Drive>(); }
    Result<void> eject(const Drive &) override { return {}; }
};

} // namespace

class NavigationTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void invalidates_data()
    {
        QTest::addColumn<int>("changed");
        QTest::addColumn<QString>("stale");
        const auto row = [&](Step step, const char *stale) {
            QTest::newRow(qPrintable(roomOf(step))) << numberOf(step) << QString::fromLatin1(stale);
            ++m_rows;
        };
        row(Step::Connect, "2345678");
        row(Step::Password, "5678");
        row(Step::Medium, "45678");
        row(Step::Directory, "5678");
        row(Step::Execute, "678");
        row(Step::Copy, "78");
        row(Step::Verify, "8");
        row(Step::Store, "");
    }
    void invalidates()
    {
        QFETCH(int, changed);
        QFETCH(QString, stale);
        const Step step = AllSteps[static_cast<std::size_t>(changed - 1)];
        QString seen;
        for (const Step one : invalidatedBy(step))
            seen += QString::number(numberOf(one));
        QCOMPARE(seen, stale);

        Procedure procedure(u"test"_s);
        for (const Step one : AllSteps)
            procedure.setState(one, StepState::Done);
        procedure.setCurrent(step);
        procedure.invalidateAfter(step);
        for (const Step one : AllSteps)
            QCOMPARE(procedure.stateOf(one) == StepState::Upcoming, stale.contains(QString::number(numberOf(one))));
    }
    void cases() { smk::test::expectCaseCount("invalidatedBy", m_rows, 8); }

    void anotherServerDropsThePassword()
    {
        Procedure procedure(u"test"_s);
        procedure.setPassword(SecretString(u"Correct-Horse-7"));
        procedure.plan.fileName = u"x.key"_s;
        procedure.plan.passwordTaken = true;
        procedure.invalidateAfter(Step::Medium);
        QVERIFY(procedure.password());
        procedure.invalidateAfter(Step::Connect);
        QVERIFY(!procedure.password());
        QVERIFY(procedure.plan.fileName.isEmpty());
        QVERIFY(!procedure.plan.passwordTaken);
    }

    void reachableIsVisitedOrTheNext()
    {
        Procedure procedure(u"test"_s);
        QVERIFY(procedure.isReachable(Step::Connect));
        QVERIFY(!procedure.isReachable(Step::Password));
        procedure.setState(Step::Connect, StepState::DoneWithNote);
        QVERIFY(procedure.isReachable(Step::Password));
        QVERIFY(!procedure.isReachable(Step::Medium));
        procedure.setState(Step::Password, StepState::Failed);
        QVERIFY(!procedure.isReachable(Step::Medium));
        procedure.setState(Step::Password, StepState::NotVerified);
        QVERIFY(procedure.isReachable(Step::Medium));
        QCOMPARE(procedure.stateOf(Step::Connect), StepState::DoneWithNote);
        procedure.setCurrent(Step::Medium);
        QCOMPARE(procedure.stateOf(Step::Medium), StepState::Current);
        procedure.setCurrent(Step::Connect); // back keeps what was visited
        QVERIFY(procedure.isReachable(Step::Medium));
    }

    void nothingIsLockedBeforeTheStatement()
    {
        Procedure procedure(u"test"_s);
        procedure.setCurrent(Step::Copy);
        QVERIFY(!procedure.isCommitted());
        QVERIFY(!procedure.isLocked(Step::Connect));
    }

    void theSecretGoesWithStore()
    {
        Procedure procedure(u"test"_s);
        procedure.setPassword(SecretString(u"Correct-Horse-7"));
        procedure.setCurrent(Step::Verify);
        QVERIFY(procedure.password());
        procedure.setCurrent(Step::Store);
        QVERIFY(!procedure.password());
    }

    void namesGoBothWays()
    {
        for (const Step step : AllSteps) {
            QCOMPARE(stepOfRoom(roomOf(step)), std::optional(step));
            QVERIFY(!verbOf(step).isEmpty());
        }
        QVERIFY(!stepOfRoom(u"kitchen"_s));
    }

    void withoutPasswordOrMediumNothingIsSent()
    {
        NoDrives drives;
        Procedure procedure(u"test"_s);
        QVERIFY(procedure.runId().isEmpty());
        QCOMPARE(procedure.copy(nullptr, drives, {}, {}, {}).error().id, u"procedure.no-key-file"_s);
        QCOMPARE(procedure.verifyCopy({}).error().id, u"procedure.no-copy"_s);
        QCOMPARE(procedure.store(Custody{}, {}).error().id, u"procedure.no-copy"_s);
        QVERIFY_RESULT(procedure.setAside());
    }

private:
    int m_rows = 0;
};

SMK_TEST(NavigationTest)
#include "tst_navigation.moc"
