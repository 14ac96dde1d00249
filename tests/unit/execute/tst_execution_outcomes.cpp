#include "backup_problem.h"
#include "test_main.h"
#include "words_of_room.h"

#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

using Bool = std::optional<bool>;

BackupOrder order(Bool canWrite = std::nullopt)
{
    BackupOrder order;
    order.directory = ServerPath(u"D:\\SMK-Backup"_s);
    order.fileName = u"DBSRV01-smk.key"_s;
    order.platform = Platform::Windows;
    order.keyGuid = u"0F5E3C1A-0000-0000-0000-0000A9C25F18"_s;
    order.serverName = u"DBSRV01"_s;
    order.serviceAccount = u"NT Service\\MSSQLSERVER"_s;
    order.login = u"EXAMPLE\\odd]name"_s;
    order.serviceCanWrite = canWrite;
    return order;
}

StatementAnswer answer(std::vector<int> numbers, Outcome outcome = Outcome::None)
{
    StatementAnswer answer;
    answer.outcome = outcome;
    for (const int number : numbers)
        answer.errors.push_back({number, -1, -1, u"S1000"_s, u"text in any language"_s});
    return answer;
}

// f: found, r: ruled out, n: not checked; in the order writable, missing, taken, left.
QString checksOf(const Problem &problem)
{
    QString checks;
    for (const QString &id : {u"execute.cause.folder-not-writable"_s, u"execute.cause.folder-missing"_s,
                              u"execute.cause.name-taken"_s, u"execute.cause.file-left"_s})
        for (const Cause &cause : problem.causes)
            if (cause.id == id)
                checks += cause.check == CauseCheck::Found ? u'f' : cause.check == CauseCheck::RuledOut ? u'r' : u'n';
    return checks;
}

struct Row
{
    const char *reason;
    std::vector<int> numbers;
    const char *id;
    FileSeen before = FileSeen::Absent;
    FileSeen after = FileSeen::Absent;
    Bool directory = true;
    Bool canWrite = {};
    const char *checks = "";
    const char *returnTo = "";
    Outcome outcome = Outcome::None;
};

