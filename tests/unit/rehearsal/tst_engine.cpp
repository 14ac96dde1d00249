// The engine without a line: what each statement answers, and what is left on the disk.
#include "engine_errors.h"
#include "engine_run.h"
#include "test_main.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace smk;
using namespace smk::engine;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

constexpr auto GoodPassword = "Kiesel-42-Ufer";

struct Rig
{
    QTemporaryDir folder;
    std::unique_ptr<RehearsalInstance> instance;
    EngineSession session;

    explicit Rig(const QString &scenario = u"default"_s, RehearsalOptions options = {})
    {
        options.scenario = scenario;
        options.root = LocalPath(QFileInfo(folder.path()).canonicalFilePath());
        auto opened = RehearsalInstance::open(options, options.root);
        instance = opened ? std::move(*opened) : nullptr;
        session.login = u"rehearsal_1"_s;
        session.encrypted = true;
        session.serverAddress = u"127.0.0.1"_s;
        session.connected = QDateTime::currentDateTime();
    }
    Reply run(const QString &sql) { return runBatch(*instance, session, sql); }
    int error(const QString &sql)
    {
        const Reply reply = run(sql);
        return reply.firstError() != nullptr ? reply.firstError()->number : 0;
    }
    std::vector<SqlTable> tables(const QString &sql)
    {
        std::vector<SqlTable> found;
        for (const ReplyItem &item : run(sql).items) {
            if (const auto *table = std::get_if<SqlTable>(&item))
                found.push_back(*table);
        }
        return found;
    }
    QString cell(const QString &sql)
    {
        const auto found = tables(sql);
        if (found.empty() || found[0].rows.empty())
            return u"(no row)"_s;
        return found[0].rows[0][0].null ? u"NULL"_s : shown(found[0].rows[0][0]);
    }
    QString path(const QString &name) const
    {
        return ServerPath(instance->identity().keyPath).child(name, instance->identity().platform).text();
    }
    int backUp(const QString &name, const QString &password = QString::fromLatin1(GoodPassword))
    {
        return error(
            u"BACKUP SERVICE MASTER KEY TO FILE = N'%1' ENCRYPTION BY PASSWORD = N'%2'"_s.arg(path(name), password));
    }
    Reply restore(const QString &name, const QString &password = QString::fromLatin1(GoodPassword))
    {
        return run(
            u"RESTORE SERVICE MASTER KEY FROM FILE = N'%1' DECRYPTION BY PASSWORD = N'%2'"_s.arg(path(name), password));
    }
    QString local(const QString &name) const
    {
        return instance->withFiles(
            [&](const ServerFiles &files) { return files.local(path(name)).value_or(QString()); });
    }
};

bool says(const Reply &reply, int number)
{
    return std::any_of(reply.items.begin(), reply.items.end(), [number](const ReplyItem &item) {
        const auto *message = std::get_if<ServerMessage>(&item);
        return message != nullptr && message->number == number;
    });
}

} // namespace

class EngineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void backsUpAndRestores()
    {
        Rig rig;
        QVERIFY(rig.instance);
        QCOMPARE(rig.backUp(u"a.key"_s), 0);
        QFile file(rig.local(u"a.key"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(bytes.size() > 100);
        QVERIFY(!bytes.contains(rig.instance->key().bytes)); // sealed, not copied
        QVERIFY(!bytes.contains(GoodPassword));
#ifndef Q_OS_WIN
        QCOMPARE(file.permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther), QFileDevice::Permissions());
#endif
        const Reply same = rig.restore(u"a.key"_s);
        QVERIFY(says(same, 15588) && same.firstError() == nullptr);
        QCOMPARE(rig.restore(u"a.key"_s, u"Kiesel-42-ufer"_s).firstError()->number, 15313);
        QCOMPARE(rig.restore(u"none.key"_s).firstError()->number, 15317);
        QCOMPARE(rig.restore(u"none.key"_s).firstError()->state, 2);
    }

    void regeneratesAndRestoresTheOld()
    {
        Rig rig;
        QCOMPARE(rig.backUp(u"a.key"_s), 0);
        const PracticeKey old = rig.instance->key();
        QCOMPARE(rig.error(u"ALTER SERVICE MASTER KEY REGENERATE"_s), 0);
        QVERIFY(rig.instance->key().guid != old.guid && rig.instance->key().bytes != old.bytes);
        const Reply back = rig.restore(u"a.key"_s);
        QVERIFY(!says(back, 15588) && back.firstError() == nullptr);
        QCOMPARE(rig.instance->key().bytes, old.bytes);
    }

    void refusesBackups()
    {
        struct Row
        {
            const char *reason;
            const char *scenario;
            QString name;
            QString password;
            int number;
        };
        const QString good = QString::fromLatin1(GoodPassword);
        const Row rows[] = {
            {"seven characters", "default", u"a.key"_s, u"Ab-1234"_s, 15116},
            {"two classes", "default", u"a.key"_s, u"abcdefgh1234"_s, 15118},
            {"129 characters", "default", u"a.key"_s, u"Aa1-"_s + QString(125, u'x'), 15156},
            {"stricter rule", "weak-password-rejected", u"a.key"_s, good, 15116},
            {"no right", "no-permission", u"a.key"_s, good, 15247},
            {"cloud database", "azure-sql-database", u"a.key"_s, good, 40510},
            {"parent missing", "default", u"none/a.key"_s, good, 15240},
            {"a directory of that name", "default", u"sub"_s, good, 15240},
            {"file there", "file-exists", u"a.key"_s, good, 15240},
            {"folder lost", "directory-missing", u"a.key"_s, good, 15240},
            {"folder closed", "directory-not-writable", u"a.key"_s, good, 15240},
            {"quoted back", "echoes-statement", u"a.key"_s, good, 102},
            {"name of 300 characters", "default", QString(300, u'n'), good, 15240},
            {"no such drive", "windows-host", u"../Z:/a.key"_s, good, 15240},
            {"star in a Windows name", "windows-host", u"a*.key"_s, good, 15240},
            {"out of the root by dots", "default", u"../../../../../../../../tmp/smk-out.key"_s, good, 15240}};
        for (const Row &row : rows) {
            Rig rig(QString::fromLatin1(row.scenario));
            QVERIFY(rig.instance);
            QDir().mkpath(rig.local(u"sub"_s));
            const auto count = [&] {
                return QDir(QFileInfo(rig.local(u"sub"_s)).path()).entryList(QDir::Files).size();
            };
            QVERIFY2(rig.backUp(row.name, row.password) == row.number, row.reason);
            QVERIFY2(count() == (qstrcmp(row.scenario, "file-exists") == 0 ? 1 : 0), row.reason); // nothing left behind
        }
        expectCaseCount("refused backups", int(std::size(rows)), 16);
    }

    void fileFaultsPassWithAnotherName()
    {
        Rig exists(u"file-exists"_s);
        QCOMPARE(exists.backUp(u"a.key"_s), 15240);
        QCOMPARE(exists.backUp(u"b.key"_s), 0);
        Rig missing(u"directory-missing"_s);
        QCOMPARE(missing.backUp(u"a.key"_s), 15240);
        QCOMPARE(missing.cell(u"SELECT parent_directory_exists FROM sys.dm_os_file_exists(N'%1')"_s.arg(
                     missing.path(u"a.key"_s))),
                 u"0"_s);
        QCOMPARE(missing.error(u"EXEC master.dbo.xp_create_subdir N'%1'"_s.arg(missing.path(u"new"_s))), 0);
        QCOMPARE(
            missing.backUp(missing.instance->identity().platform == Platform::Linux ? u"new/a.key"_s : u"new\\a.key"_s),
            0);
    }

    void neverReplacesAFile()
    {
        Rig rig;
        QCOMPARE(rig.backUp(u"a.key"_s), 0);
        QFile file(rig.local(u"a.key"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        QCOMPARE(rig.backUp(u"a.key"_s), 15240);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    // A second colon names a stream: success, and a file without bytes (seen in the field).
    void secondColonGivesAnEmptyFile()
    {
        Rig rig(u"windows-host"_s);
        QCOMPARE(rig.backUp(u"NP:.key"_s), 0);
        QCOMPARE(QFileInfo(rig.local(u"NP"_s)).size(), 0);
        QVERIFY(QFileInfo::exists(rig.local(u"NP"_s)));
    }

    void evaluates()
    {
        Rig rig;
        struct Row
        {
            const char *sql;
            const char *expected;
        };
        const Row rows[] = {
            {"SELECT @@SERVERNAME", "REHEARSAL"},
            {"SELECT CAST(SERVERPROPERTY('EngineEdition') AS int) AS e", "3"},
            {"SELECT CAST(SERVERPROPERTY('NoSuchThing') AS nvarchar(128))", "NULL"},
            {"SELECT CONVERT(nvarchar(10), 12)", "12"},
            {"SELECT CONVERT(varchar(10), 0x0AFF, 2)", "0AFF"},
            {"SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'CONTROL SERVER')", "1"},
            {"SELECT HAS_PERMS_BY_NAME(NULL, NULL, 'BAKE BREAD')", "NULL"},
            {"SELECT IS_SRVROLEMEMBER('sysadmin')", "1"},
            {"SELECT SUSER_SNAME()", "rehearsal_1"},
            {"SELECT CONNECTIONPROPERTY('net_transport')", "TCP"},
            {"SELECT ISNULL(NULL, 5)", "5"},
            {"SELECT COUNT(*) FROM sys.databases WHERE is_master_key_encrypted_by_server = 1", "2"},
            {"SELECT (SELECT COUNT(*) FROM sys.linked_logins WHERE uses_self_credential = 0) AS n", "2"},
            {"SELECT servicename FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server (%'",
             "SQL Server (MSSQLSERVER)"},
            {"SELECT COUNT(*) FROM sys.dm_server_services WHERE servicename LIKE 'SQL Server%'", "3"},
            {"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID", "TRUE"},
            {"SELECT COUNT(*) FROM sys.key_encryptions WHERE key_id = 102 AND thumbprint = 0x01", "1"},
            {"SELECT name FROM [master].[sys].[symmetric_keys] WHERE name = N'##MS_ServiceMasterKey##'",
             "##MS_ServiceMasterKey##"},
            {"SELECT CASE WHEN 1 = 2 THEN N'a' WHEN 2 > 1 THEN N'b' ELSE N'c' END", "b"},
            {"SELECT TOP (1) name FROM sys.databases ORDER BY database_id DESC", "Payroll"},
            {"SELECT d.name FROM sys.databases AS d WHERE d.database_id IN (1, 99)", "master"},
            {"SELECT k.name FROM sys.symmetric_keys k JOIN sys.key_encryptions e ON e.key_id = k.symmetric_key_id",
             "##MS_ServiceMasterKey##"},
            {"SELECT MAX(database_id) FROM sys.databases", "6"},
            {"SELECT 'it''s' -- comment\n", "it's"},
            {"/* a /* nested */ comment */ SELECT 7;", "7"},
            {"SELECT N'a' + N'b'", "ab"},
            {"SELECT 1 WHERE EXISTS (SELECT * FROM sys.databases WHERE name LIKE '%roll')", "1"},
            {"SELECT COUNT(*) FROM sys.databases WHERE NOT name IS NULL AND (database_id < 3 OR database_id = 6)", "3"},
            {"SELECT HASHBYTES('SHA2_256', NULL)", "NULL"},
            {"SELECT OBJECT_ID('sys.xp_nothing')", "NULL"}};
        for (const Row &row : rows)
            QVERIFY2(rig.cell(QString::fromLatin1(row.sql)) == QString::fromLatin1(row.expected),
                     qPrintable(QString::fromLatin1(row.sql) + u" → "_s + rig.cell(QString::fromLatin1(row.sql))));
        expectCaseCount("expressions", int(std::size(rows)), 30);
    }

    // What is not on the list gets the server's own error; nothing pretends to have worked.
    void refusesTheRest()
    {
        Rig rig;
        struct Row
        {
            const char *sql;
            int number;
        };
        const Row rows[] = {
            {"SELECT * FROM dbo.customers", 208},
            {"SELECT * FROM sys.no_such_view", 208},
            {"SELECT * FROM other.sys.databases", 208},
            {"SELECT nothing FROM sys.databases", 207},
            {"SELECT x.name FROM sys.databases AS y", 4104},
            {"SELECT NOSUCHFUNCTION(1)", 195},
            {"SELECT 'open", 105},
            {"SELECT 1 /* open", 113},
            {"EXEC sp_configure", 2812},
            {"xp_cmdshell 'dir'", 2812},
            {"SELECT @nothing", 137},
            {"DROP TABLE t", 156},
            {"CREATE DATABASE x", 156},
            {"INSERT INTO t VALUES (1)", 156},
            {"SELECT 1 +", 102},
            {"SELECT (1", 102},
            {"BACKUP SERVICE MASTER KEY", 102},
            {"BACKUP SERVICE MASTER KEY TO FILE = @f ENCRYPTION BY PASSWORD = N'Abc-123456'", 102},
            {"BACKUP SERVICE MASTER KEY TO FILE = N'x' ENCRYPTION BY PASSWORD = N'Abc-123456' WITH COPY_ONLY", 156},
            {"BACKUP MASTER KEY TO FILE = N'x' ENCRYPTION BY PASSWORD = N'Abc-123456'", 102},
            {"BACKUP DATABASE x TO DISK = N'y'", 40510},
            {"RESTORE SERVICE MASTER KEY FROM FILE = N'x'", 102},
            {"USE nowhere", 911},
            {"SELECT * FROM OPENROWSET(BULK N'x', SINGLE_BLOB)", 491},
            {"SELECT CAST('abc' AS int)", 245},
            {"GRANT CONTROL SERVER TO x", 156}};
        for (const Row &row : rows) {
            const int number = rig.error(QString::fromLatin1(row.sql));
            QVERIFY2(number == row.number,
                     qPrintable(QString::fromLatin1(row.sql) + u" → "_s + QString::number(number)));
        }
        expectCaseCount("refused statements", int(std::size(rows)), 26);
        // A batch with a syntax error runs not even its first statement.
        QCOMPARE(
            rig.error(
                u"BACKUP SERVICE MASTER KEY TO FILE = N'%1' ENCRYPTION BY PASSWORD = N'Abc-123456'; SELEC 1 FROM"_s.arg(
                    rig.path(u"z.key"_s)))
                != 0,
            true);
        QVERIFY(!QFile::exists(rig.local(u"z.key"_s)));
        // Deep nesting is refused, not recursed into.
        QVERIFY(rig.error(u"SELECT "_s + QString(20000, u'(') + u'1' + QString(20000, u')')) != 0);
        QVERIFY(rig.error(u"SELECT "_s + u"NOT "_s.repeated(20000) + u'1') != 0);
        QVERIFY(rig.error(u"SELECT "_s + u"- "_s.repeated(20000) + u'1') != 0);
    }

    void readsTheFileBack()
    {
        Rig rig;
        QCOMPARE(rig.backUp(u"a.key"_s), 0);
        QFile file(rig.local(u"a.key"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const auto tables = rig.tables(
            u"SELECT x.BulkColumn, DATALENGTH(x.BulkColumn) AS size, HASHBYTES('SHA2_256', x.BulkColumn) AS hash FROM OPENROWSET(BULK N'%1', SINGLE_BLOB) AS x"_s
                .arg(rig.path(u"a.key"_s)));
        QCOMPARE(tables.size(), std::size_t(1));
        QCOMPARE(tables[0].rows[0][0].bytes, bytes);
        QCOMPARE(tables[0].columns[0].type, SqlType::BinaryMax);
        QCOMPARE(tables[0].rows[0][1].number, qint64(bytes.size()));
        QCOMPARE(tables[0].rows[0][2].bytes, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256));

        const QString read = u"SELECT x.BulkColumn FROM OPENROWSET(BULK N'%1', SINGLE_BLOB) AS x"_s;
        QCOMPARE(rig.error(read.arg(rig.path(u"none.key"_s))), 4860);
        RehearsalOptions denied;
        denied.denied = {u"ADMINISTER BULK OPERATIONS"_s};
        Rig poor(u"default"_s, denied);
        QCOMPARE(poor.error(read.arg(poor.path(u"a.key"_s))), 4834);
        QCOMPARE(poor.backUp(u"a.key"_s), 0); // the one right is not the other
        Rig linuxHost(u"linux-host"_s);
        QCOMPARE(
            linuxHost.error(
                u"BACKUP SERVICE MASTER KEY TO FILE = N'/var/opt/mssql/data/a.key' ENCRYPTION BY PASSWORD = N'Kiesel-42-Ufer'"_s),
            0);
        QCOMPARE(linuxHost.error(read.arg(u"/var/opt/mssql/data/a.key"_s)), 4861);
        QCOMPARE(linuxHost.error(read.arg(u"/srv/keys/../../var/opt/mssql/data/a.key"_s)), 4861);
    }

    void looksAtFiles()
    {
        Rig rig;
        QCOMPARE(rig.backUp(u"a.key"_s), 0);
        const auto seen = [&](const QString &name) {
            const auto tables = rig.tables(u"EXEC master.dbo.xp_fileexist N'%1'"_s.arg(rig.path(name)));
            QString text;
            for (const SqlValue &value : tables.at(0).rows.at(0))
                text += shown(value);
            return text;
        };
        QCOMPARE(seen(u"a.key"_s), u"101"_s);
        QCOMPARE(seen(u"b.key"_s), u"001"_s);
        QCOMPARE(seen(u"none/b.key"_s), u"000"_s);
        QCOMPARE(rig.cell(u"SELECT file_or_directory_name FROM sys.dm_os_enumerate_filesystem(N'%1', N'*')"_s.arg(
                     rig.instance->identity().keyPath)),
                 u"a.key"_s);
        QCOMPARE(rig.cell(u"EXEC xp_dirtree N'%1', 1, 1"_s.arg(rig.instance->identity().keyPath)), u"a.key"_s);
    }

    void lacksRightsInTheServersWords()
    {
        Rig rig(u"no-permission"_s);
        const Reply reply = rig.run(u"SELECT encrypt_option FROM sys.dm_exec_connections WHERE session_id = @@SPID"_s);
        QVERIFY(says(reply, 300) && says(reply, 297));
        QCOMPARE(rig.cell(u"SELECT name FROM sys.symmetric_keys"_s), u"(no row)"_s); // not visible is not an error
        QCOMPARE(rig.cell(u"SELECT HAS_PERMS_BY_NAME(NULL,NULL,'CONTROL SERVER')"_s), u"0"_s);
        QCOMPARE(rig.restore(u"a.key"_s).firstError()->number, 15247);
    }

    void oldVersionLacksWhatCameLater()
    {
        Rig rig(u"old-version"_s);
        QCOMPARE(rig.error(u"SELECT * FROM sys.dm_os_host_info"_s), 208);
        QCOMPARE(rig.error(u"SELECT * FROM sys.dm_os_file_exists(N'x')"_s), 208);
        QCOMPARE(rig.cell(u"SELECT algorithm_desc FROM sys.symmetric_keys"_s), u"TRIPLE_DES"_s);
        QCOMPARE(rig.cell(u"SELECT CAST(SERVERPROPERTY('InstanceDefaultBackupPath') AS nvarchar(128))"_s), u"NULL"_s);
        QCOMPARE(rig.cell(u"SELECT HASHBYTES('SHA2_256', 0x00)"_s), u"NULL"_s);
        QCOMPARE(rig.cell(u"SELECT HAS_PERMS_BY_NAME(NULL,NULL,'VIEW SERVER SECURITY STATE')"_s), u"NULL"_s);
    }

    void keyOutlivesTheProcess()
    {
        Rig rig;
        RehearsalOptions options = rig.instance->options();
        const PracticeKey before = rig.instance->key();
        rig.instance.reset();
        auto again = RehearsalInstance::open(options, options.root);
        QVERIFY_RESULT(again);
        QCOMPARE((*again)->key().bytes, before.bytes);
        QCOMPARE((*again)->key().guid, before.guid);
        again->reset();
        QFile state(options.root.child(u"state"_s).child(u"service-master-key.json"_s).text());
        QVERIFY(state.open(QIODevice::WriteOnly | QIODevice::Truncate)); // a key that cannot be read is not replaced
        state.close();
        QCOMPARE(RehearsalInstance::open(options, options.root).error().id, u"rehearsal.root-not-usable"_s);
    }

    void masksPasswords()
    {
        struct Row
        {
            const char *sql;
            const char *expected;
        };
        const Row rows[] = {
            {"BACKUP X ENCRYPTION BY PASSWORD = N'sec''ret' ", "BACKUP X ENCRYPTION BY PASSWORD = N'******' "},
            {"… BY PASSWORD='secret'", "… BY PASSWORD=N'******'"},
            {"… by password = N'a' … password = 'b'", "… by password = N'******' … password = N'******'"},
            {"BACKUP BY PASSWORD = N'open sec''ret", "BACKUP BY PASSWORD ******"},
            {"EXEC(N'BACKUP BY PASSWORD = N''secret''')", "EXEC(N'BACKUP BY PASSWORD = N'******'')"},
            {"SELECT 1", "SELECT 1"}};
        for (const Row &row : rows)
            QCOMPARE(masked(QString::fromUtf8(row.sql)), QString::fromUtf8(row.expected));
        expectCaseCount("masked statements", int(std::size(rows)), 6);
        Rig rig;
        rig.instance->record(
            {1, true, {}, u"BACKUP SERVICE MASTER KEY TO FILE = N'f' ENCRYPTION BY PASSWORD = N'geheim'"_s});
        QVERIFY(!rig.instance->statements().front().sql.contains(u"geheim"_s));
    }

    void scenariosAreWhole()
    {
        QStringList ids;
        for (const Scenario &scenario : scenarios()) {
            ids << QString::fromLatin1(scenario.id);
            QVERIFY(qstrlen(scenario.title) > 0 && qstrlen(scenario.teaches) > 0);
            Rig rig(ids.last());
            QVERIFY2(rig.instance, scenario.id);
            QVERIFY2(rig.instance->identity().serverName.startsWith(u"REHEARSAL"_s), scenario.id);
            QCOMPARE(rig.cell(u"SELECT @@SERVERNAME"_s), rig.instance->identity().serverName);
        }
        QCOMPARE(ids.removeDuplicates(), 0);
        expectCaseCount("scenarios", int(ids.size()), 19);
        QCOMPARE(RehearsalInstance::open({.scenario = u"none"_s}, LocalPath(QDir::tempPath())).error().id,
                 u"rehearsal.unknown-scenario"_s);
    }

    void errorsHaveOneEntryEach()
    {
        QList<int> numbers;
        for (const ErrorEntry &entry : errorEntries()) {
            QVERIFY2(!numbers.contains(entry.number), entry.text);
            numbers << entry.number;
            QVERIFY2(entry.stateKnown || entry.state == 1, entry.text);
        }
        QCOMPARE(serverError(15240, {u"C:\\%2\\a.key"_s}).text.contains(u"'C:\\%2\\a.key'"_s), true);
    }
};

SMK_TEST(EngineTest)
#include "tst_engine.moc"
