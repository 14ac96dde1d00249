#include "driver_load.h"
#include "open_error.h"
#include "test_main.h"

#include <QFile>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *why;
    const char *file; // recorded text; empty: `text`
    const char *text;
    const char *numbers;
    const char *id;
    bool reachedTimeout = false;
};

const Row rows[] = {
    {"peer reset in the handshake", "odbc17-10054.txt", "", "10054", "connect.closed"},
    {"the same by its text", "odbc17-10054.txt", "", "0", "connect.closed"},
    {"network time-out, three records", "odbc17-linux-timeout-0x102.txt", "", "258", "connect.timeout"},
    {"issuer unknown, OpenSSL 1.1", "odbc17-linux-unknown-issuer.txt", "", "0", "connect.certificate"},
    {"self-made, with a blank", "odbc18-linux-openssl11-selfsigned-sqlcmd.txt", "", "0", "connect.certificate"},
    {"self-made, with a hyphen", "odbc18-linux-openssl3-selfsigned.txt", "", "-1", "connect.certificate"},
    {"time-out in Chinese", "odbc18-windows-chinese-timeout.txt", "", "258", "connect.timeout"},
    {"untrusted in German, by number", "odbc18-windows-german-untrusted.txt", "", "-2146893019", "connect.certificate"},
    {"untrusted in German, by the one common word", "odbc18-windows-german-untrusted.txt", "", "0",
     "connect.certificate"},
    {"FreeTDS: end in the handshake", "freetds-tsql-eof-prelogin.txt", "", "20017;20002", "connect.closed"},
    {"FreeTDS: refused", "freetds-tsql-refused.txt", "", "20009", "connect.refused"},
    {"FreeTDS: refused, by its text", "tds-fdw-20009.txt", "", "0", "connect.refused"},
    {"database before password, in French", "login-failed-french.txt", "", "4060;18456", "connect.database-not-opened"},
    {"login in German", "login-failed-german.txt", "", "18456", "connect.login-failed"},
    {"old client, German chain", "sqlncli-windows-german-chain.txt", "", "0", "connect.certificate"},
    {"FreeTDS as measured, ODBC 2", "",
     "[FreeTDS][SQL Server]Unable to connect to data source [FreeTDS][SQL Server]Login failed for user 'x'.", "18456",
     "connect.login-failed"},
    {"must change", "", "", "18488", "connect.login-must-change"},
    {"locked", "", "", "18486", "connect.login-locked"},
    {"expired", "", "", "18487", "connect.login-expired"},
    {"disabled", "", "", "18470", "connect.login-disabled"},
    {"untrusted domain", "", "", "18452", "connect.login-untrusted"},
    {"upgrade script", "", "", "18401", "connect.server-starting"},
    {"single user", "", "", "18461", "connect.server-admins-only"},
    {"logon trigger", "", "", "17892", "connect.logon-trigger"},
    {"too many connections", "", "", "17809", "connect.server-full"},
    {"unknown host by FreeTDS' number", "", "", "20013", "connect.unknown-host"},
    {"silent until the time-out", "", "", "0", "connect.timeout", true},
    {"library not there", "", "[unixODBC][Driver Manager]Can't open lib 'X' : file not found", "0",
     "connect.driver-missing"},
    {"no such driver", "", "[unixODBC][Driver Manager]Data source name not found and no default driver specified", "0",
     "connect.driver-unknown"},
    {"name mismatch on Windows", "", "", "-2146893022", "connect.certificate"},
    {"nothing told", "", "", "20002", "connect.unreachable"},
};

