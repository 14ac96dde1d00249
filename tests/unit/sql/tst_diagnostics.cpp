#include "native_statement.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *why;
    std::vector<std::pair<int, const char *>> records; // number, SQLSTATE
    bool finished;
    Outcome outcome;
};

const Row rows[] = {
    {"no record, last result reached", {}, true, Outcome::Done},
    {"no record, results never ended", {}, false, Outcome::Unknown},
    {"the server's own refusal", {{15240, "37000"}}, true, Outcome::None},
    {"two messages of one refusal", {{33094, "37000"}, {15317, "37000"}}, true, Outcome::None},
    {"syntax error in ODBC 3 dress", {{102, "42000"}}, true, Outcome::None},
    {"time-out, ODBC 2", {{0, "S1T00"}}, true, Outcome::Unknown},
    {"time-out, ODBC 3", {{0, "HYT00"}}, true, Outcome::Unknown},
    {"connection time-out", {{0, "HYT01"}}, true, Outcome::Unknown},
    {"cancelled, ODBC 2", {{0, "S1008"}}, true, Outcome::Unknown},
    {"cancelled, ODBC 3", {{0, "HY008"}}, true, Outcome::Unknown},
    {"link lost, Microsoft on Linux", {{104, "08S01"}}, true, Outcome::Unknown},
    {"FreeTDS read failed", {{20004, "S1000"}}, true, Outcome::Unknown},
    {"FreeTDS write failed", {{20006, "08S01"}}, true, Outcome::Unknown},
    {"FreeTDS unexpected end", {{20017, "S1000"}}, true, Outcome::Unknown},
    {"FreeTDS time-out by its number", {{20003, "S1000"}}, true, Outcome::Unknown},
    {"a driver's complaint without number (seen on a dropped line)", {{0, "S1000"}}, true, Outcome::Unknown},
    {"refused, then the link broke: the file is looked for all the same",
     {{15240, "37000"}, {0, "08S01"}},
     true,
     Outcome::Unknown},
    {"peer reset as Windows numbers it", {{10054, "08S01"}}, true, Outcome::Unknown},
};

} // namespace

class DiagnosticsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void outcomes()
    {
        for (const Row &row : rows) {
            StatementAnswer answer;
            for (const auto &[number, state] : row.records)
                answer.errors.push_back(ServerError{number, -1, -1, QString::fromLatin1(state), {}});
            QVERIFY2(outcomeOf(answer, row.finished) == row.outcome, row.why);
        }
        test::expectCaseCount("statement outcomes", int(std::size(rows)), 18);
    }
    void infosAreNoErrors()
    {
        QVERIFY(isInfo(ServerError{15588, 10, 1, u"01000"_s, {}}));
        QVERIFY(isInfo(ServerError{15588, 10, 1, u"S1000"_s, {}})); // whatever dress it comes in
        QVERIFY(isInfo(ServerError{5701, 10, 1, u"01000"_s, {}}));
        QVERIFY(!isInfo(ServerError{15240, 16, 1, u"37000"_s, {}}));
    }
    void bracketsAreTakenOff()
    {
        QCOMPARE(withoutPrefix(u"[FreeTDS][SQL Server]Login failed"_s), u"Login failed"_s);
        QCOMPARE(withoutPrefix(u"[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]x [y]"_s), u"x [y]"_s);
        QCOMPARE(withoutPrefix(u"[open"_s), u"[open"_s);
    }
    void answersAreFoundByNumber()
    {
        StatementAnswer answer;
        answer.errors.push_back(ServerError{33094, 16, 9, u"37000"_s, {}});
        answer.errors.push_back(ServerError{15317, 16, 2, u"37000"_s, {}});
        answer.infos.push_back(ServerError{15588, 10, 1, u"01000"_s, {}});
        QVERIFY(answer.error(15317) && answer.error(33094) && !answer.error(15240));
        QVERIFY(answer.hasInfo(15588) && !answer.hasInfo(5701));
    }
};

SMK_TEST(DiagnosticsTest)
#include "tst_diagnostics.moc"