std::vector<Row> rows()
{
    using enum FileSeen;
    const char *writable = "execute.file-not-created.folder-not-writable";
    const char *missing = "execute.file-not-created.folder-missing";
    return {
        {"15240: right looked up as missing", {15240}, writable, Absent, Absent, true, false, "frr"},
        {"15240: the right is the only cause left", {15240}, writable, Absent, Absent, true, {}, "frr"},
        {"15240: the right was there before, the only cause left",
         {15240},
         writable,
         Absent,
         Absent,
         true,
         true,
         "frr"},
        {"15240: folder gone", {15240}, missing, Absent, Absent, false, true, "rfr"},
        {"15240: folder gone, right never looked up", {15240}, missing, Absent, Absent, false, {}, "nfr"},
        {"15240: name taken since", {15240}, "execute.file-not-created.name-taken", Absent, Exists, true, true, "rrf"},
        {"15240: name taken, nothing else seen",
         {15240},
         "execute.file-not-created.name-taken",
         NotVisible,
         Exists,
         {},
         {},
         "nnf"},
        {"15240: nothing can be seen",
         {15240},
         "execute.file-not-created.unseen",
         NotVisible,
         NotVisible,
         {},
         {},
         "nnn"},
        {"15240: nothing can be seen, right known as missing",
         {15240},
         "execute.file-not-created.unseen",
         NotVisible,
         NotVisible,
         {},
         false,
         "fnn"},
        {"15240: name free, folder not to be seen",
         {15240},
         "execute.file-not-created.one-of",
         Absent,
         Absent,
         {},
         true,
         "nnr"},
        {"15240: name taken since, and no right either: a whole file is none that was left",
         {15240},
         "execute.file-not-created.name-taken",
         Absent,
         Exists,
         true,
         false,
         "frf"},
        {"15240: an empty file where nothing was seen before",
         {15240},
         "execute.file-not-created.left",
         NotVisible,
         Empty,
         true,
         {},
         "nrn"},
        {"15240: an empty file was left", {15240}, "execute.file-not-created.left", Absent, Empty, true, {}, "frrf"},
        {"15240 behind a driver's own record", {0, 15240}, writable, Absent, Absent, true, {}, "frr"},
        {"policy of Windows: too short",
         {15116},
         "execute.password.too-short",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of Windows: not complex",
         {15118},
         "execute.password.not-complex",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of Windows: filter", {15119}, "execute.password.filter", Absent, Absent, true, {}, "", "password"},
        {"policy of Windows: too recent",
         {15114},
         "execute.password.not-now",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of Windows: interface failed",
         {15121},
         "execute.password.policy-failed",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of SQL Server: shorter than asked",
         {33062},
         "execute.password.too-short",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of SQL Server: too long",
         {33063},
         "execute.password.too-long",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"policy of SQL Server: three of four",
         {33064},
         "execute.password.not-complex",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"over 128 by the statement itself",
         {15156},
         "execute.password.too-long",
         Absent,
         Absent,
         true,
         {},
         "",
         "password"},
        {"no right: 15247", {15247}, "execute.no-permission"},
        {"no right: 15151", {15151}, "execute.no-permission"},
        {"no right: 297", {297}, "execute.no-permission"},
        {"key cannot be opened, two records", {33094, 15317}, "execute.key-not-openable"},
        {"error during decryption", {15466}, "execute.key-not-openable"},
        {"provider of the system failed", {15209}, "execute.crypto-failed"},
        {"a trigger rolled back, whatever it says first", {50000, 3609}, "execute.trigger"},
        {"inside a transaction", {226}, "execute.in-transaction"},
        {"our quoting: syntax", {102}, "execute.syntax"},
        {"our quoting: unclosed quote", {105}, "execute.syntax"},
        {"a component is off", {15281}, "execute.turned-off"},
        {"Azure SQL Database", {40517}, "execute.not-supported"},
        {"a number nobody knows", {31415}, "execute.refused"},
        {"a key that looks damaged", {15507}, "execute.key-corrupted"},
        {"the message of another statement", {15578}, "execute.other-statement"},
        {"a message of database backups", {3201}, "execute.file-trouble"},
        {"an object that is not there", {208}, "execute.not-known"},
        {"another refusal that left a file", {33094}, "execute.key-not-openable", Absent, Empty, true, {}, "f"},
        {"no record at all", {}, "execute.no-answer"},
        {"link lost while it ran",
         {20004},
         "execute.unknown-outcome",
         Absent,
         NotVisible,
         {},
         {},
         "",
         "",
         Outcome::Unknown},
        {"unknown outcome outdoes a number that came too",
         {15240},
         "execute.unknown-outcome",
         Absent,
         NotVisible,
         {},
         {},
         "",
         "",
         Outcome::Unknown},
    };
}

Result<KeyFile> done(qint64 size, bool hash, FileSeen seen)
{
    SizeAndHash found;
    found.size = size;
    if (hash)
        found.hash = Sha256::of("key");
    return judgeDone(found, seen, order(), {}, {});
}

ResultTable table(QStringList columns, std::vector<QVariant> row)
{
    return {std::move(columns), {std::move(row)}};
}

Result<std::vector<ResultTable>> refusedWith(int number, const char *id = "sql.query-failed")
{
    return fail({.id = QString::fromLatin1(id), .server = ServerError{number, -1, -1, {}, {}}});
}

} // namespace

class ExecutionOutcomesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void refusals()
    {
        QSet<QString> reasons;
        for (const Row &row : rows()) {
            reasons.insert(QString::fromUtf8(row.reason));
            const Problem problem = problemOfBackup(answer(row.numbers, row.outcome), order(row.canWrite), row.before,
                                                    row.after, row.directory);
            QVERIFY2(problem.id == QLatin1StringView(row.id),
                     qPrintable(QString::fromUtf8(row.reason) + u": "_s + problem.id));
            QVERIFY2(checksOf(problem) == QLatin1StringView(row.checks),
                     qPrintable(QString::fromUtf8(row.reason) + u": "_s + checksOf(problem)));
            QVERIFY2(problem.returnTo == QLatin1StringView(row.returnTo), row.reason);
            QVERIFY2(problem.outcome == row.outcome, row.reason);
            QVERIFY2(row.numbers.empty() || problem.server, row.reason);
        }
        QCOMPARE(reasons.size(), qsizetype(rows().size()));
        test::expectCaseCount("execution outcomes", int(reasons.size()), 20);
    }

    void foundCauseComesFirst()
    {
        const Problem problem =
            problemOfBackup(answer({15240}), order(true), FileSeen::Absent, FileSeen::Absent, false);
        QCOMPARE(problem.causes.front().id, u"execute.cause.folder-missing"_s);
        BackupOrder nameless = order(); // on Linux the account is often not told
        nameless.serviceAccount.clear();
        const Problem unnamed = problemOfBackup(answer({15240}), nameless, FileSeen::Absent, FileSeen::Absent, true);
        QCOMPARE(unnamed.id, u"execute.file-not-created.folder-not-writable"_s);
        QCOMPARE(unnamed.causes.front().id, u"execute.cause.account-not-writable"_s);
        QCOMPARE(problem.remedies, (QStringList{u"choose-folder"_s, u"retry"_s}));
        const Problem taken = problemOfBackup(answer({15240}), order(true), FileSeen::Absent, FileSeen::Exists, true);
        QCOMPARE(taken.remedies.front(), u"new-name"_s);
    }

    void unknownOffersToLook()
    {
        const Problem problem =
            problemOfBackup(answer({}, Outcome::Unknown), order(), FileSeen::Absent, FileSeen::NotVisible, {});
        QCOMPARE(problem.remedies, QStringList{u"look-for-file"_s});
        QVERIFY(problem.causes.empty());
    }

    void grantIsQuoted()
    {
        const Problem problem = problemOfBackup(answer({15247}), order(), FileSeen::Absent, FileSeen::Absent, {});
        QCOMPARE(problem.command, u"GRANT CONTROL SERVER TO [EXAMPLE\\odd]]name];"_s);
    }

    void probeStops()
    {
        ProbeAgain same{u"DBSRV01"_s, u"DBSRV01"_s, order().keyGuid, {FileSeen::Absent, true}};
        QVERIFY(!problemBefore(same, order()));
        ProbeAgain lowerCase = same;
        lowerCase.keyGuid = order().keyGuid.toLower();
        QVERIFY(!problemBefore(lowerCase, order()));
        ProbeAgain renamed = same; // @@SERVERNAME lags behind
        renamed.atServerName = u"OLDNAME"_s;
        QVERIFY(!problemBefore(renamed, order()));
        QVERIFY(!problemBefore({}, order())); // nothing could be asked: goes on
        ProbeAgain missingFolder = same;      // the statement is sent, so that the server's own 15240 tells
        missingFolder.file = {FileSeen::Absent, false};
        QVERIFY(!problemBefore(missingFolder, order()));

        ProbeAgain other = same;
        other.serverName = other.atServerName = u"DBSRV02"_s;
        QCOMPARE(problemBefore(other, order())->id, u"execute.other-server"_s);
        ProbeAgain changed = same;
        changed.keyGuid = u"00000000-0000-0000-0000-000000000001"_s;
        QCOMPARE(problemBefore(changed, order())->id, u"execute.key-changed"_s);
        QCOMPARE(problemBefore(changed, order())->returnTo, u"connect"_s);
        ProbeAgain hidden = same;
        hidden.keyGuid = QString();
        QCOMPARE(problemBefore(hidden, order())->id, u"execute.key-not-visible"_s);
        ProbeAgain taken = same;
        taken.file.seen = FileSeen::Exists;
        QCOMPARE(problemBefore(taken, order())->id, u"execute.name-taken"_s);
    }

    void successIsLookedAt()
    {
        QVERIFY_RESULT(done(1234, true, FileSeen::NotVisible));
        QCOMPARE(done(1234, true, FileSeen::NotVisible)->size, 1234);
        QVERIFY_RESULT(done(-1, false, FileSeen::Exists));     // seen, not to be read
        QVERIFY_RESULT(done(-1, false, FileSeen::NotVisible)); // hardened server: the copy step decides
        QCOMPARE(done(0, true, FileSeen::NotVisible).error().id, u"execute.empty-file"_s); // recorded in the field
        QCOMPARE(done(-1, false, FileSeen::Empty).error().id, u"execute.empty-file"_s);
        QCOMPARE(done(-1, false, FileSeen::Absent).error().id, u"execute.file-missing"_s);
        QCOMPARE(done(1024 * 1024 + 1, true, FileSeen::Exists).error().id, u"execute.too-large"_s);
        QCOMPARE(done(0, true, FileSeen::Exists).error().outcome, Outcome::Done);
    }

    void looks()
    {
        const QStringList columns{u"file_exists"_s, u"file_is_a_directory"_s, u"parent_directory_exists"_s};
        QCOMPARE(lookOf(table(columns, {1, 0, 1})).seen, FileSeen::Exists);
        QCOMPARE(lookOf(table(columns, {0, 0, 1})).seen, FileSeen::Absent);
        QCOMPARE(lookOf(table(columns, {0, 1, 1})).seen, FileSeen::Exists); // a directory takes the name too
        QCOMPARE(lookOf(table(columns, {QVariant(), QVariant(), QVariant()})).seen, FileSeen::NotVisible);
        QCOMPARE(lookOf(ResultTable{}).seen, FileSeen::NotVisible);
        QVERIFY(lookOf(table(columns, {0, 0, 0})).directoryExists == std::optional<bool>(false));
    }

    void hashReasons()
    {
        QCOMPARE(sizeAndHashOf(refusedWith(4834)).reasonId, u"execute.cannot-hash.no-bulk-right"_s);
        QCOMPARE(sizeAndHashOf(refusedWith(4861)).reasonId, u"execute.cannot-hash.not-readable"_s);
        QCOMPARE(sizeAndHashOf(refusedWith(195)).reasonId, u"execute.cannot-hash.server"_s);
        QCOMPARE(sizeAndHashOf(refusedWith(31415)).reasonId, u"execute.cannot-hash.other"_s);
        QCOMPARE(sizeAndHashOf(refusedWith(0, "connect.link-lost")).reasonId, u"execute.cannot-hash.link-lost"_s);
        const QByteArray raw = QByteArray::fromHex(Sha256::of("key").hex().toLatin1());
        const SizeAndHash whole = sizeAndHashOf(std::vector{table({u"size"_s, u"hash"_s}, {qlonglong(3), raw})});
        QCOMPARE(whole.size, 3);
        QVERIFY(whole.hash == Sha256::of("key"));
        QVERIFY(whole.reasonId.isEmpty());
        const SizeAndHash noHash =
            sizeAndHashOf(std::vector{table({u"size"_s, u"hash"_s}, {qlonglong(3), QVariant()})});
        QCOMPARE(noHash.reasonId, u"execute.cannot-hash.server"_s);
    }

    // Where a file may stand there nevertheless, nothing is said of none, nor of who made it: only the looks tell that.
    void wordsClaimNoMoreThanIsKnown()
    {
        int rows = 0;
        for (const Words &words : executeWords()) {
            const QLatin1StringView id(words.id);
            const QString text = QString::fromUtf8(words.text);
            const bool mayHaveLeft = id == "execute.trigger"_L1 || id == "execute.not-known"_L1
                                     || id == "execute.key-not-openable"_L1 || id == "execute.crypto-failed"_L1
                                     || id == "execute.key-corrupted"_L1;
            const bool aboutAFile = id.endsWith(".name-taken"_L1) || id.endsWith("-created.left"_L1);
            rows += mayHaveLeft || aboutAFile;
            QVERIFY2(!mayHaveLeft || !text.contains("file was written"_L1), words.id);
            QVERIFY2(!aboutAFile || !text.contains("was left"_L1), words.id);
            QVERIFY2(!aboutAFile || !text.contains("not touched"_L1), words.id);
        }
        test::expectCaseCount("words of what may have left a file", rows, 7);
    }

    void wordsForEveryId()
    {
        test::expectWordsOfRoom(u"execute"_s, executeWords(),
                                {u"execute.file-not-created.left"_s, u"execute.file-not-created.unseen"_s,
                                 u"execute.file-not-created.one-of"_s, u"execute.file-not-created.name-taken"_s,
                                 u"execute.file-not-created.folder-missing"_s,
                                 u"execute.file-not-created.folder-not-writable"_s});
    }
};

SMK_TEST(ExecutionOutcomesTest)
#include "tst_execution_outcomes.moc"