QString textOf(const Row &row)
{
    if (!*row.file)
        return QString::fromUtf8(row.text);
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/") + QString::fromLatin1(row.file));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class OpenErrorTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            const QString text = textOf(row);
            QVERIFY2(!*row.file || !text.isEmpty(), row.file);
            const Problem problem =
                openProblem({text, QString::fromLatin1(row.numbers), row.reachedTimeout}, u"db01"_s, u"dba"_s);
            QVERIFY2(problem.id == QLatin1StringView(row.id),
                     qPrintable(QString::fromUtf8(row.why) + u": "_s + problem.id));
            QCOMPARE(problem.outcome, Outcome::None);
            QVERIFY2(!problem.remedies.isEmpty(), row.why);
        }
        test::expectCaseCount("failed opens", int(std::size(rows)), 30);
    }
    // With the records that the handle still holds: SQLSTATE and every number.
    void records()
    {
        struct Case
        {
            const char *why;
            std::vector<ServerError> held;
            const char *id;
            int shown;
        };
        const auto held = [](const char *state, int number, const char *text = "") {
            return ServerError{number, -1, -1, QString::fromLatin1(state), QString::fromUtf8(text)};
        };
        const Case cases[] = {
            {"unixODBC: not registered", {held("IM002", 0)}, "connect.driver-unknown", 0},
            {"unixODBC: library missing", {held("01000", 0)}, "connect.driver-missing", 0},
            {"FreeTDS: TLS or certificate", {held("08001", 0), held("01000", 20002)}, "connect.unreachable", 20002},
            {"FreeTDS: silent", {held("HYT00", 0)}, "connect.timeout", 0},
            {"ODBC 2: silent", {held("S1T00", 0)}, "connect.timeout", 0},
            {"FreeTDS: host unknown", {held("08001", 0), held("01000", 20013)}, "connect.unknown-host", 20013},
            {"FreeTDS: bad password", {held("42000", 18456), held("08001", 0)}, "connect.login-failed", 18456},
            {"state alone", {held("28000", 0)}, "connect.login-failed", 0},
            {"server's number that nobody knows",
             {held("42000", 31415, "x"), held("08001", 0)},
             "connect.login-refused",
             31415},
            {"the true cause before 18456",
             {held("42000", 18456), held("42000", 4062)},
             "connect.database-not-opened",
             4062},
            {"link failure", {held("08S01", 104)}, "connect.closed", 104},
            {"TLS, OpenSSL's code", {held("08001", -1, "SSL: [error:0A000102:x] (-1)")}, "connect.tls", -1},
            {"certificate in a foreign tongue",
             {held("08001", -1, "[error:0A000086:x] (-1)")},
             "connect.certificate",
             -1},
        };
        for (const Case &one : cases) {
            QStringList texts;
            for (const ServerError &record : one.held)
                texts << record.text;
            const QString last = QString::number(one.held.back().number);
            const Problem problem =
                openProblem({texts.join(u' '), last, false, DriverKind::FreeTds, one.held}, u"db01"_s, u"dba"_s);
            QVERIFY2(problem.id == QLatin1StringView(one.id), qPrintable(QLatin1StringView(one.why) + problem.id));
            QVERIFY2(problem.server->number == one.shown, one.why);
        }
        test::expectCaseCount("failed opens with records", int(std::size(cases)), 13);
    }
    // QODBC joins the codes of several records: none of them is "no number was told".
    void joinedNumbersAreNumbers()
    {
        QVERIFY(toldNumbers(u"20017;20002"_s) && toldNumbers(u"0;18456"_s) && toldNumbers(u"-1"_s));
        QVERIFY(!toldNumbers({}) && !toldNumbers(u"0"_s) && !toldNumbers(u"0; 0"_s));
    }
    // What FreeTDS says of itself is not handed on as the server's word.
    void textLosesTheDriversOwnSentence()
    {
        const QString text =
            u"[FreeTDS][SQL Server]Unable to connect to data source [FreeTDS][SQL Server]Geprobter Fehler."_s;
        const Problem problem = openProblem({text, u"31415"_s, false, DriverKind::FreeTds}, u"db01"_s, u"dba"_s);
        QCOMPARE(problem.id, u"connect.login-refused"_s);
        QCOMPARE(problem.server->text, u"Geprobter Fehler."_s);
        QVERIFY(problem.arguments.contains(u"Geprobter Fehler."_s));
        const Problem alone = openProblem(
            {u"[FreeTDS][SQL Server]Unable to connect to data source"_s, u"0"_s, false, DriverKind::FreeTds}, {}, {});
        QCOMPARE(alone.server->text, u"Unable to connect to data source"_s);
    }
    void textLosesTheDriversBrackets()
    {
        const Problem problem =
            openProblem({u"[Microsoft][ODBC Driver 18 for SQL Server]SSL Provider: [error:0A000086:SSL routines::x]"_s,
                         u"-1"_s, false},
                        {}, {});
        QCOMPARE(problem.server->text, u"SSL Provider: [error:0A000086:SSL routines::x]"_s);
    }
};

SMK_TEST(OpenErrorTest)
#include "tst_open_error.moc"
