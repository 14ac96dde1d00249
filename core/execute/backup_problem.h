// What a look before and after the statement tells. Decided without a server, so that every outcome is a row of a test.
#pragma once

#include "file_look.h"
#include "numbered_id.h"

namespace smk {

// What is read again just before the statement. Nothing: could not be asked, which does not stop.
struct ProbeAgain
{
    QString serverName;
    QString atServerName;           // @@SERVERNAME; lags behind a rename
    std::optional<QString> keyGuid; // empty text: the row is not visible
    FileLook file;
};

// The catalogue of refusals of BACKUP: number and class. A number that is not there is "execute.refused".
[[nodiscard]] std::span<const NumberedId> backupNumbers();

// Why the statement must not be sent; nothing: it may.
[[nodiscard]] std::optional<Problem> problemBefore(const ProbeAgain &probe, const BackupOrder &order);

// Of a statement that was reported done: the file as it was found afterwards.
[[nodiscard]] Result<KeyFile> judgeDone(const SizeAndHash &found, FileSeen seen, const BackupOrder &order,
                                        const QDateTime &startedUtc, const QDateTime &endedUtc);

} // namespace smk
