// What an answer proves; values only, so that every row can be tested without a server.
#pragma once

#include "numbered_id.h"
#include "verify_step.h"

namespace smk {

// What a refusal of RESTORE means: number and reason.
[[nodiscard]] std::span<const NumberedId> restoreNumbers();

// What stands between a RESTORE and the loss of the present key: file and key as they are now.
struct GuardReading
{
    std::optional<Sha256> hash; // nothing: the server could not compute it
    QString keyGuid;
    QDateTime keyModified;
    std::optional<ServerError> refusal = std::nullopt; // why the server could not hash
};

// Nothing: all three are as at the backup, and the statement may be sent. Else the proof that was not reached.
[[nodiscard]] std::optional<Proof> guardVerdict(const ServerProofOrder &order, const GuardReading &now);
// After the statement: Proved stays Proved only while the key is the one it was.
[[nodiscard]] Proof afterGuard(const Proof &proof, const ServerProofOrder &order, const GuardReading &after);
// An Unknown outcome gives a Problem, every other answer a Proof.
[[nodiscard]] Result<Proof> proofOfAnswer(const StatementAnswer &answer);
[[nodiscard]] Proof proofOfReading(const CopyExpectation &expected, const UncachedRead &read);
// GUIDs come with and without braces, in either case; times with and without a zone.
[[nodiscard]] bool sameGuid(const QString &one, const QString &other);
[[nodiscard]] bool sameServerTime(const QDateTime &one, const QDateTime &other);

} // namespace smk
