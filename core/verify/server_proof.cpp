// Level 4: the server opens the file again. The only statement of the program that could change the key, so it is sent
// only when file and key are, that very moment, what they were at the backup.
#include "proof_decisions.h"
#include "statements.h"
#include "thread_rule.h"

namespace smk {

namespace {

constexpr std::chrono::seconds proofTimeout(120);

std::optional<Sha256> hashOf(const QVariant &value)
{
    const QByteArray raw = value.toByteArray();
    if (const auto hash = Sha256::fromBytes(raw))
        return hash;
    QString hex = value.toString();
    if (hex.startsWith(QStringLiteral("0x"), Qt::CaseInsensitive))
        hex.remove(0, 2);
    return Sha256::fromHex(hex);
}

// A broken link has a number too, that of the driver: it says nothing of the server.
bool isOfTheServer(const Problem &problem)
{
    return problem.server && problem.id != QLatin1String("connect.link-lost");
}

// A refusal of the server is a reading ("cannot hash"); an error is a line that is gone.
Result<GuardReading> readGuard(ServerSession &session, const ServerPath &file)
{
    GuardReading reading;
    const auto hashed = session.query(statements::sizeAndHash(file));
    if (hashed && !hashed->empty())
        reading.hash = hashOf(hashed->front().first(QStringLiteral("hash")));
    else if (!hashed && !isOfTheServer(hashed.error()))
        return fail(hashed.error());
    else if (!hashed)
        reading.refusal = hashed.error().server;
    // Read last: the moment before the statement is what counts.
    const auto key = session.query(statements::keyFingerprint());
    if (!key && !isOfTheServer(key.error()))
        return fail(key.error());
    if (key && !key->empty()) {
        reading.keyGuid = key->front().first(QStringLiteral("key_guid")).toString();
        reading.keyModified = key->front().first(QStringLiteral("modify_date")).toDateTime();
    }
    return reading;
}

} // namespace

Result<Proof> proveByServer(ServerSession &session, const ServerProofOrder &order, const SecretString &password,
                            const CancelToken &cancel, const ProgressSink &progress)
{
    aboutToBlock("proveByServer");
    report(progress, {.id = QStringLiteral("verify.guarding")});
    // Refused before anything is asked where the backup has no hash to compare with.
    if (!order.hasServerHash)
        return *guardVerdict(order, {});
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("verify.cancelled"), .arguments = {}});
    const Result<GuardReading> before = readGuard(session, order.file);
    if (!before)
        return fail(before.error());
    if (const auto stopped = guardVerdict(order, *before))
        return *stopped;
    if (cancel.stop_requested())
        return fail(Problem{.id = QStringLiteral("verify.cancelled"), .arguments = {}});

    report(progress, {.id = QStringLiteral("verify.opening")});
    const SecretString statement = statements::restore(order.file, password);
    const StatementAnswer answer = session.executeSecret(statement, proofTimeout, cancel);
    const Result<Proof> proof = proofOfAnswer(answer);
    if (!proof)
        return proof;
    const Result<GuardReading> after = readGuard(session, order.file);
    return afterGuard(*proof, order, after ? *after : GuardReading{});
}

} // namespace smk
