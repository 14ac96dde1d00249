#include "server_name.h"
#include "test_main.h"

#include <QFile>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *why;
    const char16_t *typed;
    const char16_t *shown; // as written again; or the Problem's id
    bool possible = true;
};

const Row rows[] = {
    {"plain", u"DBSRV01", u"DBSRV01"},
    {"blanks around", u"  DBSRV01 ", u"DBSRV01"},
    {"instance", u"DBSRV01\\REPORTING", u"DBSRV01\\REPORTING"},
    {"port", u"DBSRV01,1435", u"DBSRV01,1435"},
    {"blanks around the comma", u"DBSRV01 , 1435", u"DBSRV01,1435"},
    {"instance and port", u"DBSRV01\\REP,1435", u"DBSRV01\\REP,1435"},
    {"default instance by its service's name", u"DBSRV01\\MSSQLSERVER", u"DBSRV01"},
    {"(local)", u"(LOCAL)\\X", u"localhost\\X"},
    {"prefix in any case", u"TcP:DBSRV01,1433", u"tcp:DBSRV01,1433"},
    {"IPv6 in brackets", u"[::1],1433", u"[::1],1433"},
    {"IPv6 bare", u"fe80::1", u"[fe80::1]"},
    {"IPv6 with a zone", u"fe80::1%eth0", u"[fe80::1%eth0]"},
    {"IPv6 with a zone and a port", u"[fe80::a:1%br-lan.100],1433", u"[fe80::a:1%br-lan.100],1433"},
    {"IPv6 with an IPv4 tail", u"::ffff:192.0.2.7", u"[::ffff:192.0.2.7]"},
    {"IPv6 with an instance", u"[2001:db8::7]\\REP", u"[2001:db8::7]\\REP"},
    {"tcp: before IPv6", u"tcp:[::1]", u"tcp:[::1]"},
    {"listener with its domain", u"ag-listener.corp.example,5022", u"ag-listener.corp.example,5022"},
    {"IPv4", u"192.0.2.7,1433", u"192.0.2.7,1433"},
    {"pipe of a named instance", u"\\\\SRV\\pipe\\MSSQL$REP\\sql\\query", u"np:SRV\\REP"},
    {"pipe of the default instance", u"np:\\\\SRV\\pipe\\sql\\query", u"np:SRV"},
    {"admin gets its port", u"admin:SRV", u"admin:SRV,1434"},
    {"admin of a named instance has another one", u"admin:SRV\\REP", u"admin:SRV\\REP"},
    {"IPv4 in brackets", u"tcp:[192.0.2.7],1433", u"tcp:192.0.2.7,1433"},
    {"a final dot", u"db7.corp.example.,1433", u"db7.corp.example,1433"},
    {"letters of other scripts", u"Größe-01", u"Größe-01"},
    {"underscore", u"DB_SRV", u"DB_SRV"},
    {"nothing", u"   ", u"connect.name-empty", false},
    {"instance without host", u"\\REP", u"connect.name-empty", false},
    {"backslash alone at the end", u"SRV\\", u"connect.name-instance-empty", false},
    {"port 0", u"SRV,0", u"connect.name-port", false},
    {"port too big", u"SRV,65536", u"connect.name-port", false},
    {"port with sign", u"SRV,+1433", u"connect.name-port", false},
    {"port of letters", u"SRV,abc", u"connect.name-port", false},
    {"comma alone", u"SRV,", u"connect.name-port", false},
    {"colon before the port", u"SRV:1433", u"connect.name-colon", false},
    {"colon before letters", u"SRV:REP", u"connect.name-characters", false},
    {"semicolon", u"SRV;UID", u"connect.name-characters", false},
    {"semicolon and a pair", u"SRV;UID=sa", u"connect.name-connection-string", false},
    {"quote", u"SR'V", u"connect.name-characters", false},
    {"two backslashes", u"SRV\\A\\B", u"connect.name-characters", false},
    {"control character", u"SRV\n01", u"connect.name-characters", false},
    {"turned direction", u"SRV\u202E01", u"connect.name-characters", false},
    {"empty label", u"a..b", u"connect.name-dots", false},
    {"dot in front", u".corp.example", u"connect.name-dots", false},
    {"hyphen that is none", u"DB\u201001", u"connect.name-characters", false},
    {"blank inside", u"DB SRV", u"connect.name-characters", false},
    {"octet out of range", u"192.0.2.256", u"connect.name-address", false},
    {"broken brackets", u"[nonsense],1433", u"connect.name-address", false},
    {"IPv6, two gaps", u"fe80::1::2", u"connect.name-address", false},
    {"IPv6, nine groups", u"1:2:3:4:5:6:7:8:9", u"connect.name-address", false},
    {"IPv6, a group of five", u"[fe80::12345]", u"connect.name-address", false},
    {"IPv6, injection in the zone", u"[fe80::1%eth0;UID=sa]", u"connect.name-not-alone", false},
    {"IPv6, empty zone", u"fe80::1%", u"connect.name-address", false},
    {"a zone without an address", u"SRV%eth0", u"connect.name-address", false},
    {"path traversal", u"../../etc/passwd", u"connect.name-characters", false},
    {"command", u"SRV$(id)", u"connect.name-characters", false},
    {"format", u"SRV%n%s", u"connect.name-address", false},
    {"brace", u"SRV};PWD={x", u"connect.name-not-alone", false},
    {"equals", u"Server=SRV", u"connect.name-connection-string", false},
    {"URL", u"mssql://SRV:1433", u"connect.name-connection-string", false},
    {"instance with a comma's injection", u"SRV\\X,1;UID=sa", u"connect.name-connection-string", false},
    {"LocalDB", u"(localdb)\\MSSQLLocalDB", u"connect.name-localdb", false},
    {"LocalDB by its pipe", u"np:\\\\.\\pipe\\LOCALDB#1\\tsql\\query", u"connect.name-localdb", false},
    {"not a pipe", u"\\\\SRV\\share", u"connect.name-pipe", false},
    {"Azure", u"x.database.windows.net", u"connect.name-azure", false},
    {"Azure with a final dot", u"X.Database.Windows.Net.,1433", u"connect.name-azure", false},
    {"instance of 33", u"SRV\\ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567", u"connect.name-too-long", false},
};

