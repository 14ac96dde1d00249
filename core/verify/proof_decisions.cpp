#include "proof_decisions.h"

#include "server_words.h"

namespace smk {

namespace {

Proof serverProof(ProofState state, const char *reason, QStringList arguments = {},
                  std::optional<ServerError> server = std::nullopt)
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
    return number == identicalKeys || number == 0 || number == 5701
           || number == 5703; // database and language of the session
}

constexpr NumberedId refusals[] = {
    {15313, "verify.wrong-password"},
    {15465, "verify.wrong-password"},
    {15317, "verify.server-cannot-read"},
    {15208, "verify.server-cannot-read"},
    {15464, "verify.server-cannot-read"},
    {15247, "verify.no-permission"},
    {15151, "verify.no-permission"},
    {297, "verify.no-permission"},
    {300, "verify.no-permission"},
    {229, "verify.no-permission"},
    {230, "verify.no-permission"},
    {262, "verify.no-permission"},
    {15329, "verify.key-damaged"},
    {15320, "verify.key-damaged"},
    {15393, "verify.key-damaged"},
    {15466, "verify.key-damaged"},
    {15507, "verify.key-damaged"},
    {15508, "verify.key-damaged"},
    {33094, "verify.key-damaged"},
    {33095, "verify.key-damaged"},
    {15448, "verify.key-damaged"},
    {15209, "verify.crypto-failed"},
    {15296, "verify.crypto-failed"},
    {15468, "verify.crypto-failed"},
    {33096, "verify.crypto-failed"},
    {15273, "verify.crypto-failed"},
    {15315, "verify.crypto-failed"},
    // Only with FORCE, which this program never sends: somebody else's RESTORE, or another statement was run.
    {15584, "verify.data-lost"},
    {15585, "verify.data-lost"},
    {15593, "verify.data-lost"},
    {15146, "verify.other-statement"},
    {15276, "verify.other-statement"},
    {15578, "verify.other-statement"},
    {15581, "verify.other-statement"},
    {102, "verify.other-statement"},
    {105, "verify.other-statement"},
    {319, "verify.other-statement"},
    {208, "verify.other-statement"},
    {911, "verify.other-statement"},
    {2812, "verify.other-statement"},
    {3609, "verify.trigger"},
    {226, "verify.in-transaction"},
    {3021, "verify.in-transaction"},
    {15281, "verify.turned-off"},
};

// The statement was not run: nothing is proved, and nothing failed.
bool isNotRun(const QString &reason)
{
    static const QStringList ids{QStringLiteral("verify.no-permission"), QStringLiteral("verify.trigger"),
                                 QStringLiteral("verify.in-transaction"), QStringLiteral("verify.turned-off"),
                                 QStringLiteral("verify.other-statement")};
    return ids.contains(reason);
}

Proof proofOfError(const ServerError &error)
{
    const char *known = idOfNumber(refusals, error.number);
    const QString reason = QString::fromLatin1(known ? known : "verify.restore-refused");
    Proof proof = serverProof(isNotRun(reason) ? ProofState::NotVerified : ProofState::Failed, qPrintable(reason),
                              {QString::number(error.number)}, error);
    if (!known)
        proof.arguments = unknownErrorArguments(error);
    return proof;
}

} // namespace

std::span<const NumberedId> restoreNumbers()
{
    return refusals;
}

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
        return serverProof(ProofState::NotVerified, "verify.guard-hash-differs",
                           {order.hashAtBackup.checkCode(), now.hash->checkCode()});
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
        const auto numbered = std::find_if(answer.errors.begin(), answer.errors.end(),
                                           [](const ServerError &e) { return e.number != 0; });
        return proofOfError(numbered != answer.errors.end() ? *numbered : answer.errors.front());
    }
    for (const ServerError &info : answer.infos) {
        // 15317 and 15313 are listed with severity 10 and may arrive as infos; 15584 and its like say that data was
        // lost.
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
        return Proof{.level = ProofLevel::Identical,
                     .state = state,
                     .reasonId = QString::fromLatin1(reason),
                     .arguments = std::move(arguments)};
    };
    const Sha256 hash = Sha256::of(read.bytes);
    if (read.bytes.size() != expected.size)
        return proof(ProofState::Failed, "verify.size-differs",
                     {QString::number(expected.size), QString::number(read.bytes.size())});
    if (hash != expected.hash)
        return proof(ProofState::Failed, "verify.differs", {expected.hash.checkCode(), hash.checkCode()});
    if (expected.serverHash && hash != *expected.serverHash)
        return proof(ProofState::Failed, "verify.differs-from-server",
                     {expected.serverHash->checkCode(), hash.checkCode()});
    if (!excludesCache(read.method))
        return proof(ProofState::NotVerified, "verify.cache-not-excluded", {readMethodName(read.method)});
    return proof(ProofState::Proved, "verify.identical", {readMethodName(read.method)});
}

} // namespace smk
