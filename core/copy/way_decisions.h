// What each way's answer means; values only, so that every row can be tested without a server.
#pragma once

#include "key_copy.h"
#include "numbered_id.h"

namespace smk {

// Why a file could not be read over SQL: number and reason; 4861 has finer ones by the code in its text.
[[nodiscard]] std::span<const NumberedId> readNumbers();
// The attempt over SQL that met this refusal.
[[nodiscard]] WayAttempt attemptOfRefusal(const Problem &problem);
// The attempt by path or with a brought file that met a Problem of core/files.
[[nodiscard]] WayAttempt attemptOfFileProblem(Way way, const Problem &problem);
// The operating system's code in the text of 4861: "… Operating system error code 5(Access is denied.)."
[[nodiscard]] std::optional<int> systemErrorCode(const QString &text);
// Below /var/opt/mssql on Linux: SQL Server never reads from there for anyone, so it is not asked.
[[nodiscard]] bool isServersOwnTree(const ServerPath &file, Platform platform);
// Empty, too large, or not what the server wrote: then no other way helps. Nothing: it is the key file.
[[nodiscard]] std::optional<Problem> judgeBytes(const QByteArray &bytes, const std::optional<Sha256> &serverHash,
                                                const ServerPath &file);
// After every way was refused: one Problem with the attempts as its causes.
[[nodiscard]] Problem problemOfAttempts(const std::vector<WayAttempt> &attempts, const ReadOrder &order);

} // namespace smk
