#include "durable_file.h"
#include "proof_decisions.h"
#include "test_main.h"

#include <QFile>
#include <QTemporaryDir>

using namespace smk;

namespace {

ServerError message(int number, int severity = 16)
{
    return ServerError{.number = number, .severity = severity, .state = 1, .sqlState = {}, .text = {}};
}

StatementAnswer answered(std::vector<ServerError> errors, std::vector<ServerError> infos,
                         Outcome outcome = Outcome::Done)
{
    return StatementAnswer{.outcome = outcome, .errors = std::move(errors), .infos = std::move(infos)};
}

const QDateTime modified(QDate(2024, 3, 9), QTime(14, 5, 6, 123), Qt::UTC);
const QString guid = QStringLiteral("ABC7F5F6-0000-4000-8000-00001234ABCD");

ServerProofOrder goodOrder()
{
    return {.file = ServerPath(QStringLiteral("/srv/a.key")),
            .hashAtBackup = Sha256::of("key"),
            .hasServerHash = true,
            .keyGuid = guid,
            .keyModified = modified};
}

GuardReading goodReading()
{
    return {.hash = Sha256::of("key"), .keyGuid = guid, .keyModified = modified};
}

bool hasWords(const QString &id)
{
    const auto words = verifyWords();
    return std::any_of(words.begin(), words.end(), [&](const Words &w) { return id == QString::fromLatin1(w.id); });
}

} // namespace

class ProofTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answers()
    {
        using enum ProofState;
        struct Row
        {
            const char *why;
            StatementAnswer answer;
            ProofState state;
            const char *reason;
        };
        const std::vector<Row> rows{
            {"15588 alone", answered({}, {message(15588, 10)}), Proved, "verify.opened"},
            {"15588 after the session's own chatter",
             answered({}, {message(5701, 0), message(5703, 0), message(15588, 10)}), Proved, "verify.opened"},
            {"a driver's note without a number", answered({}, {message(0), message(15588, 10)}), Proved,
             "verify.opened"},
            {"no message at all", answered({}, {}), NotVerified, "verify.no-confirmation"},
            {"data was lost by a force", answered({}, {message(15584, 10), message(15588, 10)}), Failed,
             "verify.data-lost"},
            {"wrong password", answered({message(15313)}, {}, Outcome::None), Failed, "verify.wrong-password"},
            {"wrong password as an info", answered({}, {message(15313, 10)}), Failed, "verify.wrong-password"},
            {"private key's password", answered({message(15465)}, {}, Outcome::None), Failed, "verify.wrong-password"},
            {"file not readable", answered({message(15317)}, {}, Outcome::None), Failed, "verify.server-cannot-read"},
            {"file of another kind", answered({message(15208)}, {}, Outcome::None), Failed,
             "verify.server-cannot-read"},
            {"no permission", answered({message(15247)}, {}, Outcome::None), NotVerified, "verify.no-permission"},
            {"object not visible", answered({message(15151)}, {}, Outcome::None), NotVerified, "verify.no-permission"},
            {"present key cannot be decrypted", answered({message(15329)}, {}, Outcome::None), Failed,
             "verify.key-damaged"},
            {"something below the key", answered({message(15320)}, {}, Outcome::None), Failed, "verify.key-damaged"},
            {"a trigger aborted the batch", answered({message(3609)}, {}, Outcome::None), NotVerified,
             "verify.trigger"},
            {"an error beside 15588", answered({message(15393)}, {message(15588, 10)}, Outcome::None), Failed,
             "verify.key-damaged"},
            {"the numbered error names the cause", answered({message(0), message(15313)}, {}, Outcome::None), Failed,
             "verify.wrong-password"},
        };
        for (const Row &row : rows) {
            const Result<Proof> proof = proofOfAnswer(row.answer);
            QVERIFY2(proof.has_value(), row.why);
            QVERIFY2(proof->reasonId == QString::fromLatin1(row.reason),
                     qPrintable(QString::fromLatin1(row.why) + proof->reasonId));
            QVERIFY2(proof->state == row.state, row.why);
            QVERIFY2(proof->level == ProofLevel::OpenedByServer, row.why);
            QVERIFY2(hasWords(proof->reasonId), row.why);
        }
        smk::test::expectCaseCount("verify: answers", int(rows.size()), 16);
    }
    void aLostAnswerIsUnknown()
    {
        const Result<Proof> proof = proofOfAnswer(answered({message(0)}, {message(15588, 10)}, Outcome::Unknown));
        QVERIFY(!proof);
        QCOMPARE(proof.error().id, QStringLiteral("verify.answer-lost"));
        QVERIFY(proof.error().outcome == Outcome::Unknown);
        QCOMPARE(proof.error().returnTo, QStringLiteral("connect"));
    }
    void guard()
    {
        struct Row
        {
            const char *why;
            std::function<void(ServerProofOrder &, GuardReading &)> change;
            const char *reason; // empty: may be sent
        };
        const std::vector<Row> rows{
            {"all as at the backup", [](auto &, auto &) {}, ""},
            {"GUID in braces and small letters",
             [](auto &, GuardReading &r) { r.keyGuid = QStringLiteral("{abc7f5f6-0000-4000-8000-00001234abcd}"); }, ""},
            {"the same time without a zone",
             [](auto &, GuardReading &r) { r.keyModified = QDateTime(modified.date(), modified.time()); }, ""},
            {"no hash at the backup", [](ServerProofOrder &o, auto &) { o.hasServerHash = false; },
             "verify.no-hash-at-backup"},
            {"the server cannot hash", [](auto &, GuardReading &r) { r.hash.reset(); }, "verify.server-cannot-hash"},
            {"the file was changed", [](auto &, GuardReading &r) { r.hash = Sha256::of("other"); },
             "verify.guard-hash-differs"},
            {"another key",
             [](auto &, GuardReading &r) { r.keyGuid = QStringLiteral("00000000-0000-4000-8000-00001234ABCD"); },
             "verify.guard-key-changed"},
            {"regenerated under the same GUID", [](auto &, GuardReading &r) { r.keyModified = modified.addSecs(1); },
             "verify.guard-key-changed"},
            {"a millisecond later is a change", [](auto &, GuardReading &r) { r.keyModified = modified.addMSecs(10); },
             "verify.guard-key-changed"},
            {"key not visible now", [](auto &, GuardReading &r) { r.keyGuid.clear(); }, "verify.guard-key-not-visible"},
            {"key was not visible at the backup", [](ServerProofOrder &o, auto &) { o.keyGuid.clear(); },
             "verify.guard-key-not-visible"},
            {"no date: nothing to compare is not equal",
             [](ServerProofOrder &o, GuardReading &r) {
                 o.keyModified = {};
                 r.keyModified = {};
             },
             "verify.guard-key-not-visible"},
        };
        for (const Row &row : rows) {
            ServerProofOrder order = goodOrder();
            GuardReading reading = goodReading();
            row.change(order, reading);
            const auto stopped = guardVerdict(order, reading);
            QVERIFY2((stopped ? stopped->reasonId : QString()) == QString::fromLatin1(row.reason), row.why);
            if (stopped) {
                QVERIFY2(stopped->state == ProofState::NotVerified, row.why);
                QVERIFY2(hasWords(stopped->reasonId), row.why);
            }
        }
        smk::test::expectCaseCount("verify: guard", int(rows.size()), 12);
    }
    void guardAfterwards()
    {
        const Proof proved = *proofOfAnswer(answered({}, {message(15588, 10)}));
        const Proof refused = *proofOfAnswer(answered({message(15313)}, {}, Outcome::None));
        QVERIFY(afterGuard(proved, goodOrder(), goodReading()).state == ProofState::Proved);
        GuardReading changed = goodReading();
        changed.keyModified = modified.addSecs(1);
        QCOMPARE(afterGuard(proved, goodOrder(), changed).reasonId, QStringLiteral("verify.key-changed-meanwhile"));
        QCOMPARE(afterGuard(refused, goodOrder(), changed).reasonId, QStringLiteral("verify.key-changed-meanwhile"));
        QCOMPARE(afterGuard(proved, goodOrder(), {}).reasonId, QStringLiteral("verify.guard-after-not-readable"));
        QCOMPARE(afterGuard(refused, goodOrder(), {}).reasonId, QStringLiteral("verify.wrong-password"));
    }
    void readings()
    {
        using enum ProofState;
        const QByteArray key(1076, 'k');
        struct Row
        {
            const char *why;
            QByteArray bytes;
            ReadMethod method;
            std::optional<Sha256> serverHash;
            ProofState state;
            const char *reason;
        };
        QByteArray flipped = key;
        flipped[1075] = 'j';
        const std::vector<Row> rows{
            {"direct", key, ReadMethod::Direct, {}, Proved, "verify.identical"},
            {"cache dropped", key, ReadMethod::DroppedCache, Sha256::of(key), Proved, "verify.identical"},
            {"mounted again", key, ReadMethod::Remounted, {}, Proved, "verify.identical"},
            {"plain is not verified", key, ReadMethod::Plain, {}, NotVerified, "verify.cache-not-excluded"},
            {"one byte differs", flipped, ReadMethod::Direct, {}, Failed, "verify.differs"},
            {"differs even by plain reading", flipped, ReadMethod::Plain, {}, Failed, "verify.differs"},
            {"cut short", key.left(512), ReadMethod::Direct, {}, Failed, "verify.size-differs"},
            {"longer", key + 'k', ReadMethod::Direct, {}, Failed, "verify.size-differs"},
            {"empty", {}, ReadMethod::Direct, {}, Failed, "verify.size-differs"},
            {"not the server's file", key, ReadMethod::Direct, Sha256::of("x"), Failed, "verify.differs-from-server"},
        };
        for (const Row &row : rows) {
            const CopyExpectation expected{
                .copy = {}, .size = key.size(), .hash = Sha256::of(key), .serverHash = row.serverHash};
            const Proof proof = proofOfReading(expected, {row.bytes, row.method});
            QVERIFY2(proof.reasonId == QString::fromLatin1(row.reason), row.why);
            QVERIFY2(proof.state == row.state, row.why);
            QVERIFY2(hasWords(proof.reasonId), row.why);
        }
        smk::test::expectCaseCount("verify: readings", int(rows.size()), 10);
    }
    void checksARealCopy()
    {
        QTemporaryDir dir;
        const LocalPath path(dir.filePath(QStringLiteral("a.key")));
        const QByteArray key(1076, 'k');
        QVERIFY_RESULT(createDurably(path, key, FileAccess::OwnerOnly, {}));
        CopyExpectation expected{
            .copy = path, .size = key.size(), .hash = Sha256::of(key), .serverHash = Sha256::of(key)};
        const auto check = checkCopy(expected, {});
        QVERIFY_RESULT(check);
        QVERIFY(check->proof.state != ProofState::Failed);
        QCOMPARE(check->proof.state == ProofState::Proved, excludesCache(check->method));

        QFile file(path.text());
        QVERIFY(file.open(QIODevice::Append));
        file.write(QByteArray(2 * 1024 * 1024, 'x'));
        file.close();
        const auto grown = checkCopy(expected, {});
        QVERIFY_RESULT(grown);
        QCOMPARE(grown->proof.reasonId, QStringLiteral("verify.size-differs"));

        expected.copy = LocalPath(dir.filePath(QStringLiteral("pulled/a.key")));
        const auto gone = checkCopy(expected, {});
        QVERIFY(!gone);
        QCOMPARE(gone.error().id, QStringLiteral("files.gone"));
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(checkCopy(expected, stop.get_token()).error().id, QStringLiteral("verify.cancelled"));
    }
    void passwords()
    {
        const SecretString used(u"Grün-7-Vögel!");
        const auto reason = [&](const SecretString *known, const SecretString &entered) {
            return checkPassword(known, entered).reasonId;
        };
        QCOMPARE(reason(&used, SecretString(u"Grün-7-Vögel!")), QStringLiteral("verify.password-as-stored"));
        QCOMPARE(reason(&used, SecretString(u"Grün-7-Vögel! ")), QStringLiteral("verify.password-differs"));
        QCOMPARE(reason(&used, SecretString(u"grün-7-vögel!")), QStringLiteral("verify.password-differs"));
        QCOMPARE(reason(&used, SecretString()), QStringLiteral("verify.password-not-reentered"));
        QCOMPARE(reason(nullptr, SecretString(u"x")), QStringLiteral("verify.password-no-longer-known"));
        QVERIFY(passwordEnteredByProgram().state == ProofState::NotVerified);
        QCOMPARE(passwordEnteredByProgram().reasonId, QStringLiteral("verify.password-entered-by-program"));
        QVERIFY(checkPassword(&used, SecretString(u"Grün-7-Vögel!")).level == ProofLevel::PasswordAsStored);
    }
    void names()
    {
        QCOMPARE(proofLevelName(ProofLevel::OpenedByServer), QStringLiteral("opened-by-server"));
        QCOMPARE(proofLevelName(ProofLevel::InCustody), QStringLiteral("in-custody"));
        QCOMPARE(proofStateName(ProofState::NotVerified), QStringLiteral("not-verified"));
        QCOMPARE(proofStateName(ProofState::Failed), QStringLiteral("failed"));
    }
};

SMK_TEST(ProofTest)
#include "tst_proof.moc"
