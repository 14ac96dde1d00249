// The whole server through a stack that we did not write: QODBC, unixODBC, FreeTDS, TCP.
#include "practice_medium.h"
#include "rehearsal_instance.h"
#include "rehearsal_server.h"
#include "test_main.h"

#include <QFile>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <thread>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Served
{
    QTemporaryDir folder{u"/var/tmp/smk-unit-XXXXXX"_s};
    std::unique_ptr<RehearsalServer> server;

    explicit Served(RehearsalOptions options = {})
    {
        if (options.root.isEmpty())
            options.root = LocalPath(folder.path());
        auto started = RehearsalServer::start(options);
        if (started)
            server = std::move(*started);
    }
    QString connection(const QString &more = u"Encryption=require;"_s) const
    {
        return u"Driver=/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so;Server=127.0.0.1;Port=%1;UID={%2};PWD={%3};"
               "TDS_Version=7.4;ClientCharset=UTF-8;%4"_s.arg(server->port())
                   .arg(server->login(), server->password().revealed(), more);
    }
};

class Database
{
public:
    explicit Database(const QString &connection)
        : m_name(u"rehearsal-%1"_s.arg(++s_count))
        , m_database(QSqlDatabase::addDatabase(u"QODBC"_s, m_name))
    {
        m_database.setDatabaseName(connection);
        m_database.setConnectOptions(u"SQL_ATTR_LOGIN_TIMEOUT=5"_s);
        m_open = m_database.open();
    }
    ~Database()
    {
        m_database.close();
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    bool isOpen() const { return m_open; }
    QString openError() const { return m_database.lastError().nativeErrorCode(); }
    QSqlQuery run(const QString &sql)
    {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        query.exec(sql);
        return query;
    }
    QString cell(const QString &sql)
    {
        QSqlQuery query = run(sql);
        return query.next() ? query.value(0).toString() : query.lastError().nativeErrorCode();
    }
    QSqlDatabase &raw() { return m_database; }

private:
    static inline std::atomic<int> s_count = 0;
    QString m_name;
    QSqlDatabase m_database;
    bool m_open = false;
};

// Sends bytes; true: the server closed, or answered and closed, within the time.
bool closesAfter(quint16 port, const QByteArray &bytes)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port);
    if (!socket.waitForConnected(2000))
        return false;
    socket.write(bytes);
    socket.flush();
    return socket.state() == QAbstractSocket::UnconnectedState || socket.waitForDisconnected(3000);
}

} // namespace

class ServerTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        if (!QSqlDatabase::isDriverAvailable(u"QODBC"_s)
            || !QFile::exists(u"/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so"_s))
            QSKIP("QODBC or FreeTDS is not installed");
    }

    void goesThroughTheStatements()
    {
        Served served;
        QVERIFY(served.server);
        Database database(served.connection());
        QVERIFY2(database.isOpen(), qPrintable(database.openError()));
        QCOMPARE(database.cell(u"SELECT @@SERVERNAME"_s), u"REHEARSAL"_s);
        QCOMPARE(database.cell(u"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID"_s),
                 u"TRUE"_s);
        const QString file = served.server->proposedServerFolder().text() + u"/a.key"_s;
        const QString backup =
            u"BACKUP SERVICE MASTER KEY TO FILE = N'%1' ENCRYPTION BY PASSWORD = N'Kiesel-42-Ufer'"_s.arg(file);
        QVERIFY(!database.run(backup).lastError().isValid());
        QVERIFY(QFileInfo(file).size() > 0);
        QCOMPARE(database.run(backup).lastError().nativeErrorCode(), u"15240"_s);
        QSqlQuery read = database.run(u"SELECT x.BulkColumn FROM OPENROWSET(BULK N'%1', SINGLE_BLOB) AS x"_s.arg(file));
        QVERIFY(read.next());
        QFile local(file);
        QVERIFY(local.open(QIODevice::ReadOnly));
        QCOMPARE(read.value(0).toByteArray(), local.readAll());
        read.finish(); // FreeTDS cannot run a second statement beside an open result
        const QString restore = u"RESTORE SERVICE MASTER KEY FROM FILE = N'%1' DECRYPTION BY PASSWORD = N'%2'"_s;
        QVERIFY(!database.run(restore.arg(file, u"Kiesel-42-Ufer"_s)).lastError().isValid());
        QCOMPARE(database.run(restore.arg(file, u"other"_s)).lastError().nativeErrorCode(), u"15313"_s);
        int carried = 0;
        for (const RecordedStatement &statement : served.server->statements()) {
            QVERIFY(!statement.sql.contains(u"Kiesel-42"_s));
            if (statement.sql.contains(u"PASSWORD"_s)) {
                QVERIFY(statement.packetType == 1 && statement.tls);
                ++carried;
            }
        }
        QCOMPARE(carried, 4);
    }

    // QODBC's own default: a static cursor, by RPC 2.
    void hasNoCursors()
    {
        Served served;
        Database database(served.connection());
        QVERIFY(database.isOpen());
        QSqlQuery query(database.raw());
        QVERIFY(!query.exec(u"SELECT 1 AS a"_s));
        QCOMPARE(query.lastError().nativeErrorCode(), u"60001"_s);
        QSqlQuery other(database.raw()); // SQL Server runs what is no SELECT, and says so in an INFO that nobody sees
        QVERIFY2(
            other.exec(
                u"BACKUP SERVICE MASTER KEY TO FILE = N'%1/c.key' ENCRYPTION BY PASSWORD = N'Kiesel-42-Ufer'"_s.arg(
                    served.server->proposedServerFolder().text())),
            qPrintable(other.lastError().text()));
        QVERIFY(QFile::exists(served.server->proposedFolderParent().child(u"c.key"_s).text()));
        QCOMPARE(served.server->statements().back().packetType, 3);
    }

    void prepares()
    {
        Served served;
        Database database(served.connection());
        QSqlQuery query(database.raw());
        query.setForwardOnly(true);
        QVERIFY(query.prepare(u"SELECT name FROM sys.databases WHERE name = ? AND database_id = ?"_s));
        for (const auto &[name, id] : {std::pair(u"Orders"_s, 5), std::pair(u"master"_s, 1)}) {
            query.addBindValue(name);
            query.addBindValue(id);
            QVERIFY2(query.exec(), qPrintable(query.lastError().text()));
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toString(), name);
            query.finish();
        }
    }

    void refusesLogins()
    {
        Served served;
        QString wrong = served.connection();
        wrong.replace(u"PWD={R7-"_s, u"PWD={R8-"_s);
        QCOMPARE(Database(wrong).openError(), u"18456"_s);
        QCOMPARE(Database(served.connection(u"Encryption=require;Database=nowhere;"_s)).openError(), u"4060"_s);
        for (const auto &[scenario, number] :
             {std::pair(u"login-fails"_s, u"18456"_s), std::pair(u"password-must-change"_s, u"18488"_s)}) {
            Served other({.scenario = scenario});
            QCOMPARE(Database(other.connection()).openError(), number);
        }
    }

    void negotiatesTheLine()
    {
        struct Row
        {
            EncryptionPolicy policy;
            const char *client;
            const char *encrypted; // none: no connection
        };
        const Row rows[] = {
            {EncryptionPolicy::None, "require", ""},          {EncryptionPolicy::None, "request", "FALSE"},
            {EncryptionPolicy::None, "off", "FALSE"},         {EncryptionPolicy::Optional, "require", "TRUE"},
            {EncryptionPolicy::Optional, "request", "FALSE"}, {EncryptionPolicy::Optional, "off", "FALSE"},
            {EncryptionPolicy::Required, "require", "TRUE"},  {EncryptionPolicy::Required, "request", "TRUE"}};
        for (const Row &row : rows) {
            RehearsalOptions options;
            options.encryption = row.policy;
            Served served(options);
            Database database(served.connection(u"Encryption=%1;"_s.arg(QLatin1StringView(row.client))));
            QCOMPARE(database.isOpen() ? database.cell(u"SELECT encrypt_option FROM sys.dm_exec_connections"_s)
                                       : QString(),
                     QString::fromLatin1(row.encrypted));
        }
        expectCaseCount("lines through FreeTDS", int(std::size(rows)), 8);
    }

    void breaksWhereTheScenarioSays()
    {
        Served during({.scenario = u"drops-during-backup"_s});
        const QString file = during.server->proposedServerFolder().text() + u"/d.key"_s;
        Database database(during.connection());
        QVERIFY(database
                    .run(u"BACKUP SERVICE MASTER KEY TO FILE = N'%1' ENCRYPTION BY PASSWORD = N'Kiesel-42-Ufer'"_s.arg(
                        file))
                    .lastError()
                    .isValid());
        QVERIFY(QFileInfo(file).size() > 0); // unknown outcome: the file is there

        RehearsalOptions options{.scenario = u"drops-anywhere"_s};
        options.dropAtRequest = 2;
        Served anywhere(options);
        Database first(anywhere.connection());
        QCOMPARE(first.cell(u"SELECT 1 AS a"_s), u"1"_s);
        QVERIFY(first.cell(u"SELECT 1 AS a"_s) != u"1"_s);
        Database second(anywhere.connection());
        QCOMPARE(second.cell(u"SELECT 1 AS a"_s), u"1"_s); // once only
    }

    void servesManyAtOnce()
    {
        Served served;
        std::atomic<int> good = 0;
        {
            std::vector<std::jthread> clients;
            for (int i = 0; i < 20; ++i) {
                clients.emplace_back([&, i] {
                    Database database(served.connection());
                    for (int round = 0; round < 10; ++round)
                        good += database.cell(u"SELECT %1 AS n"_s.arg(i)) == QString::number(i) ? 1 : 0;
                });
            }
        }
        QCOMPARE(good.load(), 200);
    }

    void refusesNonsenseOnTheLine()
    {
        Served served;
        const quint16 port = served.server->port();
        struct Row
        {
            const char *reason;
            QByteArray bytes;
        };
        const QByteArray preLogin = QByteArray::fromHex("1201002f00000100"
                                                        "00001a000601002000010200210001030022000404002600"
                                                        "01ff09000000000001 00 b80d0000 01");
        const Row rows[] = {
            {"HTTP", "GET / HTTP/1.1\r\nHost: x\r\n\r\n"},
            {"zeros", QByteArray(64, '\0')},
            {"LOGIN7 first", QByteArray::fromHex("1001000c0000010000000000")},
            {"batch before login", QByteArray::fromHex("0101000c0000010053004500")},
            {"PRELOGIN that is empty", QByteArray::fromHex("1201000800000100")},
            {"PRELOGIN that points beyond its end", QByteArray::fromHex("1201000e00000100 00ffffffffff")},
            {"message without an end",
             QByteArray::fromHex("12007fff00000100").append(QByteArray(32759, 'x')).repeated(8)},
            {"clear LOGIN7 where TLS is due", preLogin + QByteArray::fromHex("1001000c0000010000000000")},
            {"broken TLS record", QByteArray::fromHex("1603010004deadbeef")},
            {"ClientHello that is noise", preLogin + QByteArray::fromHex("1201001100000100 1603010004deadbeef")}};
        for (const Row &row : rows)
            QVERIFY2(closesAfter(port, row.bytes), row.reason);
        expectCaseCount("nonsense on the line", int(std::size(rows)), 10);
        Database database(served.connection()); // and it still serves
        QCOMPARE(database.cell(u"SELECT 1 AS a"_s), u"1"_s);
    }

    void goesOnOnTheSameRoot()
    {
        QTemporaryDir folder(u"/var/tmp/smk-unit-XXXXXX"_s);
        RehearsalOptions options;
        options.root = LocalPath(folder.path());
        QString guid;
        for (int start = 0; start < 2; ++start) {
            Served served(options);
            QVERIFY(served.server);
            Database database(served.connection());
            const QString now = database.cell(u"SELECT key_guid FROM sys.symmetric_keys"_s);
            QVERIFY(guid.isEmpty() || now == guid);
            guid = now;
            if (start == 0)
                QVERIFY_RESULT(PracticeMedium(options.root).unplug());
            else
                QVERIFY(!PracticeMedium(options.root).isPluggedIn());
        }
    }

    void handsOutTheAuthority()
    {
        Served served;
        QFile file(served.server->caFile().text());
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("-----BEGIN CERTIFICATE-----"));
        Served untrusted({.scenario = u"untrusted-certificate"_s});
        QVERIFY(untrusted.server->caFile().isEmpty());
        Database database(untrusted.connection());
        QCOMPARE(database.cell(u"SELECT CAST(CONNECTIONPROPERTY('local_net_address') AS nvarchar(48))"_s),
                 u"192.0.2.10"_s);
    }

    void stopsWhileClientsWait()
    {
        Served silent({.scenario = u"silent"_s});
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, silent.server->port());
        QVERIFY(socket.waitForConnected(2000));
        Served served;
        Database database(served.connection());
        QVERIFY(database.isOpen());
        served.server->stop();
        silent.server->stop();
        QVERIFY(database.cell(u"SELECT 1 AS a"_s) != u"1"_s);
    }
};

SMK_TEST(ServerTest)
#include "tst_server_linux.moc"
