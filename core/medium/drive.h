// A place to which the key file can travel, as a plain value, and the source that lists such places.
// docs/ARCHITECTURE.md. Letters and /dev names are for showing; the identity is what a drive is found again by.
#pragma once

#include "cancel.h"
#include "finding.h"
#include "paths.h"
#include "result.h"

#include <QString>

#include <optional>
#include <vector>

namespace smk {

// Kinds of equal rank, then those that are shown but not possible.
enum class MediumKind {
    RemovableDrive,
    RedirectedDrive, // by Remote Desktop, \\tsclient\…
    RemoteFolder,    // a mounted folder of another host, a vault share
    FixedDisk,       // a disk of this machine: shown as not possible
};

// Serials repeat in the field, so the identity is serial *and* size *and* volume id (UUID or volume GUID).
// Empty members were not readable.
struct DriveIdentity
{
    QString serial;
    qint64 sizeBytes = 0;
    QString volumeId;
    friend bool operator==(const DriveIdentity &, const DriveIdentity &) = default;
};

struct Drive
{
    MediumKind kind = MediumKind::FixedDisk;
    DriveIdentity identity;
    QString label;      // cleaned of hidden characters, for showing
    QString deviceName; // "/dev/sdb1", "E:", "filer:/vault", for showing
    QString model;
    QString fileSystem;    // "exFAT", "ext4", "nfs4"
    qint64 freeBytes = -1; // -1: not readable
    bool readOnly = false;
    std::optional<bool> encrypted;  // nothing: not readable
    LocalPath mountPoint;           // empty: not mounted
    bool systemDisk = false;        // carries / or the Windows folder
    bool holdsMedium = true;        // false: an empty slot of a card reader
    bool answers = true;            // false: a dead mount; asking it again may hang
    bool fileSystemMissing = false; // nothing on it that could be mounted; never formatted by us
    bool bootPartition = false;     // the small one that a boot stick keeps for itself
    bool hiddenByRule = false;      // a rule of this machine hides it
    bool twin = false;              // another drive here has the same identity in every part
    std::optional<bool> mayWrite;   // this user, in the mounted folder; nothing: not asked
    bool practice = false;          // the rehearsal's practice medium
    // RemoteFolder: its host is this very machine, so that the copy would not leave it. Nothing: cannot be told.
    std::optional<bool> hostIsThisMachine;
    std::vector<QString> diskIds; // the whole disks below it ("sda"): to see that a folder lies on the same disk
};

// What a person calls it: its label, else the system's name for it.
[[nodiscard]] inline const QString &shownName(const Drive &drive)
{
    return drive.label.isEmpty() ? drive.deviceName : drive.label;
}

// Lists drives; the real one per system, and the rehearsal's. May block: worker thread only.
class DriveSource
{
public:
    virtual ~DriveSource() = default;
    [[nodiscard]] virtual Result<std::vector<Drive>> list(const CancelToken &cancel) = 0;
    // Flushes, asks the system to unmount and power off; success only when the system agreed that it may be pulled.
    [[nodiscard]] virtual Result<void> eject(const Drive &drive) = 0;
    // Mounts what is plugged in and not mounted; the same drive with its mount point.
    [[nodiscard]] virtual Result<Drive> mount(const Drive &drive);
    // What is to be said beside the drives of the last list(): a drive service that is broken, a policy.
    [[nodiscard]] virtual Findings notices() const { return {}; }
};

} // namespace smk
