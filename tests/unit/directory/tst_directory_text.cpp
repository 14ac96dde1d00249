#include "access_parents.h"
#include "directory_commands.h"
#include "directory_step.h"
#include "known_principals.h"
#include "path_text.h"
#include "server_process.h"
#include "test_main.h"
#include "words_of_room.h"

#include <QFile>
#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

DirectoryContext windowsContext()
{
    DirectoryContext context;
    context.platform = Platform::Windows;
    context.serverName = u"DBSRV01"_s;
    context.serviceAccount = u"NT Service\\MSSQLSERVER"_s;
    context.defaultBackupPath = u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL\\Backup"_s;
    context.defaultDataPath = u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL\\DATA\\"_s;
    context.defaultLogPath = u"L:\\SQL\\Logs\\"_s;
    return context;
}

// As installed by somebody in a hurry.
DirectoryContext filesInARoot()
{
    DirectoryContext context = windowsContext();
    context.defaultBackupPath = context.defaultDataPath = context.defaultLogPath = u"E:\\"_s;
    return context;
}

DirectoryContext linuxContext()
{
    DirectoryContext context;
    context.platform = Platform::Linux;
    context.serverName = u"dbsrv02"_s;
    context.defaultBackupPath = u"/var/opt/mssql/data"_s;
    context.defaultDataPath = u"/var/opt/mssql/data"_s;
    return context;
}

DirectoryContext withMedium(DirectoryContext context, const QString &root)
{
    context.seenFromHere = true;
    context.mediumRoot = LocalPath(root);
    return context;
}

DirectoryContext inRehearsal(DirectoryContext context, const QString &parent)
{
    context.rehearsalParent = ServerPath(parent);
    return context;
}

struct Row
{
    const char *reason;
    QString path;
    const char *expected; // an id; "": nothing at all
    FindingState state = FindingState::Blocker;
    DirectoryContext context = windowsContext();
};

