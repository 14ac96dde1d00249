#include "clock.h"
#include "data_folder.h"
#include "display_text.h"
#include "json_problem.h"
#include "paths.h"
#include "process_hardening.h"
#include "quoting.h"
#include "sha256.h"
#include "test_main.h"
#include "thread_rule.h"

#include <QJsonArray>

using namespace smk;
using namespace Qt::StringLiterals;

class ValuesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void serverPaths_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("windows");
        QTest::addColumn<QString>("parent");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain Windows") << u"D:\\SMK\\a.key"_s << true << u"D:\\SMK"_s << u"a.key"_s;
        QTest::newRow("in a volume's root") << u"D:\\a.key"_s << true << u"D:\\"_s << u"a.key"_s;
        QTest::newRow("mixed separators on Windows") << u"D:\\SMK/a.key"_s << true << u"D:\\SMK"_s << u"a.key"_s;
        QTest::newRow("share") << u"\\\\filer\\vault\\a.key"_s << true << u"\\\\filer\\vault"_s << u"a.key"_s;
        QTest::newRow("plain Linux") << u"/srv/smk/a.key"_s << false << u"/srv/smk"_s << u"a.key"_s;
        QTest::newRow("in the root") << u"/a.key"_s << false << u"/"_s << u"a.key"_s;
        QTest::newRow("a back-slash is a character on Linux")
            << u"/srv/a\\b.key"_s << false << u"/srv"_s << u"a\\b.key"_s;
        QTest::newRow("no directory at all") << u"a.key"_s << true << QString() << u"a.key"_s;
    }
    void serverPaths()
    {
        QFETCH(QString, path);
        QFETCH(bool, windows);
        const Platform platform = windows ? Platform::Windows : Platform::Linux;
        const ServerPath file(path);
        QTEST(file.parent(platform).text(), "parent");
        QTEST(file.fileName(platform), "name");
    }
    void childKeepsASeparatorThatIsThere()
    {
        QCOMPARE(ServerPath(u"C:\\"_s).child(u"a"_s, Platform::Windows).text(), u"C:\\a"_s);
        QCOMPARE(ServerPath(u"C:\\x"_s).child(u"a"_s, Platform::Windows).text(), u"C:\\x\\a"_s);
        QCOMPARE(ServerPath(u"/"_s).child(u"a"_s, Platform::Linux).text(), u"/a"_s);
        QCOMPARE(LocalPath(u"/x"_s).child(u"a"_s).text(), u"/x/a"_s);
        QCOMPARE(LocalPath(u"/x"_s).parent().text(), u"/"_s);
    }
    void placesBelow()
    {
        struct Row
        {
            const char *path, *folder;
            bool lies;
            const char *moved; // to "/new"
        };
        const std::vector<Row> rows{
            {"/media/a/x/k.key", "/media/a", true, "/new/x/k.key"},
            {"/media/a", "/media/a", true, "/new"},
            {"/media/ab/k.key", "/media/a", false, "/new/k.key"},
            {"/x/k.key", "/", true, "/new/x/k.key"},
            {"E:/x/k.key", "E:/", true, "/new/x/k.key"},
            {"E:/x/k.key", "E:", true, "/new/x/k.key"},
            {"e:/Vault/k.key", "E:/vault", true, "/new/k.key"},
            {"E:/", "E:/", true, "/new"},
            {"E:/vaults/k.key", "E:/vault", false, "/new/k.key"},
            {"/media/A/k.key", "/media/a", false, "/new/k.key"},
            {"/media/a", "", false, "/new/a"},
            {"/:A/k.key", "/:a", false, "/new/k.key"}, // no drive's letter
            {"//FILESRV/Vault/a/k.key", "//filesrv/vault", true, "/new/a/k.key"},
        };
        for (const Row &row : rows) {
            const LocalPath path(QString::fromLatin1(row.path));
            const LocalPath folder(QString::fromLatin1(row.folder));
            QVERIFY2(path.liesIn(folder) == row.lies, row.path);
            QCOMPARE(path.moved(folder, LocalPath(u"/new"_s)).text(), QString::fromLatin1(row.moved));
        }
        QCOMPARE(LocalPath(u"E:/a/k.key"_s).moved(LocalPath(u"E:/"_s), LocalPath(u"F:/"_s)).text(), u"F:/a/k.key"_s);
        test::expectCaseCount("places below", int(rows.size()), 13);
    }
    void quoting()
    {
        QCOMPARE(shellQuoted(u"/srv/it's $(id)"_s), u"'/srv/it'\\''s $(id)'"_s);
        QCOMPARE(shellQuoted(QString()), u"''"_s);
        QCOMPARE(powerShellQuoted(u"D:\\it's $x`"_s), u"'D:\\it''s $x`'"_s);
        // PowerShell ends a text at these too.
        QCOMPARE(powerShellQuoted(u"a\u2018b\u2019c\u201ad\u201be"_s),
                 u"'a\u2018\u2018b\u2019\u2019c\u201a\u201ad\u201b\u201be'"_s);
    }
    void hashOfKnownText()
    {
        // FIPS 180-2, appendix B.1.
        const Sha256 hash = Sha256::of("abc");
        QCOMPARE(hash.hex(), u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s);
        QCOMPARE(hash.checkCode(), u"BA78 16BF 8F01 CFEA"_s);
        QCOMPARE(Sha256::fromHex(hash.hex().toUpper()), std::optional(hash));
        QVERIFY(!Sha256::fromHex(hash.hex().left(63)));
        QVERIFY(!Sha256::fromHex(hash.hex().left(63) + u'g'));
        QVERIFY(!Sha256::fromBytes(QByteArray(31, 'x')));
    }
    void hiddenCharactersAreShownAsReplaced_data()
    {
        QTest::addColumn<QString>("foreign");
        QTest::addColumn<QString>("shown");
        QTest::newRow("plain") << u"SMK-07 ä 鍵"_s << u"SMK-07 ä 鍵"_s;
        QTest::newRow("right-to-left override") << u"a\u202Egpj"_s << u"a\uFFFDgpj"_s;
        QTest::newRow("zero width") << u"a\u200Bb"_s << u"a\uFFFDb"_s;
        QTest::newRow("line break") << u"a\nb"_s << u"a\uFFFDb"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s << u"a\uFFFDb"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xD800)) << QString(QChar(0xFFFD));
        QTest::newRow("pair stays") << QString::fromUtf16(u"\U0001F511") << QString::fromUtf16(u"\U0001F511");
        QTest::newRow("invisible tag beyond the first plane")
            << QString::fromUtf16(u"\U000E0041") << QString(2, QChar(0xFFFD));
    }
    void hiddenCharactersAreShownAsReplaced()
    {
        QFETCH(QString, foreign);
        QFETCH(QString, shown);
        QCOMPARE(displayText(foreign), shown);
        QCOMPARE(hasHiddenCharacters(foreign), foreign != shown);
    }
    void problemAsJsonHasIdsAndNoProse()
    {
        Problem problem{.id = u"execute.file-not-created"_s, .arguments = {u"DBSRV01"_s}, .outcome = Outcome::Unknown};
        problem.server = ServerError{.number = 15240, .severity = 16, .state = 1, .sqlState = u"42000"_s, .text = {}};
        problem.causes = {Cause{.id = u"c"_s, .arguments = {}, .check = CauseCheck::RuledOut}};
        const QJsonObject json = toJson(problem);
        QCOMPARE(json[u"outcome"_s].toString(), u"unknown"_s);
        QCOMPARE(json[u"server"_s].toObject()[u"number"_s].toInt(), 15240);
        QCOMPARE(json[u"causes"_s].toArray()[0].toObject()[u"check"_s].toString(), u"ruled-out"_s);
    }
    void clockCanBeSet()
    {
        setClock([] { return QDateTime(QDate(2026, 11, 24), QTime(20, 45, 3), Qt::UTC); });
        QCOMPARE(compactUtc(nowUtc()), u"20261124T204503Z"_s);
        setClock({});
    }
    void dataFolderMovesEverything()
    {
        setDataFolder(LocalPath(u"/x/data"_s));
        QCOMPARE(receiptsFolder(false).text(), u"/x/data/receipts"_s);
        QCOMPARE(receiptsFolder(true).text(), u"/x/data/rehearsal"_s);
        setDataFolder({});
        QVERIFY(dataFolder().text().endsWith(u"smk-backup-wizard"));
    }
    void driverLogsAreTakenOutOfTheEnvironment()
    {
        qputenv("TDSDUMP", "stdout");
        QCOMPARE(removeTracingFromEnvironment(), QStringList{u"TDSDUMP"_s});
        QVERIFY(!qEnvironmentVariableIsSet("TDSDUMP"));
        QVERIFY(removeTracingFromEnvironment().isEmpty());
    }
    void blockingOnAForbiddenThreadIsCounted()
    {
        qunsetenv("SMK_THREAD_RULE"); // here it must count, not end the test
        const int before = blockingViolations();
        aboutToBlock("test");
        QCOMPARE(blockingViolations(), before);
        setBlockingForbidden(true);
        aboutToBlock("test");
        setBlockingForbidden(false);
        QCOMPARE(blockingViolations(), before + 1);
    }
};

SMK_TEST(ValuesTest)
#include "tst_values.moc"
