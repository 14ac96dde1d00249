#include "durable_file.h"
#include "key_copy.h"
#include "test_main.h"
#include "way_decisions.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;

namespace {

Problem refused(int number, const char *text = "")
{
    return Problem{.id = QStringLiteral("sql.query-failed"),
                   .arguments = {},
                   .server = ServerError{
                       .number = number, .severity = 16, .state = 1, .sqlState = {}, .text = QString::fromUtf8(text)}};
}

bool hasWords(const QString &id)
{
    const auto words = copyWords();
    return std::any_of(words.begin(), words.end(), [&](const Words &w) { return id == QString::fromLatin1(w.id); });
}

} // namespace

class WaysTest : public QObject
{
    Q_OBJECT

    struct Setting
    {
        QTemporaryDir dir;
        QByteArray bytes = QByteArray(1076, 'k');
        ReadOrder order{.file = ServerPath(QStringLiteral("/srv/keys/a.key")),
                        .localFile = {},
                        .broughtByHand = {},
                        .serverHash = {}};
        LocalPath put(const char *name, const QByteArray &content) const
        {
            const LocalPath path(dir.filePath(QString::fromLatin1(name)));
            QFile file(path.text());
            if (!file.open(QIODevice::WriteOnly))
                qFatal("cannot write a file of the test");
            file.write(content);
            return path;
        }
    };
    static QString problemId(const ReadKeyResult &result)
    {
        return result.key ? QStringLiteral("(read)") : result.key.error().id;
    }
    static QString reasonOf(const ReadKeyResult &result, Way way)
    {
        for (const WayAttempt &attempt : result.attempts)
            if (attempt.way == way)
                return attempt.reasonId;
        return QStringLiteral("(none)");
    }
    static WayState stateOf(const ReadKeyResult &result, Way way)
    {
        for (const WayAttempt &attempt : result.attempts)
            if (attempt.way == way)
                return attempt.state;
        return WayState::Trying;
    }

private Q_SLOTS:
    void refusals()
    {
        struct Row
        {
            const char *why;
            Problem problem;
            const char *reason;
        };
        const std::vector<Row> rows{
            {"no bulk rights", refused(4834), "copy.way.no-bulk-rights"},
            {"no right on the object", refused(229), "copy.way.no-bulk-rights"},
            {"not found", refused(4860), "copy.way.not-found"},
            {"denied to the service",
             refused(4861, "Cannot bulk load because the file \"C:\\k(1).key\" could not be opened. Operating system "
                           "error code 5(Access is denied.)."),
             "copy.way.denied"},
            {"denied, in German", refused(4861, "… Betriebssystem-Fehlercode 5(Zugriff verweigert)."),
             "copy.way.denied"},
            {"path missing",
             refused(4861, "Operating system error code 3(The system cannot find the path specified.)."),
             "copy.way.not-found"},
            {"held by another program",
             refused(4861, "Operating system error code 32(The process cannot access the file.)."), "copy.way.in-use"},
            {"share refused the logon",
             refused(4861, "Operating system error code 1326(The user name or password is incorrect.)."),
             "copy.way.cannot-open"},
            {"opened, not readable", refused(4862), "copy.way.cannot-read"},
            {"component off", refused(15281), "copy.way.turned-off"},
            {"any other number", refused(7301), "copy.way.refused"},
            {"line broke", Problem{.id = QStringLiteral("connect.link-lost"), .arguments = {}}, "copy.way.link-lost"},
            {"no answer in time", Problem{.id = QStringLiteral("sql.query-timeout"), .arguments = {}},
             "copy.way.no-answer"},
            {"outcome not known",
             Problem{.id = QStringLiteral("sql.query-failed"), .arguments = {}, .outcome = Outcome::Unknown},
             "copy.way.no-answer"},
        };
        for (const Row &row : rows) {
            const WayAttempt attempt = attemptOfRefusal(row.problem);
            QVERIFY2(attempt.reasonId == QString::fromLatin1(row.reason), row.why);
            QVERIFY2(attempt.state == WayState::Refused, row.why);
            QVERIFY2(hasWords(attempt.reasonId), row.why);
        }
        smk::test::expectCaseCount("copy: refusals", int(rows.size()), 14);
    }
    void serversOwnTree_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<bool>("linux");
        QTest::addColumn<bool>("own");
        QTest::newRow("data") << QStringLiteral("/var/opt/mssql/data/a.key") << true << true;
        QTest::newRow("the tree itself") << QStringLiteral("/var/opt/mssql") << true << true;
        QTest::newRow("by a detour") << QStringLiteral("/srv/../var//opt/mssql/a.key") << true << true;
        QTest::newRow("a namesake") << QStringLiteral("/var/opt/mssql-keys/a.key") << true << false;
        QTest::newRow("outside") << QStringLiteral("/srv/keys/a.key") << true << false;
        QTest::newRow("Windows decides by platform") << QStringLiteral("/var/opt/mssql/a.key") << false << false;
    }
    void serversOwnTree()
    {
        QFETCH(QString, path);
        QFETCH(bool, linux);
        QFETCH(bool, own);
        QCOMPARE(isServersOwnTree(ServerPath(path), linux ? Platform::Linux : Platform::Windows), own);
    }
    void byPathWithoutSession()
    {
        Setting setting;
        setting.order.localFile = setting.put("a.key", setting.bytes);
        setting.order.serverHash = Sha256::of(setting.bytes);
        std::vector<WayState> seen;
        const auto result =
            readKeyFile(nullptr, setting.order, {}, [&](const WayAttempt &attempt) { seen.push_back(attempt.state); });
        QVERIFY_RESULT(result.key);
        QVERIFY(result.key->bytes == setting.bytes);
        QVERIFY(result.key->way == Way::Path);
        QCOMPARE(result.attempts.size(), std::size_t(4));
        QCOMPARE(reasonOf(result, Way::OverSql), QStringLiteral("copy.way.no-session"));
        QVERIFY(stateOf(result, Way::Elevated) == WayState::NotNeeded);
        QVERIFY(stateOf(result, Way::ByHand) == WayState::NotNeeded);
        const std::vector<WayState> expected{WayState::Trying, WayState::NotPossible, WayState::Trying,
                                             WayState::Read,   WayState::NotNeeded,   WayState::NotNeeded};
        QVERIFY(seen == expected);
    }
    void outcomes()
    {
        // Each row: what is there, and what comes of it.
        struct Row
        {
            const char *why;
            std::function<void(Setting &)> prepare;
            const char *id;
            const char *pathReason;
        };
        const QByteArray good(1076, 'k');
        const std::vector<Row> rows{
            {"nothing to be had", [](Setting &) {}, "copy.not-readable", "copy.way.other-machine"},
            {"path is read", [](Setting &s) { s.order.localFile = s.put("a", s.bytes); }, "(read)", ""},
            {"0 bytes are no backup", [](Setting &s) { s.order.localFile = s.put("a", {}); }, "copy.empty",
             "copy.empty"},
            {"exactly the limit", [](Setting &s) { s.order.localFile = s.put("a", QByteArray(KeyFileLimit, 'x')); },
             "(read)", ""},
            {"one byte over the limit",
             [](Setting &s) { s.order.localFile = s.put("a", QByteArray(KeyFileLimit + 1, 'x')); }, "copy.too-large",
             "copy.too-large"},
            {"not what the server wrote",
             [](Setting &s) {
                 s.order.localFile = s.put("a", "other");
                 s.order.serverHash = Sha256::of(s.bytes);
             },
             "copy.differs-from-server", "copy.differs-from-server"},
            {"the path leads nowhere",
             [](Setting &s) { s.order.localFile = LocalPath(s.dir.filePath(QStringLiteral("none"))); },
             "copy.not-readable", "copy.way.not-found"},
            {"brought by hand", [](Setting &s) { s.order.broughtByHand = s.put("b", s.bytes); }, "(read)",
             "copy.way.other-machine"},
            {"brought the wrong file",
             [](Setting &s) {
                 s.order.broughtByHand = s.put("b", "other");
                 s.order.serverHash = Sha256::of(s.bytes);
             },
             "copy.differs-from-server", "copy.way.other-machine"},
            {"brought a file that is gone",
             [](Setting &s) { s.order.broughtByHand = LocalPath(s.dir.filePath(QStringLiteral("none"))); },
             "copy.not-readable", "copy.way.other-machine"},
        };
        for (const Row &row : rows) {
            Setting setting;
            row.prepare(setting);
            const auto result = readKeyFile(nullptr, setting.order, {}, {});
            QVERIFY2(problemId(result) == QString::fromLatin1(row.id),
                     qPrintable(QString::fromLatin1(row.why) + problemId(result)));
            QVERIFY2(reasonOf(result, Way::Path) == QString::fromLatin1(row.pathReason),
                     qPrintable(QString::fromLatin1(row.why) + reasonOf(result, Way::Path)));
            QCOMPARE(result.attempts.size(), std::size_t(4));
            if (!result.key)
                QVERIFY2(hasWords(result.key.error().id), row.why);
            for (const WayAttempt &attempt : result.attempts)
                QVERIFY2(attempt.reasonId.isEmpty() || hasWords(attempt.reasonId), qPrintable(attempt.reasonId));
        }
        smk::test::expectCaseCount("copy: outcomes", int(rows.size()), 10);
    }
    void theDataTreeIsNotAskedFor()
    {
        Setting setting;
        setting.order.file = ServerPath(QStringLiteral("/var/opt/mssql/data/a.key"));
        QCOMPARE(reasonOf(readKeyFile(nullptr, setting.order, {}, {}), Way::OverSql),
                 QStringLiteral("copy.way.data-directory"));
    }
    void allRefusedNamesEveryCause()
    {
        Setting setting;
        const auto result = readKeyFile(nullptr, setting.order, {}, {});
        QVERIFY(!result.key);
        const Problem &problem = result.key.error();
        QCOMPARE(problem.causes.size(), std::size_t(3));
        QCOMPARE(problem.remedies,
                 (QStringList{QStringLiteral("reconnect"), QStringLiteral("retry"), QStringLiteral("copy-by-hand")}));
        QCOMPARE(problem.returnTo, QStringLiteral("connect")); // a lost line is mended there
        QVERIFY(problem.command.contains(QStringLiteral("'/srv/keys/a.key'")));
    }
    void cancelStopsBeforeTheNextWay()
    {
        Setting setting;
        setting.order.localFile = setting.put("a", setting.bytes);
        std::stop_source stop;
        stop.request_stop();
        const auto result = readKeyFile(nullptr, setting.order, stop.get_token(), {});
        QCOMPARE(problemId(result), QStringLiteral("copy.cancelled"));
        QCOMPARE(result.attempts.size(), std::size_t(4));
        QVERIFY(stateOf(result, Way::Path) == WayState::NotTried);
    }
    void commandsQuoteWhatTheyName()
    {
        ReadOrder order{.file = ServerPath(QStringLiteral("/srv/it's $HOME/`a`.key")),
                        .localFile = {},
                        .broughtByHand = {},
                        .serverHash = {}};
        QCOMPARE(byHandCommand(order, LocalPath(QStringLiteral("/tmp/x y"))),
                 QStringLiteral("sudo install -m 0600 -o \"$(id -un)\" -- '/srv/it'\\''s $HOME/`a`.key' '/tmp/x y'"));
        order.platform = Platform::Windows;
        order.file = ServerPath(QStringLiteral("C:\\it's %TEMP%\\a.key"));
        QVERIFY(byHandCommand(order, LocalPath(QStringLiteral("x")))
                    .startsWith(QStringLiteral("Copy-Item -LiteralPath 'C:\\it''s %TEMP%\\a.key' -Destination ")));
    }
    void writesIntoItsOwnNewFolder()
    {
        QTemporaryDir medium;
        const QString name = QStringLiteral("DBSRV01$REPORTING-smk-20261124T204503Z");
        const auto folder = createMediumFolder(LocalPath(medium.path()), name, {});
        QVERIFY_RESULT(folder);
        const KeyFileBytes key{.bytes = QByteArray(1076, 'k'), .hash = Sha256::of(QByteArray(1076, 'k'))};
        const auto written = writeKeyToMedium(*folder, QStringLiteral("a.key"), key, {});
        QVERIFY_RESULT(written);
        QVERIFY(written->hash == key.hash);
        // Never an existing folder, never an existing key.
        const auto again = createMediumFolder(LocalPath(medium.path()), name, {});
        QVERIFY(!again);
        QCOMPARE(again.error().id, QStringLiteral("files.exists"));
        QCOMPARE(writeKeyToMedium(*folder, QStringLiteral("a.key"), key, {}).error().id,
                 QStringLiteral("files.exists"));
    }
    void aPulledMediumIsNotMadeAnew()
    {
        QTemporaryDir dir;
        const LocalPath pulled(dir.filePath(QStringLiteral("media/KEYS")));
        const auto folder = createMediumFolder(pulled, QStringLiteral("X-smk-1"), {});
        QVERIFY(!folder);
        QCOMPARE(folder.error().id, QStringLiteral("files.gone"));
        QVERIFY(!QDir(pulled.text()).exists());
    }
};

SMK_TEST(WaysTest)
#include "tst_ways.moc"