std::vector<Row> rows()
{
    using enum FindingState;
    const DirectoryContext l = linuxContext();
    return {
        {"a folder of its own", u"D:\\SMK-Backup"_s, ""},
        {"quotes, semicolon, brackets are data", u"D:\\it's;a}{b]c"_s, ""},
        {"forward slashes are fine on Windows", u"D:/SMK/Backup"_s, ""},
        {"a blank inside a name, as in a vendor's page", u"c:\\keys\\service_master_ key"_s, ""},
        {"nothing typed", u"   "_s, "directory.path.empty"},
        {"a line break", u"D:\\SMK\nBackup"_s, "directory.path.control"},
        {"a line separator of Unicode", u"D:\\SMK\u2028Backup"_s, "directory.path.control"},
        {"half a surrogate pair", u"D:\\SMK"_s + QChar(0xd83d), "directory.path.broken"},
        {"a character that shows nothing", u"D:\\SMK\u200bBackup"_s, "directory.path.hidden", Note},
        {"relative", u"SMK-Backup"_s, "directory.path.not-rooted"},
        {"relative to a drive", u"D:SMK-Backup"_s, "directory.path.not-rooted"},
        {"root of whatever drive is current", u"\\SMK-Backup"_s, "directory.path.not-rooted"},
        {"a path of Linux on Windows", u"/srv/smk"_s, "directory.path.linux-on-windows"},
        {"device prefix", u"\\\\?\\D:\\SMK"_s, "directory.path.device"},
        {"device name space", u"\\\\.\\PhysicalDrive0"_s, "directory.path.device"},
        {"a share names its host", u"\\\\filer.example\\BI\\BACKUP"_s, "directory.path.share", Note},
        {"a share's root", u"\\\\filer\\BI"_s, "directory.path.share-root", Note},
        {"a host without a share", u"\\\\filer"_s, "directory.path.not-rooted"},
        {"a drive of a remote desktop", u"\\\\tsclient\\E\\keys"_s, "directory.path.tsclient"},
        {"root of a volume", u"C:\\"_s, "directory.path.volume-root"},
        {"a second colon (a stream)", u"D:\\keys\\NP:x"_s, "directory.path.colon"},
        {"a colon in a share", u"\\\\filer\\BI\\a:b"_s, "directory.path.colon"},
        {"a question mark", u"D:\\keys?"_s, "directory.path.forbidden"},
        {"a device's name", u"D:\\keys\\NUL"_s, "directory.path.reserved"},
        {"a device's name with extension", u"D:\\com1.keys\\x"_s, "directory.path.reserved"},
        {"a dot at the end", u"D:\\keys."_s, "directory.path.trailing"},
        {"a blank at the end", u"D:\\keys \\x"_s, "directory.path.trailing"},
        {"steps upwards", u"D:\\keys\\..\\Windows"_s, "directory.path.dots"},
        {"longer than 259 with the name", u"D:\\"_s + QString(240, u'x'), "directory.path.too-long"},
        {"a doubled separator", u"D:\\keys\\\\x"_s, "directory.path.doubled", Note},
        {"data folder, other case and slashes", u"d:/sqlserver/mssql16.mssqlserver/mssql/data"_s,
         "directory.path.data"},
        {"below the data folder", u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL\\DATA\\keys"_s, "directory.path.data"},
        {"above the data folder", u"D:\\SQLServer"_s, "directory.path.above-data", Note},
        {"below the folder of logs", u"l:\\sql\\logs\\keys"_s, "directory.path.log"},
        {"above the folder of logs", u"L:\\SQL"_s, "directory.path.above-data", Note},
        {"above the backup folder", u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL"_s, "directory.path.above-data", Note},
        {"beside files that lie in a volume's root", u"E:\\SMK-Backup"_s, "", Fact, filesInARoot()},
        {"the volume's root itself", u"E:\\"_s, "directory.path.volume-root", Blocker, filesInARoot()},
        {"beside the data folder with the same beginning", u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL\\DATA2"_s, ""},
        {"default backup folder", u"D:\\SQLServer\\MSSQL16.MSSQLSERVER\\MSSQL\\Backup"_s, "directory.path.backup",
         Note},
        {"a web root", u"C:\\inetpub\\wwwroot\\keys"_s, "directory.path.web"},
        {"a web root of XAMPP, elsewhere", u"D:/xampp/htdocs"_s, "directory.path.web"},
        {"a cloud folder", u"D:\\OneDrive\\keys"_s, "directory.path.cloud", Note},
        {"a cloud folder of a company", u"D:\\onedrive - Example Ltd\\keys"_s, "directory.path.cloud", Note},
        {"a name that only begins like a cloud's", u"D:\\OneDriveless"_s, ""},
        {"the operating system's", u"C:\\Windows\\keys"_s, "directory.path.system"},
        {"a temporary folder", u"C:\\temp\\keys"_s, "directory.path.temporary", Note},
        {"a user's profile", u"C:\\Users\\dba\\keys"_s, "directory.path.profile", Note},
        {"the medium's own disk", u"E:\\keys"_s, "directory.path.medium", Blocker,
         withMedium(windowsContext(), u"E:/"_s)},
        {"the medium's root is a volume's root first", u"E:\\"_s, "directory.path.volume-root", Blocker,
         withMedium(windowsContext(), u"E:/"_s)},
        {"below a folder chosen by hand as the medium", u"e:\\Vault\\keys"_s, "directory.path.medium", Blocker,
         withMedium(windowsContext(), u"E:/vault"_s)},
        {"the same letter on another machine is another disk", u"E:\\keys"_s, ""},
        {"Linux: a folder of its own", u"/srv/smk-backup"_s, "", Fact, l},
        {"Linux: colon and asterisk are data in a folder", u"/srv/a:b*"_s, "", Fact, l},
        {"Linux: written as on Windows, from public scripts", u"\\var\\opt\\mssql\\keys"_s,
         "directory.path.windows-on-linux", Blocker, l},
        {"Linux: with a drive, as old error logs print", u"C:\\var\\opt\\mssql"_s, "directory.path.windows-on-linux",
         Blocker, l},
        {"Linux: a backslash among slashes", u"/srv/my\\keys"_s, "directory.path.backslash", Blocker, l},
        {"Linux: the root", u"/"_s, "directory.path.volume-root", Blocker, l},
        {"Linux: cannot be read back over SQL", u"/var/opt/mssql/certs"_s, "directory.path.var-opt", Note, l},
        {"Linux: doubled slash does not hide it", u"/var//opt/mssql/certs"_s, "directory.path.var-opt", Note, l},
        {"Linux: relative", u"keys"_s, "directory.path.not-rooted", Blocker, l},
        {"Linux: a temporary folder", u"/var/tmp/keys"_s, "directory.path.temporary", Note, l},
        {"Linux: the practice root is temporary on purpose", u"/var/tmp/smk-1/keys"_s, "", Fact,
         inRehearsal(l, u"/var/tmp/smk-1"_s)},
        {"Linux: a home", u"/home/dba/keys"_s, "directory.path.profile", Note, l},
        {"Linux: the system's", u"/etc/keys"_s, "directory.path.system", Blocker, l},
        {"Linux: a web root", u"/var/www/html"_s, "directory.path.web", Blocker, l},
        {"Linux: a cloud folder", u"/srv/Nextcloud/keys"_s, "directory.path.cloud", Note, l},
        {"Linux: the medium itself", u"/media/dba/SMK-07"_s, "directory.path.medium", Blocker,
         withMedium(l, u"/media/dba/SMK-07"_s)},
        {"Linux: on the medium", u"/media/dba/SMK-07/keys"_s, "directory.path.medium", Blocker,
         withMedium(l, u"/media/dba/SMK-07"_s)},
        {"Linux: another case is another folder", u"/VAR/OPT/MSSQL/data"_s, "", Fact, l},
    };
}

struct NameRow
{
    const char *reason;
    QString name;
    const char *expected;
    Platform platform = Platform::Windows;
    FindingState state = FindingState::Blocker;
};

std::vector<NameRow> nameRows()
{
    return {
        {"as proposed", u"DBSRV01$REPORTING-smk-20261124T204503Z.key"_s, ""},
        {"nothing", QString(), "directory.name.empty"},
        {"a line break", u"a\r\n.key"_s, "directory.name.control"},
        {"half a surrogate pair", u"a"_s + QChar(0xdc00), "directory.name.broken"},
        {"a slash", u"keys/a.key"_s, "directory.name.separator", Platform::Linux},
        {"a backslash", u"keys\\a.key"_s, "directory.name.separator", Platform::Linux},
        {"the folder above", u".."_s, "directory.name.dots"},
        {"a stream", u"NP:.$SQLSERVER-key"_s, "directory.name.colon"},
        {"a colon on Linux: the medium would refuse it", u"a:b.key"_s, "directory.name.colon", Platform::Linux},
        {"an asterisk", u"*.key"_s, "directory.name.forbidden"},
        {"a device", u"nul.key"_s, "directory.name.reserved"},
        {"a device with a raised digit", u"COM\u00b9"_s, "directory.name.reserved"},
        {"a dot at the end", u"smk."_s, "directory.name.trailing"},
        {"a blank in front", u" smk.key"_s, "directory.name.trailing"},
        {"too long for what the copy appends", QString(201, u'a'), "directory.name.too-long"},
        {"length counts bytes", QString(101, QChar(0x00e4)), "directory.name.too-long", Platform::Linux},
        {"hidden on Linux", u".smk.key"_s, "directory.name.dot-file", Platform::Linux, FindingState::Note},
        {"shows nothing", u"smk\u200b.key"_s, "directory.name.hidden", Platform::Windows, FindingState::Note},
        {"an inner blank", u"service_master_ key"_s, ""},
    };
}

QString idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        ids << finding.id;
    return ids.join(u' ');
}

QStringList recordedPaths(const QString &name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA) + u"/recorded/spellings/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace

class DirectoryTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paths()
    {
        for (const Row &row : rows()) {
            const Findings findings = checkDirectoryText(ServerPath(row.path), row.context);
            const QByteArray told = (QString::fromUtf8(row.reason) + u": "_s + idsOf(findings)).toUtf8();
            if (!*row.expected) {
                QVERIFY2(findings.empty(), told.constData());
                continue;
            }
            const auto found = std::find_if(findings.begin(), findings.end(), [&row](const Finding &f) {
                return f.id == QLatin1StringView(row.expected);
            });
            QVERIFY2(found != findings.end() && found->state == row.state, told.constData());
            QVERIFY2(row.state == FindingState::Blocker || !hasState(findings, FindingState::Blocker),
                     told.constData());
        }
        test::expectCaseCount("directory paths as typed", int(rows().size()), 30);
    }

    void names()
    {
        for (const NameRow &row : nameRows()) {
            const Findings findings = checkFileName(row.name, row.platform);
            const QByteArray told = (QString::fromUtf8(row.reason) + u": "_s + idsOf(findings)).toUtf8();
            QVERIFY2(idsOf(findings) == QLatin1StringView(row.expected), told.constData());
            QVERIFY2(findings.empty() || findings.front().state == row.state, told.constData());
        }
        test::expectCaseCount("file names as typed", int(nameRows().size()), 15);
    }

    // Recorded from public scripts: the folder and the name of each, taken apart as the server would.
    void recordedSpellings()
    {
        const QStringList paths = recordedPaths(u"backup-paths.txt"_s) + recordedPaths(u"key-file-paths.txt"_s);
        QVERIFY(paths.size() >= 16);
        DirectoryContext instance = windowsContext();
        instance.defaultBackupPath = u"C:\\Program Files\\Microsoft SQL Server\\MSSQL13.MSSQLSERVER\\MSSQL\\Backup"_s;
        QStringList refused;
        QStringList noted;
        for (const QString &text : paths) {
            const Platform platform = text.startsWith(u'/') ? Platform::Linux : Platform::Windows;
            DirectoryContext context = platform == Platform::Linux ? linuxContext() : instance;
            const ServerPath path(text);
            Findings findings = checkDirectoryText(path.parent(platform), context);
            for (const Finding &finding : checkFileName(path.fileName(platform), platform))
                findings.push_back(finding);
            if (hasState(findings, FindingState::Blocker))
                refused << text;
            else if (hasState(findings, FindingState::Note))
                noted << text;
        }
        // The stream and the file in the root of C:; the share, the backup folder and the two below /var/opt/mssql.
        QCOMPARE(
            refused.join(u'\n'),
            u"D:\\SQLServer\\Data\\MSSQL16.SQLSERVER\\MSSQL\\Backup\\NP:.$SQLSERVER-master-masterkey\nC:\\master_key"_s);
        QVERIFY2(noted.contains(u"\\\\filer.example\\BI\\BACKUP"_s), qPrintable(noted.join(u'\n')));
        QVERIFY(noted.contains(u"/var/opt/mssql/certs/servicemasterkey.smk"_s));
        QVERIFY(noted.contains(u"/var/opt/mssql/backup//PrestigeCars-202044-6-42-9.bak"_s));
        QVERIFY(noted.contains(
            u"C:\\Program Files\\Microsoft SQL Server\\MSSQL13.MSSQLSERVER\\MSSQL\\Backup\\myserviceMasterKey"_s));
    }

    void proposals()
    {
        DirectoryContext windows = windowsContext();
        QCOMPARE(proposeDirectory(windows).text(), u"D:\\SMK-Backup"_s);
        windows.defaultBackupPath = u"\\\\filer\\sql"_s; // a share has no letter; the data path has
        QCOMPARE(proposeDirectory(windows).text(), u"D:\\SMK-Backup"_s);
        DirectoryContext bare;
        bare.platform = Platform::Windows;
        QCOMPARE(proposeDirectory(bare).text(), u"C:\\SMK-Backup"_s);
        windows.lastUsed = ServerPath(u"E:\\keys"_s);
        QCOMPARE(proposeDirectory(windows).text(), u"E:\\keys"_s);
        QCOMPARE(proposeDirectory(linuxContext()).text(), u"/srv/smk-backup"_s); // not below /var/opt/mssql
        DirectoryContext remote = linuxContext();
        remote.defaultBackupPath = u"/backup"_s;
        QCOMPARE(proposeDirectory(remote).text(), u"/backup/smk-backup"_s);
        DirectoryContext rehearsal = inRehearsal(linuxContext(), u"/practice"_s);
        rehearsal.lastUsed = ServerPath(u"/srv/of-the-real-server"_s);
        QCOMPARE(proposeDirectory(rehearsal).text(), u"/practice/key-folder"_s);
        for (const ServerPath &path : {proposeDirectory(windowsContext()), proposeDirectory(windows)})
            QVERIFY(!hasState(checkDirectoryText(path, windowsContext()), FindingState::Blocker));
    }

    void fileNames()
    {
        const QDateTime utc(QDate(2026, 11, 24), QTime(20, 45, 3), Qt::UTC);
        QCOMPARE(proposeFileName(u"DBSRV01\\REPORTING"_s, utc), u"DBSRV01$REPORTING-smk-20261124T204503Z.key"_s);
        QCOMPARE(proposeFileName(u"odd:name/with*signs"_s, utc), u"odd_name_with_signs-smk-20261124T204503Z.key"_s);
        QCOMPARE(proposeFileName(QString(), utc), u"server-smk-20261124T204503Z.key"_s);
        QCOMPARE(proposeFileName(QString(), utc,
                                 {u"SERVER-smk-20261124T204503Z.key"_s, u"server-smk-20261124T204504Z.key"_s}),
                 u"server-smk-20261124T204505Z.key"_s); // two tries within a second
        for (const QString &server : {u"DBSRV01"_s, u"CON"_s, u" a "_s, QString(300, u'x'), QString(QChar(0xd800))})
            QVERIFY2(!hasState(checkFileName(proposeFileName(server, utc), Platform::Windows), FindingState::Blocker),
                     qPrintable(server));
    }

    void commandsAreQuoted()
    {
        const Principal service{serviceSid(u"MSSQLSERVER"_s), u"NT Service\\MSSQLSERVER"_s};
        const QString windows = protectCommand(ServerPath(u"D:\\it's & more"_s), Platform::Windows, {}, service);
        QVERIFY(windows.startsWith(u"mkdir \"D:\\it's & more\" && icacls \"D:\\it's & more\" /inheritance:r"_s));
        QVERIFY(windows.contains(u'*' + service.id + u":(OI)(CI)M"_s));
        const QString linux = protectCommand(ServerPath(u"/srv/it's; rm"_s), Platform::Linux, u"mssql"_s, {});
        QVERIFY(linux.contains(u"'/srv/it'\\''s; rm'"_s));
        QVERIFY(linux.contains(u"u:mssql:rwx"_s));
        QCOMPARE(lookCommand(ServerPath(u"/srv/a b"_s), Platform::Linux),
                 u"stat -c '%A %U:%G' '/srv/a b'; getfacl '/srv/a b'"_s);
    }

    void parents()
    {
        const auto chain = [](const QString &path) {
            QStringList texts;
            for (const LocalPath &parent : parentsOf(LocalPath(path)))
                texts << parent.text();
            return texts.join(u' ');
        };
        QCOMPARE(chain(u"/a/b/c"_s), u"/a/b /a /"_s);
        QCOMPARE(chain(u"/a/b/"_s), u"/a /"_s);
        QCOMPARE(chain(u"/"_s), QString());
        QCOMPARE(chain(u"C:/a/b"_s), u"C:/a C:/"_s);
        QCOMPARE(chain(u"//host/share/a"_s), u"//host/share"_s);
        QCOMPARE(chain(u"//host/share"_s), QString());
    }

    void listenersInTheKernelsTable()
    {
        const QByteArray table =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
            "   0: 0100007F:0599 00000000:0000 0A 00000000:00000000 00:00000000 00000000 10001        0 1 1\n"
            "   1: 0100007F:0599 0100007F:C001 01 00000000:00000000 00:00000000 00000000  1000        0 2 1\n"
            "   2: 00000000000000000000000001000000:059A 00000000000000000000000000000000:0000 0A 0:0 0:0 0 997 0 3 1\n"
            "   3: 0100007F:059B 00000000:0000 0A 0:0 0:0 0 1 0 4 1\n"
            "   4: 00000000:059B 00000000:0000 0A 0:0 0:0 0 2 0 5 1\n";
        QCOMPARE(listenerInTable(table, 1433), std::optional<qint64>(10001));
        QCOMPARE(listenerInTable(table, 1434), std::optional<qint64>(997));
        QVERIFY(!listenerInTable(table, 1435)); // two users: not told
        QVERIFY(!listenerInTable(table, 1436));
        QVERIFY(!listenerInTable("cut 0100007F:0599", 1433));
    }

    void wordsForEveryId()
    {
        test::expectWordsOfRoom(u"directory"_s, directoryWords(),
                                {u"directory.rights.full"_s, u"directory.rights.modify"_s, u"directory.rights.read"_s,
                                 u"directory.rights.none"_s});
    }
};

SMK_TEST(DirectoryTextTest)
#include "tst_directory_text.moc"