// Each recorded line with what it must become: shown again, or the Problem's id.
const std::pair<const char16_t *, const char16_t *> recorded[] = {
    {u".", u"localhost"},
    {u".\\SQLEXPRESS", u"localhost\\SQLEXPRESS"},
    {u"localhost\\SQLEXPRESS", u"localhost\\SQLEXPRESS"},
    {u".\\sql17", u"localhost\\sql17"},
    {u"NP:.\\sql17", u"np:localhost\\sql17"},
    {u".\\SQL2014DEV", u"localhost\\SQL2014DEV"},
    {u"localhost,12001", u"localhost,12001"},
    {u"localhost,10000", u"localhost,10000"},
    {u"tcp:myserver.database.windows.net,1433", u"connect.name-azure"},
    {u"tcp:127.0.0.1,1", u"tcp:127.0.0.1,1"},
    {u"My-Instance.domain.local\\MyTestInstance", u"My-Instance.domain.local\\MyTestInstance"},
    {u"My-Instance.domain.local\\My-TestInstance", u"My-Instance.domain.local\\My-TestInstance"},
    {u"XX-XXX-SQL2017-\\CL_DW", u"XX-XXX-SQL2017-\\CL_DW"},
    {u"XX.XXX.250.30\\CL_DW", u"XX.XXX.250.30\\CL_DW"},
    {u"(localdb)\\mssqllocaldb", u"connect.name-localdb"},
    {u"np:\\\\.\\pipe\\LOCALDB#F3EE2E3A\\tsql\\query", u"connect.name-localdb"},
    {u" np:\\\\.\\pipe\\LOCALDB#8ACAAFE2\\tsql\\query", u"connect.name-localdb"},
    {u"admin:$instance", u"connect.name-characters"},
    {u"DOESNOTEXIST\\INSTANCE", u"DOESNOTEXIST\\INSTANCE"},
    {u"np:\\\\.\\pipe\\LOCALDB#CE1246A4\\tsql\\query", u"connect.name-localdb"},
    {u"np:\\\\.\\pipe\\LOCALDB#A3474A90\\tsql\\query", u"connect.name-localdb"},
    {u"(localdb)\\MyInstance", u"connect.name-localdb"},
    {u"lpc:EXAMPLEHOST", u"lpc:EXAMPLEHOST"},
    {u"lpc:EXAMPLEHOST\\SQLEXPRESS2022", u"lpc:EXAMPLEHOST\\SQLEXPRESS2022"},
    {u"admin:EXAMPLEHOST.corp.example,1434", u"admin:EXAMPLEHOST.corp.example,1434"},
    {u"TCP:EXAMPLEHOST.database.windows.net", u"connect.name-azure"},
};

