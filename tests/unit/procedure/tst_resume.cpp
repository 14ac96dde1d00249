#include "clock.h"
#include "papers_again.h"
#include "plan_record.h"
#include "procedure.h"
#include "run_record.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

constexpr auto RunId = "20261124T204503Z-3f9ac2d1"_L1;

BackupPlan samplePlan(const QString &serverFolder, const QString &mount)
{
    BackupPlan plan;
    plan.address = u"tcp:DBSRV01,1433"_s;
    plan.facts.serverName = u"DBSRV01\\REPORTING"_s;
    plan.facts.machineName = u"DBSRV01"_s;
    plan.facts.instanceName = u"REPORTING"_s;
    plan.facts.productVersion = u"16.0.4185.3"_s;
    plan.facts.platform = Platform::Linux;
    plan.facts.login = u"backup"_s;
    plan.facts.controlServer = true;
    plan.facts.keyGuid = u"6E0B41D7-2C5F-4A83-9B1E-70D4A9C25F18"_s;
    plan.facts.keyModified = QDateTime(QDate(2016, 5, 9), QTime(8, 1, 2, 340));
    plan.facts.protections = 2;
    plan.line = LineTrust::EncryptedNotProven;
    plan.trust = TrustDecision{.server = u"dbsrv01:1433"_s,
                               .fingerprint = u"5F:0E"_s,
                               .failedCheck = u"issuer"_s,
                               .reason = u"own test laboratory"_s,
                               .decidedUtc = QDateTime(QDate(2016, 5, 9), QTime(8, 0), Qt::UTC)};
    plan.connectFindings = {{u"connect.algorithm"_s, FindingState::Note, {u"TRIPLE_DES"_s}, {}},
                            {u"connect.server"_s, FindingState::Fact, {}, {}}};
    plan.passwordStyle = PasswordStyle::Words;
    plan.passwordPlace = PasswordPlace::Paper;
    plan.passwordStig = true;
    plan.passwordTaken = true;
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.identity = {u"4C53"_s, 64'000'000'000, u"ABCD-1234"_s};
    drive.label = u"SMK-07"_s;
    drive.fileSystem = u"exFAT"_s;
    drive.encrypted = false;
    drive.mountPoint = LocalPath(mount);
    plan.medium = drive;
    plan.directory = ServerPath(serverFolder);
    plan.fileName = u"DBSRV01$REPORTING-smk-20261124T204503Z.key"_s;
    plan.directoryCreated = true;
    plan.directoryUndo = u"rmdir 'x'"_s;
    plan.directoryVerdict.broad = true;
    plan.seenFromHere = true;
    return plan;
}

KeyFile sampleKey(const BackupPlan &plan, const QByteArray &bytes)
{
    return {plan.file(),
            bytes.size(),
            Sha256::of(bytes),
            {},
            utcOfText(u"2026-11-24T20:45:03.100Z"_s),
            utcOfText(u"2026-11-24T20:45:03.200Z"_s)};
}

void write(const QString &path, const QByteArray &bytes)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).path()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

} // namespace

class ResumeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_receipts = LocalPath(m_dir->filePath(u"receipts"_s));
        m_plan = samplePlan(m_dir->filePath(u"keys"_s), m_dir->filePath(u"medium"_s));
        m_copyPath = m_dir->filePath(u"medium/folder/"_s + m_plan.fileName);
    }

    void planComesBack()
    {
        Receipt receipt;
        receipt.steps = recordsOf(m_plan);
        const BackupPlan again = planOf(receipt);
        QCOMPARE(again.address, m_plan.address);
        QCOMPARE(again.facts.serverName, m_plan.facts.serverName);
        QCOMPARE(again.facts.platform, Platform::Linux);
        QCOMPARE(again.facts.keyModified, m_plan.facts.keyModified);
        QCOMPARE(again.facts.protections, std::optional(2));
        QVERIFY(!again.facts.linkedLogins);
        QCOMPARE(again.line, LineTrust::EncryptedNotProven);
        QVERIFY(again.trust);
        QCOMPARE(again.trust->fingerprint, m_plan.trust->fingerprint);
        QCOMPARE(again.trust->reason, m_plan.trust->reason);
        QCOMPARE(again.trust->decidedUtc, m_plan.trust->decidedUtc);
        QCOMPARE(again.connectFindings.size(), std::size_t(1)); // facts stay on the page
        QCOMPARE(again.passwordStyle, PasswordStyle::Words);
        QCOMPARE(again.passwordPlace, PasswordPlace::Paper);
        QVERIFY(again.medium->identity == m_plan.medium->identity);
        QCOMPARE(again.medium->encrypted, std::optional(false));
        QCOMPARE(again.file().text(), m_plan.file().text());
        QVERIFY(again.seenFromHere);
        QVERIFY(again.directoryVerdict.broad);
        // Encoded again it is the same record: nothing is lost at the second resume.
        const std::vector<StepRecord> twice = recordsOf(again);
        for (std::size_t i = 0; i < twice.size(); ++i)
            if (twice[i].step != "directory"_L1) // its rights are not read back
                QCOMPARE(twice[i].facts, receipt.steps[i].facts);
    }

    // What the next start says, row by row, for each state in which a kill can leave the receipt.
    void states_data()
    {
        QTest::addColumn<QString>("left"); // how far the receipt is
        QTest::addColumn<bool>("serverFile");
        QTest::addColumn<QByteArray>("copyFile"); // on the medium; empty: none
        QTest::addColumn<int>("current");
        QTest::addColumn<QString>("serverSays");
        QTest::addColumn<QString>("copySays");
        const QByteArray key = "the key file";
        const auto row = [&](const char *name, const char *left, bool serverFile, const QByteArray &copy, Step current,
                             const char *server, const char *copySays) {
            QTest::newRow(name) << QString::fromLatin1(left) << serverFile << copy << numberOf(current)
                                << u"procedure.server-file-"_s + QString::fromLatin1(server)
                                << u"procedure.copy-"_s + QString::fromLatin1(copySays);
            ++m_rows;
        };
        row("statement not sent", "started", false, {}, Step::Execute, "not-there", "none");
        row("statement done, not recorded", "started", true, {}, Step::Execute, "there", "none");
        row("answer lost", "unknown", true, {}, Step::Execute, "there", "none");
        row("refused", "failed", false, {}, Step::Execute, "not-there", "none");
        row("file made", "done", true, {}, Step::Copy, "there", "none");
        row("file made and carried off", "done", false, {}, Step::Copy, "not-there", "none");
        row("copy begun, nothing there", "copy-started", true, {}, Step::Copy, "there", "not-seen");
        row("copy there, not recorded", "copy-started", true, key, Step::Verify, "there", "there");
        row("copy there, cut", "copy-started", true, "the key", Step::Copy, "there", "differs");
        row("copied", "copy-done", true, key, Step::Verify, "there", "there");
        row("copied, medium unplugged", "copy-done", true, {}, Step::Copy, "there", "not-seen");
        row("copied, then changed", "copy-done", true, "another file", Step::Copy, "there", "differs");
        row("verified", "verified", true, key, Step::Store, "there", "there");
        row("verified, medium unplugged", "verified", true, {}, Step::Copy, "there", "not-seen");
    }
    void states()
    {
        QFETCH(QString, left);
        QFETCH(bool, serverFile);
        QFETCH(QByteArray, copyFile);
        QFETCH(int, current);
        QFETCH(QString, serverSays);
        QFETCH(QString, copySays);
        const QByteArray key = "the key file";
        QVERIFY(QDir().mkpath(m_plan.directory.text()));
        if (serverFile)
            write(m_plan.file().text(), key);
        if (!copyFile.isEmpty())
            write(m_copyPath, copyFile);

        Receipt receipt;
        receipt.runId = RunId;
        receipt.startedUtc = utcOfText(u"2026-11-24T20:45:03.000Z"_s);
        receipt.steps = recordsOf(m_plan);
        RunResults results;
        const bool made = left == "done"_L1 || left.startsWith("copy"_L1) || left == "verified"_L1;
        if (made)
            results.keyFile = sampleKey(m_plan, key);
        receipt.steps.push_back(executeRecord(m_plan, results, made ? u"done"_s : left, {}, nullptr));
        if (left.startsWith("copy"_L1) || left == "verified"_L1) {
            results.mediumFolder = LocalPath(m_copyPath).parent();
            results.keyBytes = KeyFileBytes{key, Sha256::of(key), Way::OverSql};
            if (left != "copy-started"_L1)
                results.copy = WrittenFile{LocalPath(m_copyPath), key.size(), Sha256::of(key), true};
            receipt.steps.push_back(copyRecord(results, results.copy ? u"done"_s : u"started"_s, nullptr));
        }
        if (left == "verified"_L1) {
            putProof(results.proofs, {ProofLevel::Identical, ProofState::Proved, u"x.y"_s});
            putProof(results.proofs, {ProofLevel::PasswordAsStored, ProofState::Proved, u"x.y"_s});
            receipt.steps.push_back(verifyRecord(results, nullptr));
        }
        {
            const auto journal = Journal::begin(m_receipts, receipt);
            QVERIFY_RESULT(journal);
        } // and killed

        const Findings exists = whatExists(receipt);
        QCOMPARE(exists.at(0).id, serverSays);
        QCOMPARE(exists.at(1).id, copySays);
        const auto resumed = Procedure::resume(m_receipts, RunId, u"test"_s);
        QVERIFY_RESULT(resumed);
        const Procedure &procedure = **resumed;
        QCOMPARE(numberOf(procedure.current()), current);
        QVERIFY(!procedure.password());
        QCOMPARE(procedure.results.copy.has_value(), copySays == "procedure.copy-there"_L1);
        QCOMPARE(procedure.isCommitted(), left != "failed"_L1);
        QCOMPARE(procedure.runId(), QString(RunId));
        if (left == "verified"_L1)
            QCOMPARE(procedure.results.proofs.empty(),
                     copyFile.isEmpty()); // proofs of a copy that is not there prove nothing
    }
    void cases() { smk::test::expectCaseCount("resume", m_rows, 12); }

    void aCopyThatDiffersIsNotStored()
    {
        const QByteArray key = "the key file";
        write(m_copyPath, key);
        Receipt receipt;
        receipt.runId = RunId;
        receipt.startedUtc = nowUtc();
        receipt.steps = recordsOf(m_plan);
        RunResults results;
        results.keyFile = sampleKey(m_plan, key);
        results.mediumFolder = LocalPath(m_copyPath).parent();
        results.keyBytes = KeyFileBytes{key, Sha256::of(key), Way::OverSql};
        results.copy = WrittenFile{LocalPath(m_copyPath), key.size(), Sha256::of(key), true};
        putProof(results.proofs, {ProofLevel::Identical, ProofState::Failed, u"verify.differs"_s});
        receipt.steps.push_back(executeRecord(m_plan, results, u"done"_s, {}, nullptr));
        receipt.steps.push_back(copyRecord(results, u"done"_s, nullptr));
        receipt.steps.push_back(verifyRecord(results, nullptr));
        {
            const auto journal = Journal::begin(m_receipts, receipt);
            QVERIFY_RESULT(journal);
        }
        const auto resumed = Procedure::resume(m_receipts, RunId, u"test"_s);
        QVERIFY_RESULT(resumed);
        QCOMPARE(numberOf((*resumed)->current()), numberOf(Step::Verify));
        const Result<LocalPath> stored = (*resumed)->store(Custody{}, {});
        QVERIFY(!stored.has_value());
        QCOMPARE(stored.error().id, u"procedure.copy-not-identical"_s);
    }

    void custodyAndPapersComeBack()
    {
        RunResults results;
        results.mediumFolder = LocalPath(m_dir->path());
        results.keyBytes = KeyFileBytes{"key", Sha256::of("key"), Way::OverSql};
        results.copy = WrittenFile{results.mediumFolder->child(u"a.key"_s), 3, Sha256::of("key"), true};
        results.custody.emplace();
        results.custody->place = u"Bank"_s;
        results.custody->nextDue = QDate(2027, 11, 24);
        HistoryEntry entry;
        entry.receipt.state = ReceiptState::Finished;
        entry.receipt.steps = {copyRecord(results, u"done"_s, nullptr), storeRecord(results, {}, nullptr)};
        QCOMPARE(resultsOf(entry.receipt).custody->place, u"Bank"_s);
        QCOMPARE(resultsOf(entry.receipt).custody->nextDue, QDate(2027, 11, 24));
        QVERIFY(papersAreMissing(entry));
        entry.later = {LaterRecord{RunId, u"written-again"_s, nowUtc(), {}}};
        QVERIFY(!papersAreMissing(entry));
        entry.later.clear();
        results.papers = MediumPapers{{results.mediumFolder->child(u"receipt-2.json"_s), 2, Sha256::of("{}"), true},
                                      {results.mediumFolder->child(u"HOW-TO-RESTORE.txt"_s), 1, Sha256::of("x"), true},
                                      {results.mediumFolder->child(u"label.pdf"_s), 1, Sha256::of("y"), true}};
        entry.receipt.steps.back() = storeRecord(results, {}, nullptr);
        QVERIFY(!papersAreMissing(entry));
        QCOMPARE(resultsOf(entry.receipt).papers->receipt.path.text(), results.papers->receipt.path.text());
    }

    void setAsideLeavesAReceipt()
    {
        Receipt receipt;
        receipt.runId = RunId;
        receipt.startedUtc = nowUtc();
        receipt.steps = recordsOf(m_plan);
        {
            const auto journal = Journal::begin(m_receipts, receipt);
            QVERIFY_RESULT(journal);
        }
        const auto resumed = Procedure::resume(m_receipts, RunId, u"test"_s);
        QVERIFY_RESULT(resumed);
        QVERIFY_RESULT((*resumed)->setAside());
        QCOMPARE((*resumed)->receipt().state, ReceiptState::SetAside);
        QVERIFY(!Procedure::resume(m_receipts, RunId, u"test"_s).has_value());
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    LocalPath m_receipts;
    BackupPlan m_plan;
    QString m_copyPath;
    int m_rows = 0;
};

SMK_TEST(ResumeTest)
#include "tst_resume.moc"
