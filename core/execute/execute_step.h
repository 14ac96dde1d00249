// BACKUP SERVICE MASTER KEY: the one commit, its outcomes, and looking for the file when the answer was lost.
#pragma once

#include "cancel.h"
#include "paths.h"
#include "result.h"
#include "server_session.h"
#include "sha256.h"

#include <QDateTime>

#include <optional>
#include <span>

namespace smk {

struct BackupOrder
{
    ServerPath directory;
    QString fileName;
    Platform platform = Platform::Linux;
    QString keyGuid;    // as read on Connect; a difference stops ("execute.key-changed")
    QString serverName; // another server behind the same address stops ("execute.other-server")
    QString serviceAccount;
    QString login = {};                  // for the command that grants what is missing; empty: a placeholder
    std::optional<bool> serviceCanWrite; // from the Folder step
    std::chrono::seconds timeout = std::chrono::seconds(60);
    [[nodiscard]] ServerPath file() const { return directory.child(fileName, platform); }
};

// What the server has after BACKUP was reported done; hash and size by the server itself where it can compute them.
struct KeyFile
{
    ServerPath path;
    qint64 size = -1;                 // -1: not seen from the server; the copy step decides
    std::optional<Sha256> serverHash; // nothing: "this server cannot hash"
    QString sizeAndHashReasonId;      // why not, where so
    QDateTime startedUtc;
    QDateTime endedUtc;
};

enum class FileSeen { Exists, Empty, Absent, NotVisible };

// Looks whether the file is there, over SQL; NotVisible where that cannot be told.
[[nodiscard]] FileSeen reconcile(ServerSession &session, const ServerPath &file);

// Probes again (same server, same key, free name), sends the statement, looks at the file. "Success" with 0 bytes is
// no backup: "execute.empty-file". Problems carry an Outcome; Unknown: reconcile() on a new session before anything
// else.
[[nodiscard]] Result<KeyFile> backUp(ServerSession &session, const BackupOrder &order, const SecretString &password,
                                     const CancelToken &cancel, const ProgressSink &progress);

// The Problem of a refused BACKUP: 15240 with its three causes looked up, 1511x/3306x back to the password,
// 15247/15151/297 …
[[nodiscard]] Problem problemOfBackup(const StatementAnswer &answer, const BackupOrder &order, FileSeen before,
                                      FileSeen after, std::optional<bool> directoryExists);

[[nodiscard]] std::span<const Words> executeWords();

} // namespace smk