// A connection string, whole: the server in it is said again, and nothing else of it; empty: it cannot be told.
const std::pair<const char16_t *, const char16_t *> strings[] = {
    {u"Server=tcp:db7,1433;Database=master;User Id=sa;Password=Secret1!", u"tcp:db7,1433"},
    {u" Data Source = db7\\REP ;Initial Catalog=x;PWD=Secret1!", u"db7\\REP"},
    {u"Driver={ODBC Driver 18 for SQL Server};SERVER={db7};UID=sa;PWD={Secret1!}", u"db7"},
    {u"PWD=Secret1!;UID=sa", u""},
    {u"db7,1433;Password=Secret1!", u"db7,1433"},
    {u"jdbc:sqlserver://db7\\REP:1433;user=sa;password=Secret1!", u"db7\\REP,1433"},
    {u"mssql://sa:Secret1!@db7:1433/master", u"db7,1433"},
    {u"mssql+pyodbc://sa:Secret1!@[2001:db8::7]:1433/master", u"[2001:db8::7],1433"},
    {u"mssql://sa:Sec/ret1!@db7:1433/master", u""},
    {u"mssql://sa:Secret1!", u""},
    {u"Server=Server=Secret1!", u""},
    {u"Server=a b;PWD=Secret1!", u""},
};

QString outcomeOf(const QString &typed)
{
    const auto address = parseServerName(typed);
    return address ? address->shown() : address.error().id;
}

} // namespace

class ServerNameTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            const QString typed = QString::fromUtf16(row.typed);
            QVERIFY2(parseServerName(typed).has_value() == row.possible, row.why);
            QVERIFY2(outcomeOf(typed) == QString::fromUtf16(row.shown),
                     qPrintable(QString::fromUtf8(row.why) + u": "_s + outcomeOf(typed)));
            // What is shown is read back as the same.
            if (row.possible)
                QCOMPARE(outcomeOf(outcomeOf(typed)), outcomeOf(typed));
        }
        test::expectCaseCount("server spellings", int(std::size(rows)), 40);
    }
    void connectionStrings()
    {
        for (const auto &[typed, server] : strings) {
            const auto address = parseServerName(QString::fromUtf16(typed));
            const QString told = QString::fromUtf16(server);
            QVERIFY(!address);
            QCOMPARE(address.error().id,
                     told.isEmpty() ? u"connect.name-not-alone"_s : u"connect.name-connection-string"_s);
            QCOMPARE(address.error().arguments, told.isEmpty() ? QStringList() : QStringList{told});
        }
        test::expectCaseCount("connection strings", int(std::size(strings)), 12);
    }
    void theOddCharacterIsNamed()
    {
        QCOMPARE(parseServerName(u"DB\u201001"_s).error().arguments,
                 (QStringList{u"DB\u201001"_s, u"\u2010 (U+2010)"_s}));
        QCOMPARE(parseServerName(u"DB\u200B01"_s).error().arguments.value(1), u"U+200B"_s);
        QCOMPARE(parseServerName(u"DB SRV"_s).error().arguments.value(1), u"U+0020"_s);
        QCOMPARE(parseServerName(u"DB\\A\U0001F511"_s).error().id, u"connect.name-characters"_s);
        QCOMPARE(parseServerName(u"DB\U000E0001"_s).error().id, u"connect.name-characters"_s);
    }
    void recordedSpellings()
    {
        int lines = 0;
        for (const char *name : {"server-names.txt", "server-names-pipes.txt"}) {
            QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/spellings/") + QString::fromLatin1(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
                const auto row = std::find_if(std::begin(recorded), std::end(recorded),
                                              [&](const auto &r) { return line == QString::fromUtf16(r.first); });
                QVERIFY2(row != std::end(recorded), qPrintable(line));
                QCOMPARE(outcomeOf(line), QString::fromUtf16(row->second));
                ++lines;
            }
        }
        test::expectCaseCount("server spellings recorded", lines, 25);
    }
    void logins()
    {
        QCOMPARE(checkLogin(u"DOM\\user"_s).error().id, u"connect.login-is-windows"_s);
        QVERIFY_RESULT(checkLogin(u"a;b}c]d'e"_s));
        QCOMPARE(checkLogin(u" "_s).error().id, u"connect.login-empty"_s);
        QCOMPARE(checkLogin(QString(129, u'x')).error().id, u"connect.login-too-long"_s);
        QCOMPARE(checkLogin(u"a\tb"_s).error().id, u"connect.login-characters"_s);
    }
};

SMK_TEST(ServerNameTest)
#include "tst_server_name.moc"
