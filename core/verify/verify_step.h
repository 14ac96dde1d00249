// What is proved of a copy, level by level (docs/ARCHITECTURE.md). A level that was not reached has a reason; no bool
// carries it.
#pragma once

#include "cancel.h"
#include "finding.h"
#include "paths.h"
#include "result.h"
#include "server_session.h"
#include "sha256.h"
#include "uncached_read.h"

#include <QDateTime>

#include <optional>
#include <span>

namespace smk {

enum class ProofLevel { Identical = 1, Replugged = 2, PasswordAsStored = 3, OpenedByServer = 4, InCustody = 5 };

enum class ProofState { NotDone, Proved, NotVerified, Failed };

struct Proof
{
    ProofLevel level = ProofLevel::Identical;
    ProofState state = ProofState::NotDone;
    QString reasonId; // why not, or by what: "verify.cache-not-excluded", "verify.password-not-reentered"
    QStringList arguments = {};
    std::optional<ServerError> server = std::nullopt;
};

struct CopyExpectation
{
    LocalPath copy;
    qint64 size = 0;
    Sha256 hash; // of the source as read
    std::optional<Sha256> serverHash;
};

struct CopyCheck
{
    Proof proof; // level 1
    ReadMethod method = ReadMethod::Plain;
};

// Level 1: re-read past the cache, size and hash equal. Differs → Failed "verify.differs"; medium gone → error Problem.
[[nodiscard]] Result<CopyCheck> checkCopy(const CopyExpectation &expected, const CancelToken &cancel);

// Level 3: typed again by the DBA from where it is kept, against the one used. `entered` empty → NotVerified.
[[nodiscard]] Proof checkPassword(const SecretString *used, const SecretString &entered);
[[nodiscard]] Proof passwordEnteredByProgram(); // walk-through: NotVerified "verify.password-entered-by-program"

// Level 4: RESTORE of the identical key, only behind the guard. Never FORCE.
struct ServerProofOrder
{
    ServerPath file;
    Sha256 hashAtBackup; // server-side hash right after BACKUP; without it the proof is refused
    bool hasServerHash = false;
    QString keyGuid;
    QDateTime keyModified;
};
// Guard before: hash, GUID and modify date equal; statement; 15588 alone; guard after. Any difference before:
// NotVerified "verify.guard-hash-differs" / "verify.guard-key-changed" / "verify.server-cannot-hash", nothing was sent.
// 15313 → Failed "verify.wrong-password"; 15317 → Failed "verify.server-cannot-read"; lost answer → state NotVerified
// with Outcome::Unknown in the Problem.
[[nodiscard]] Result<Proof> proveByServer(ServerSession &session, const ServerProofOrder &order,
                                          const SecretString &password, const CancelToken &cancel,
                                          const ProgressSink &progress);

[[nodiscard]] QString
proofLevelName(ProofLevel level); // "identical", "replugged", "password-as-stored", "opened-by-server", "in-custody"
[[nodiscard]] QString proofStateName(ProofState state); // "not-done", "proved", "not-verified", "failed"
[[nodiscard]] std::span<const Words> verifyWords();

} // namespace smk
