#include "proof_decisions.h"

namespace smk {

namespace {

Proof serverProof(ProofState state, const char *reason, QStringList arguments = {}, std::optional<ServerError> server = std::nullopt)
{
    return Proof{.level = ProofLevel::OpenedByServer,
                 .state = state,
                 .reasonId = QString::fromLatin1(reason),
                 .arguments = std::move(arguments),
                 .server = std::move(server)};
}

QString bareGuid(const QString &guid)
{
    QString bare = guid.trimmed().toUpper();
    bare.remove(QLatin1Char('{')).remove(QLatin1Char('}'));
    return bare;
}

// The server's own word that nothing was exchanged: old and new key are identical.
constexpr int identicalKeys = 15588;

bool isHarmlessInfo(int number)
{
    return number == identicalKeys || number == 0 || number == 5701 || number == 5703; // database and language of the session
}

Proof proofOfError(const ServerError &error)
{
    const QStringList number{QString::number(error.number)};
    switch (error.number) {
    case 15313:
    case 15465:
        return serverProof(ProofState::Failed, "verify.wrong-password", number, error);
    case 15317:
    case 15208:
        return serverProof(ProofState::Failed, "verify.server-cannot-read", number, error);
    case 15247:
    case 15151:
    case 297:
    case 300:
        return serverProof(ProofState::NotVerified, "verify.no-permission", number, error);
    case 15329:
    case 15320:
    case 15393:
    case 15466:
        return serverProof(ProofState::Failed, "verify.key-damaged", number, error);
    default:
        return serverProof(ProofState::Failed, "verify.restore-refused", number, error);
    }
}

} // namespace

bool sameGuid(const QString &one, const QString &other)
{
    return !one.isEmpty() && bareGuid(one) == bareGuid(other);
}

bool sameServerTime(const QDateTime &one, const QDateTime &other)
{
    // The server's local time, without a zone: the figures are compared, whatever zone a reader gave them.
    return one.isValid() && other.isValid() && one.date() == other.date() && one.time() == other.time();
}

std::optional<Proof> guardVerdict(const ServerProofOrder &order, const GuardReading &now)
{
    if (!order.hasServerHash)
        return serverProof(ProofState::NotVerified, "verify.no-hash-at-backup");
    if (!now.hash)
        return serverProof(ProofState::NotVerified, "verify.server-cannot-hash", {}, now.refusal);
    if (*now.hash != order.hashAtBackup)
        return serverProof(ProofState::NotVerified, "verify.guard-hash-differs", {order.hashAtBackup.checkCode(), now.hash->checkCode()});
    if (now.keyGuid.isEmpty() || order.keyGuid.isEmpty() || !now.keyModified.isValid() || !order.keyModified.isValid())
        return serverProof(ProofState::NotVerified, "verify.guard-key-not-visible");
    if (!sameGuid(now.keyGuid, order.keyGuid) || !sameServerTime(now.keyModified, order.keyModified))
        return serverProof(ProofState::NotVerified, "verify.guard-key-changed");
    return std::nullopt;
}

Proof afterGuard(const Proof &proof, const ServerProofOrder &order, const GuardReading &after)
{
    const bool seen = !after.keyGuid.isEmpty() && after.keyModified.isValid();
    if (seen && (!sameGuid(after.keyGuid, order.keyGuid) || !sameServerTime(after.keyModified, order.keyModified)))
        return serverProof(ProofState::Failed, "verify.key-changed-meanwhile", {}, proof.server);
    if (!seen && proof.state == ProofState::Proved)
        return serverProof(ProofState::NotVerified, "verify.guard-after-not-readable");
    return proof;
}

Result<Proof> proofOfAnswer(const StatementAnswer &answer)
{
    if (answer.outcome == Outcome::Unknown) {
        Problem problem{.id = QStringLiteral("verify.answer-lost"), .arguments = {}, .outcome = Outcome::Unknown};
        if (!answer.errors.empty())
            problem.server = answer.errors.front();
        problem.remedies = {QStringLiteral("reconnect")};
        problem.returnTo = QStringLiteral("connect");
        return fail(problem);
    }
    if (!answer.errors.empty()) {
        // A number beats a driver's text without one, and the first number names the cause.
        const auto numbered = std::find_if(answer.errors.begin(), answer.errors.end(), [](const ServerError &e) { return e.number != 0; });
        return proofOfError(numbered != answer.errors.end() ? *numbered : answer.errors.front());
    }
    for (const ServerError &info : answer.infos) {
        // 15317 and 15313 are listed with severity 10 and may arrive as infos; 15584 and its like say that data was lost.
        if (!isHarmlessInfo(info.number))
            return proofOfError(info);
    }
    if (!answer.hasInfo(identicalKeys))
        return serverProof(ProofState::NotVerified, "verify.no-confirmation");
    return serverProof(ProofState::Proved, "verify.opened", {QString::number(identicalKeys)});
}

Proof proofOfReading(const CopyExpectation &expected, const UncachedRead &read)
{
    const auto proof = [](ProofState state, const char *reason, QStringList arguments = {}) {
        return Proof{.level = ProofLevel::Identical, .state = state, .reasonId = QString::fromLatin1(reason), .arguments = std::move(arguments)};
    };
    const Sha256 hash = Sha256::of(read.bytes);
    if (read.bytes.size() != expected.size)
        return proof(ProofState::Failed, "verify.size-differs", {QString::number(expected.size), QString::number(read.bytes.size())});
    if (hash != expected.hash)
        return proof(ProofState::Failed, "verify.differs", {expected.hash.checkCode(), hash.checkCode()});
    if (expected.serverHash && hash != *expected.serverHash)
        return proof(ProofState::Failed, "verify.differs-from-server", {expected.serverHash->checkCode(), hash.checkCode()});
    if (!excludesCache(read.method))
        return proof(ProofState::NotVerified, "verify.cache-not-excluded", {readMethodName(read.method)});
    return proof(ProofState::Proved, "verify.identical", {readMethodName(read.method)});
}

} // namespace smk
