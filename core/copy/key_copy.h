// Copying the key file: the ways to read it, each tried and listed with its outcome, and the durable write on the
// medium. docs/ARCHITECTURE.md: over SQL → the path → (last) an elevated command or the DBA's own hands, given as an
// exact command.
#pragma once

#include "cancel.h"
#include "durable_file.h"
#include "paths.h"
#include "result.h"
#include "seat_kind.h"
#include "server_session.h"

#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace smk {

// A key file is about a kilobyte; more than this is "not a service master key backup".
inline constexpr qint64 KeyFileLimit = 1024 * 1024;

enum class Way { OverSql, Path, Share, Elevated, ByHand };
enum class WayState { NotTried, Trying, Read, Refused, NotNeeded, NotPossible };

struct WayAttempt
{
    Way way = Way::OverSql;
    WayState state = WayState::NotTried;
    QString reasonId; // "copy.way.no-bulk-rights", "copy.way.data-directory", "copy.way.denied" …
    QStringList arguments = {};
    std::optional<ServerError> server = std::nullopt;
};

struct ReadOrder
{
    ServerPath file;
    std::optional<LocalPath> localFile; // where the same file is seen from here (seat 1); nothing on another machine
    std::optional<LocalPath> shareFile = {}; // the same file over the network, where it can be named from here
    Seat seat = Seat::OnServer;              // decides the order of the ways, and the command by hand
    bool windowsLogin = false;               // reads over SQL as that user, not as the service
    bool elevate = false;                    // ask for administrator rights, once the DBA wished it
    std::optional<LocalPath> broughtByHand;  // a file the DBA copied here
    std::optional<Sha256> serverHash;        // by the server itself; what is read must agree
    Platform platform = Platform::Linux;
};

struct KeyFileBytes
{
    QByteArray bytes; // 0 < size ≤ KeyFileLimit
    Sha256 hash;
    Way way = Way::OverSql;
};

struct ReadKeyResult
{
    std::vector<WayAttempt> attempts; // in the order tried; always filled, also on failure
    Result<KeyFileBytes> key = fail(Problem{});
};

// Tries the ways in order. `session` may be null (lost link): then over SQL is NotPossible. `sink` gets each attempt's
// change.
[[nodiscard]] ReadKeyResult readKeyFile(ServerSession *session, const ReadOrder &order, const CancelToken &cancel,
                                        const std::function<void(const WayAttempt &)> &sink);

// The folder on the medium: one per instance and time, "DBSRV01$REPORTING-smk-20261124T204503Z", never an existing one.
struct MediumFolder
{
    LocalPath path;
};
[[nodiscard]] Result<MediumFolder> createMediumFolder(const LocalPath &mediumRoot, const QString &folderName,
                                                      const CancelToken &cancel);
[[nodiscard]] Result<WrittenFile> writeKeyToMedium(const MediumFolder &folder, const QString &fileName,
                                                   const KeyFileBytes &key, const CancelToken &cancel);

// The ways in the order in which they are tried from this seat; a share of a third host needs no other rights than
// ours.
[[nodiscard]] std::vector<Way> waysOf(Seat seat);

// The exact command a DBA can run where we cannot read: sudo install / Copy-Item / docker cp line, for showing only.
[[nodiscard]] QString byHandCommand(const ReadOrder &order, const LocalPath &target);
// Of a pod: `kubectl cp` reads through tar in the container, as docker cp does not.
[[nodiscard]] QString podCommand(const ReadOrder &order, const LocalPath &target);

// What an elevated smkctl is started with, to hand us the bytes of one file.
[[nodiscard]] QStringList elevatedReadArguments(const LocalPath &file);

// Where the server's file can be named from here over the network: the share itself, or the administrative share of the
// server's drive. `mounts`: the text of /proc/self/mountinfo on Linux, where a share has to be mounted; nothing on
// Windows.
[[nodiscard]] std::optional<LocalPath> sharePathOf(const ServerPath &file, Platform platform,
                                                   const QString &machineName, Seat seat,
                                                   const std::optional<QByteArray> &mounts);
[[nodiscard]] std::optional<LocalPath> sharePathFromHere(const ServerPath &file, Platform platform,
                                                         const QString &machineName, Seat seat);

[[nodiscard]] QString wayName(Way way); // "over-sql", "path", "share", "elevated", "by-hand"
[[nodiscard]] std::span<const Words> copyWords();

} // namespace smk
