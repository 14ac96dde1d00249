// What the newest finished backup of a server says of its key: for the preflight, which knows no history.
#pragma once

#include "connect_step.h"
#include "receipt_folder.h"

namespace smk {

// Nothing: no finished run of this server is in the history. Rehearsals lie in a history of their own.
[[nodiscard]] std::optional<LastBackup> lastBackupOf(const History &history, const QString &serverName);

// The findings once more, with what the history knows: the server's name is known only after signing in. No request.
// (worker) Reads the receipts folder that belongs to this server.
[[nodiscard]] Findings withLastBackup(const Connected &connected, ConnectOrder &order);

} // namespace smk
