#include "clock.h"
#include "store_step.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

Custody whole()
{
    Custody custody;
    custody.place = u"fire safe, site B"_s;
    custody.custodian = u"operations security"_s;
    custody.access = u"DBA on call with a witness"_s;
    custody.passwordKeeper = u"DBA team"_s;
    custody.offSite = true;
    custody.arrival = Arrival::Confirmed;
    custody.nextDue = QDate(2027, 11, 24);
    return custody;
}

} // namespace

class CustodyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        setClock([] { return QDateTime(QDate(2026, 11, 24), QTime(12, 0), Qt::UTC); });
    }
    void cleanupTestCase() { setClock({}); }

    void wholeIsCalm()
    {
        const Findings findings = judgeCustody(whole());
        QCOMPARE(findings.size(), std::size_t(1));
        QCOMPARE(findings.at(0).id, u"store.complete"_s);
    }

    void judges()
    {
        struct Row
        {
            const char *id;
            FindingState state;
            std::function<void(Custody &)> change;
        };
        const Row rows[] = {
            {"store.place-missing", FindingState::Note, [](Custody &c) { c.place = u"  "_s; }},
            {"store.custodian-missing", FindingState::Note, [](Custody &c) { c.custodian.clear(); }},
            {"store.access-missing", FindingState::Note, [](Custody &c) { c.access.clear(); }},
            {"store.password-keeper-missing", FindingState::Note, [](Custody &c) { c.passwordKeeper.clear(); }},
            {"store.same-person", FindingState::Note,
             [](Custody &c) { c.passwordKeeper = u" Operations  Security "_s; }},
            {"store.not-off-site", FindingState::Note, [](Custody &c) { c.offSite = false; }},
            {"store.due-missing", FindingState::Note, [](Custody &c) { c.nextDue = {}; }},
            {"store.due-past", FindingState::Note, [](Custody &c) { c.nextDue = QDate(2026, 11, 23); }},
            {"store.planned", FindingState::NotVerified, [](Custody &c) { c.arrival = Arrival::Planned; }},
            {"store.text-too-long", FindingState::Blocker, [](Custody &c) { c.reference = QString(501, u'x'); }},
            {"store.text-not-possible", FindingState::Blocker, [](Custody &c) { c.place = u"safe\u202Egnp"_s; }},
        };
        int count = 0;
        for (const Row &row : rows) {
            Custody custody = whole();
            row.change(custody);
            const Findings findings = judgeCustody(custody);
            QVERIFY2(findings.size() == 1 && findings.at(0).id == QLatin1StringView(row.id)
                         && findings.at(0).state == row.state,
                     row.id);
            ++count;
        }
        smk::test::expectCaseCount("custody", count, 11);
    }
};

SMK_TEST(CustodyTest)
#include "tst_custody.moc"
