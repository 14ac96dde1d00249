// The folder on the server's machine in which SQL Server will write the key file: proposal, look, creation, verdict.
#pragma once

#include "access_model.h"
#include "cancel.h"
#include "network_identity.h"
#include "paths.h"
#include "result.h"
#include "seat_kind.h"
#include "server_session.h"

#include <QDateTime>

#include <optional>
#include <span>

namespace smk {

struct DirectoryContext
{
    Platform platform = Platform::Linux;
    bool seenFromHere = false; // seat 1: server paths are paths of this machine
    QString serverName;        // "DBSRV01\REPORTING"
    QString machineName;
    QString serviceAccount;
    QString defaultBackupPath;
    QString defaultDataPath;
    QString defaultLogPath;
    LocalPath mediumRoot; // a folder on the medium's own disk is refused
    ServerPath lastUsed;
    ServerPath rehearsalParent;     // in rehearsal: below the practice root
    Seat seat = Seat::OtherMachine; // for the words and commands; the rights are read where seenFromHere says so
    std::optional<qint64> serverProcessUser; // uid of the server's process, where it can be found
};

// Last used → a new dedicated folder → (remote, nothing better) a subfolder of the backup path.
[[nodiscard]] ServerPath proposeDirectory(const DirectoryContext &context);
// "DBSRV01$REPORTING-smk-20261124T204503Z.key": '\' becomes '$', what a file system forbids becomes '_'.
// A name of used (names of this run, which the server may have seen) is never proposed again: the next second is taken.
[[nodiscard]] QString proposeFileName(const QString &serverName, const QDateTime &utc, const QStringList &used = {});

// Refusals at the field, before any question: not rooted, relative, a second colon, control characters or line breaks,
// volume root, below /var/opt/mssql (note), reserved names, too long (> 259 units on Windows), file name with a
// separator …
[[nodiscard]] Findings checkDirectoryText(const ServerPath &directory, const DirectoryContext &context);
[[nodiscard]] Findings checkFileName(const QString &fileName, Platform platform);

// What the server sees, asked over SQL; answers are nothing where the server could not be asked.
struct ServerSight
{
    std::optional<bool> directoryExists;
    std::optional<bool> isFile; // the path names a file
    std::optional<bool> parentExists;
    std::optional<bool> fileNameFree;
    QString domain; // of the server's machine; asked for a share only
};
[[nodiscard]] Result<ServerSight> lookOverSql(ServerSession &session, const ServerPath &directory,
                                              const QString &fileName, const DirectoryContext &context);

struct DirectoryLook
{
    ServerSight sight;
    std::optional<AccessList> rights; // of the directory, or "if only created" of a new one
    std::vector<AccessList> parents;
    std::vector<AccessEntry> ifOnlyCreated; // table, column 2
    std::vector<AccessEntry> whenProtected; // table, column 3
    DirectoryVerdict verdict;
    bool canCreateHere = false; // "Create and protect" can be offered without elevation
    bool mustCreate = false;    // it does not exist yet
    QString command;            // exact commands, where we cannot act or look
    QString undo;               // and the way back, where it changes something
    bool canElevate = false;    // "Create and protect" can be offered with administrator rights
    bool canGrant = false;      // the service lacks a right on a folder that lies here
    QString serviceKey;         // the account as an elevated smkctl takes it: "uid:998", "S-1-5-80-…"
    NetworkIdentity network;    // who signs in at the host of a share
};
// Combines the server's sight with the rights read here (seat 1). session may be null: not verified.
[[nodiscard]] Result<DirectoryLook> lookAtDirectory(ServerSession *session, const ServerPath &directory,
                                                    const QString &fileName, const DirectoryContext &context,
                                                    const CancelToken &cancel);

struct CreatedDirectory
{
    LocalPath path;
    std::optional<AccessList> after; // read back; nothing: not ours to read
    QString undoCommand;
};
// Seat 1: 0700 in the create call plus an ACL entry for the service's user (Windows: protected descriptor in the create
// call).
[[nodiscard]] Result<CreatedDirectory> createProtected(const ServerPath &directory, const DirectoryContext &context,
                                                       const CancelToken &cancel);
// Seat 1: gives the service alone the right to write in a folder that is there; nothing is taken from anybody.
[[nodiscard]] Result<CreatedDirectory> grantService(const ServerPath &directory, const DirectoryContext &context,
                                                    const CancelToken &cancel);
// The same two with administrator rights: one verb of smkctl through pkexec or runas. `serviceKey` as the look gave it.
enum class ElevatedAct { Create, Grant };
[[nodiscard]] Result<CreatedDirectory> actElevated(ElevatedAct act, const ServerPath &directory,
                                                   const QString &serviceKey, const DirectoryContext &context,
                                                   const CancelToken &cancel);
// As ourselves where we own the folder, else with administrator rights.
[[nodiscard]] Result<CreatedDirectory> grantOrAsk(const ServerPath &directory, const DirectoryContext &context,
                                                  const CancelToken &cancel);
// Over SQL: created, not protected; rights not verified, with the command.
[[nodiscard]] Result<void> createOverSql(ServerSession &session, const ServerPath &directory);

// Reads mode, owner and ACL of a local directory (POSIX ACL / NTFS descriptor).
[[nodiscard]] Result<AccessList> readAccess(const LocalPath &directory);

[[nodiscard]] std::span<const Words> directoryWords();

} // namespace smk
