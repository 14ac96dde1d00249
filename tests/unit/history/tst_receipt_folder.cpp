#include "clock.h"
#include "durable_file.h"
#include "receipt_folder.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct RunSketch
{
    QString runId = u"20260101T000000Z-00000001"_s;
    QString server = u"DBSRV01"_s;
    QString guid = u"AAAA-1"_s;
    QString made = u"2026-01-01T00:00:00.000Z"_s;
    QString nextDue = u"2027-01-01"_s;
    QString arrival = u"confirmed"_s;
    QString execute = u"done"_s;
    QString copy = u"done"_s; // empty: no such step
    bool rehearsal = false;
};

Receipt receiptOf(const RunSketch &sketch)
{
    Receipt receipt;
    receipt.runId = sketch.runId;
    receipt.rehearsal = sketch.rehearsal;
    receipt.startedUtc = utcOfText(sketch.made);
    receipt.steps.push_back(
        {u"connect"_s, u"done"_s, {}, QJsonObject{{u"server"_s, sketch.server}, {u"keyGuid"_s, sketch.guid}}, {}});
    receipt.steps.push_back({u"execute"_s, sketch.execute, {}, QJsonObject{{u"endedUtc"_s, sketch.made}}, {}});
    if (!sketch.copy.isEmpty())
        receipt.steps.push_back({u"copy"_s, sketch.copy, {}, QJsonObject{{u"sha256"_s, QString(64, u'a')}}, {}});
    receipt.steps.push_back(
        {u"store"_s, u"done"_s, {}, QJsonObject{{u"nextDue"_s, sketch.nextDue}, {u"arrival"_s, sketch.arrival}}, {}});
    return receipt;
}

void finish(const LocalPath &folder, const RunSketch &sketch, ReceiptState state = ReceiptState::Finished)
{
    auto journal = Journal::begin(folder, receiptOf(sketch));
    QVERIFY_RESULT(journal);
    QVERIFY_RESULT((*journal)->finish(state));
}

HistoryState stateOf(const LocalPath &folder, const QString &runId)
{
    const Result<History> history = readHistory(folder);
    for (const HistoryEntry &entry : history.value().entries)
        if (entry.receipt.runId == runId)
            return entry.state;
    return HistoryState::Failed;
}

} // namespace

class ReceiptFolderTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = LocalPath(m_dir->path()).child(u"receipts"_s);
        setClock([] { return QDateTime(QDate(2026, 6, 1), QTime(12, 0), Qt::UTC); });
    }
    void cleanup() { setClock({}); }

    void isDurableBeforeAndAfter()
    {
        auto journal = Journal::begin(m_folder, receiptOf({}));
        QVERIFY_RESULT(journal);
        const LocalPath file = m_folder.child(u"20260101T000000Z-00000001.in-progress.json"_s);
        QVERIFY(fileExists(file));
        QVERIFY_RESULT((*journal)->record({u"verify"_s, u"done"_s, {}, {}, {}}));
        const Result<Receipt> onDisk = decodeReceipt(readWhole(file, 1 << 20).value());
        QVERIFY_RESULT(onDisk);
        QCOMPARE(onDisk->step(u"verify"_s)->state, u"done"_s);
        QVERIFY(onDisk->step(u"verify"_s)->utc.isValid());
        const Result<LocalPath> finished = (*journal)->finish(ReceiptState::Finished);
        QVERIFY_RESULT(finished);
        QVERIFY(!fileExists(file));
        QCOMPARE(decodeReceipt(readWhole(*finished, 1 << 20).value()).value().state, ReceiptState::Finished);
    }

    void neverReplacesAFinishedOne()
    {
        finish(m_folder, {});
        const LocalPath file = m_folder.child(u"20260101T000000Z-00000001.json"_s);
        const QByteArray before = readWhole(file, 1 << 20).value();
        auto again = Journal::begin(m_folder, receiptOf({.server = u"OTHER"_s}));
        QVERIFY_RESULT(again);
        const Result<LocalPath> second = (*again)->finish(ReceiptState::Finished);
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().id, u"files.exists"_s);
        QCOMPARE(readWhole(file, 1 << 20).value(), before);
    }

    void aLivingRunIsLeftAlone()
    {
        auto journal = Journal::begin(m_folder, receiptOf({}));
        QVERIFY_RESULT(journal);
        QVERIFY(readHistory(m_folder).value().entries.at(0).alive);
        const auto second = Journal::resume(m_folder, u"20260101T000000Z-00000001"_s);
        QVERIFY(!second.has_value());
        QCOMPARE(second.error().id, u"history.run-is-alive"_s);
        journal->reset();
        QVERIFY(!readHistory(m_folder).value().entries.at(0).alive);
        QVERIFY_RESULT(Journal::resume(m_folder, u"20260101T000000Z-00000001"_s));
    }

    void aDeadLockFileMeansNothing()
    {
        {
            auto journal = Journal::begin(m_folder, receiptOf({}));
        }
        QFile lock(m_folder.child(u"20260101T000000Z-00000001.lock"_s).text());
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.close();
        QVERIFY(!readHistory(m_folder).value().entries.at(0).alive);
        QVERIFY_RESULT(Journal::resume(m_folder, u"20260101T000000Z-00000001"_s));
    }

    void aKillBetweenFinishAndRemovalIsSeenThrough()
    {
        auto journal = Journal::begin(m_folder, receiptOf({}));
        const LocalPath inProgress = m_folder.child(u"20260101T000000Z-00000001.in-progress.json"_s);
        const QByteArray kept = readWhole(inProgress, 1 << 20).value();
        QVERIFY_RESULT((*journal)->finish(ReceiptState::Finished));
        journal->reset();
        QVERIFY_RESULT(createDurably(inProgress, kept, FileAccess::OwnerOnly, {}));
        const Result<History> history = readHistory(m_folder);
        QCOMPARE(history->entries.size(), std::size_t(1));
        QCOMPARE(history->entries.at(0).receipt.state, ReceiptState::Finished);
        const auto resumed = Journal::resume(m_folder, u"20260101T000000Z-00000001"_s);
        QVERIFY(!resumed.has_value());
        QCOMPARE(resumed.error().id, u"history.already-finished"_s);
        QVERIFY(!fileExists(inProgress));
    }

    void resumeRefusesWhatIsNoRun()
    {
        QVERIFY_RESULT(ensureReceiptsFolder(m_folder));
        QCOMPARE(Journal::resume(m_folder, u"../../x"_s).error().id, u"history.no-such-run"_s);
        QCOMPARE(Journal::resume(m_folder, u"20260101T000000Z-00000009"_s).error().id, u"history.no-such-run"_s);
        QVERIFY_RESULT(createDurably(m_folder.child(u"20260101T000000Z-00000009.in-progress.json"_s), "{",
                                     FileAccess::OwnerOnly, {}));
        QCOMPARE(Journal::resume(m_folder, u"20260101T000000Z-00000009"_s).error().id, u"history.not-a-receipt"_s);
    }

    void foreignFilesAreCountedNotRead()
    {
        finish(m_folder, {});
        QVERIFY_RESULT(createDurably(m_folder.child(u"package.json"_s), "{}", FileAccess::OwnerOnly, {}));
        QVERIFY_RESULT(
            createDurably(m_folder.child(u"big.json"_s), QByteArray(2 << 20, 'x'), FileAccess::OwnerOnly, {}));
        // A receipt under another name claims to be another run.
        QVERIFY_RESULT(createDurably(m_folder.child(u"copy of it.json"_s),
                                     readWhole(m_folder.child(u"20260101T000000Z-00000001.json"_s), 1 << 20).value(),
                                     FileAccess::OwnerOnly, {}));
        QVERIFY_RESULT(createDurably(m_folder.child(u"20260101T000000Z-00000001.later-1.json"_s), "[]",
                                     FileAccess::OwnerOnly, {}));
        const Result<History> history = readHistory(m_folder);
        QCOMPARE(history->entries.size(), std::size_t(1));
        QCOMPARE(history->unreadable, 4);
        QVERIFY(readHistory(LocalPath(u"/no/such/folder"_s)).value().entries.empty());
    }

    void states()
    {
        const RunSketch old{};
        finish(m_folder, old);
        QCOMPARE(stateOf(m_folder, old.runId), HistoryState::Current);

        const RunSketch planned{
            .runId = u"20260102T000000Z-00000002"_s, .server = u"PLANNED"_s, .arrival = u"planned"_s};
        finish(m_folder, planned);
        QCOMPARE(stateOf(m_folder, planned.runId), HistoryState::NotConfirmed);
        QVERIFY_RESULT(addLaterRecord(m_folder, {planned.runId, u"arrival-confirmed"_s, {}, {}}));
        QCOMPARE(stateOf(m_folder, planned.runId), HistoryState::Current);

        const RunSketch due{.runId = u"20260103T000000Z-00000003"_s,
                            .server = u"DUE"_s,
                            .nextDue = u"2026-05-31"_s,
                            .arrival = u"planned"_s};
        finish(m_folder, due);
        QCOMPARE(stateOf(m_folder, due.runId), HistoryState::Due);

        const RunSketch today{
            .runId = u"20260103T000000Z-00000013"_s, .server = u"TODAY"_s, .nextDue = u"2026-06-01"_s};
        finish(m_folder, today);
        QCOMPARE(stateOf(m_folder, today.runId), HistoryState::Current);

        const RunSketch practice{.runId = u"20260104T000000Z-00000004"_s,
                                 .server = u"DBSRV01"_s,
                                 .made = u"2026-03-01T00:00:00.000Z"_s,
                                 .nextDue = u"2026-05-31"_s,
                                 .rehearsal = true};
        finish(m_folder, practice);
        QCOMPARE(stateOf(m_folder, practice.runId), HistoryState::Current); // never due
        QCOMPARE(stateOf(m_folder, old.runId), HistoryState::Current);      // and never counts as a newer backup

        const RunSketch newer{
            .runId = u"20260401T000000Z-00000005"_s, .server = u"dbsrv01"_s, .made = u"2026-04-01T00:00:00.000Z"_s};
        finish(m_folder, newer);
        QCOMPARE(stateOf(m_folder, old.runId), HistoryState::Replaced);
        QCOMPARE(stateOf(m_folder, newer.runId), HistoryState::Current);

        const RunSketch changed{
            .runId = u"20260501T000000Z-00000006"_s, .guid = u"BBBB-2"_s, .made = u"2026-05-01T00:00:00.000Z"_s};
        finish(m_folder, changed);
        QCOMPARE(stateOf(m_folder, old.runId), HistoryState::KeyChanged);
        QCOMPARE(stateOf(m_folder, newer.runId), HistoryState::KeyChanged);

        QVERIFY_RESULT(addLaterRecord(m_folder, {old.runId, u"lost"_s, {}, {}}));
        QCOMPARE(stateOf(m_folder, old.runId), HistoryState::Lost);

        const RunSketch given{.runId = u"20260502T000000Z-00000007"_s, .server = u"GIVENUP"_s};
        finish(m_folder, given, ReceiptState::SetAside);
        QCOMPARE(stateOf(m_folder, given.runId), HistoryState::SetAside);

        const RunSketch refused{
            .runId = u"20260503T000000Z-00000008"_s, .server = u"REFUSED"_s, .execute = u"failed"_s, .copy = {}};
        finish(m_folder, refused, ReceiptState::SetAside);
        QCOMPARE(stateOf(m_folder, refused.runId), HistoryState::Failed);

        const RunSketch uncopied{.runId = u"20260504T000000Z-00000009"_s, .server = u"UNCOPIED"_s, .copy = {}};
        finish(m_folder, uncopied);
        QCOMPARE(stateOf(m_folder, uncopied.runId), HistoryState::Failed);

        auto open = Journal::begin(m_folder, receiptOf({.runId = u"20260505T000000Z-0000000a"_s, .server = u"OPEN"_s}));
        QVERIFY_RESULT(open);
        QCOMPARE(stateOf(m_folder, u"20260505T000000Z-0000000a"_s), HistoryState::InProgress);
        smk::test::expectCaseCount("history states", 14, 12);
    }

    void newestFirst()
    {
        finish(m_folder, {});
        finish(m_folder, {.runId = u"20260201T000000Z-00000002"_s, .made = u"2026-02-01T00:00:00.000Z"_s});
        const Result<History> history = readHistory(m_folder);
        QCOMPARE(history->entries.at(0).receipt.runId, u"20260201T000000Z-00000002"_s);
        QCOMPARE(history->entries.at(0).shortGuid, u"AAAA-1"_s);
    }

    void laterRecordsAreNumbered()
    {
        finish(m_folder, {});
        for (int i = 0; i < 3; ++i)
            QVERIFY_RESULT(addLaterRecord(
                m_folder, {u"20260101T000000Z-00000001"_s, u"verified-again"_s, {}, QJsonObject{{u"n"_s, i}}}));
        QVERIFY(!addLaterRecord(m_folder, {u"../x"_s, u"lost"_s, {}, {}}).has_value());
        QCOMPARE(readHistory(m_folder)->entries.at(0).later.size(), std::size_t(3));
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    LocalPath m_folder;
};

SMK_TEST(ReceiptFolderTest)
#include "tst_receipt_folder.moc"
