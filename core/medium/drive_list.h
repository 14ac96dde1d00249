// The real drives of this machine, and what is thought of each as a medium.
#pragma once

#include "drive.h"
#include "finding.h"

#include <memory>
#include <span>

namespace smk {

// Linux: mountinfo and sysfs (root prefix for tests), mounted network folders. Windows: letters and volume functions.
[[nodiscard]] std::unique_ptr<DriveSource> systemDrives(const LocalPath &rootPrefix = {});

struct MediumContext
{
    QString serverName; // whose earlier backups are counted
    bool serverIsThisMachine = true;
    bool rehearsal = false;
};

struct MediumVerdict
{
    FindingState state = FindingState::Blocker; // Ok "medium.fit", Note, NotVerified, Blocker
    Finding finding;                            // the verdict row of the card
    Findings more = {};                         // what else is to be said of it: "medium.identity-weak"
    int earlierBackups = 0;                     // folders of this server on it; they stay untouched
    [[nodiscard]] bool selectable() const { return state != FindingState::Blocker; }
    // "medium.older-backups" with their number, where there are any.
    [[nodiscard]] std::optional<Finding> earlierFinding() const;
};

// Looks into the medium for earlier backups (may block); judgeDrive() is the same without looking.
[[nodiscard]] MediumVerdict judgeMedium(const Drive &drive, const MediumContext &context);
[[nodiscard]] MediumVerdict judgeDrive(const Drive &drive, const MediumContext &context);
// "DBSRV01$REPORTING-smk-": with it begins every folder of this server on a medium.
[[nodiscard]] QString mediumFolderPrefix(const QString &serverName);
// Index of the one fit removable drive, when there is exactly one; else nothing.
[[nodiscard]] std::optional<std::size_t> preselected(const std::vector<Drive> &drives, const MediumContext &context);
// Marks drives on different disks that are alike in every part of their identity: nobody could tell which is meant.
void markTwins(std::vector<Drive> &drives);
// Whether both are the same drive, by identity; with a weak one, by the names too.
[[nodiscard]] bool isSameDrive(const Drive &one, const Drive &other);
// The same drive again by identity, just before writing: "medium.gone", "medium.changed" or "medium.two-alike".
[[nodiscard]] Result<Drive> resolveAgain(DriveSource &source, const Drive &chosen, const CancelToken &cancel);
// The same, with the drive's own mount point also where a folder below it was chosen: what is ejected and comes back.
[[nodiscard]] Result<Drive> resolveWhole(DriveSource &source, const Drive &chosen, const CancelToken &cancel);
// "medium.gone" and its like, of this drive; the Medium page mends it.
[[nodiscard]] Problem mediumProblem(const char *id, const Drive &chosen);
// A mounted folder typed by hand: what it is (RemoteFolder when its file system is a network one, else the drive it
// lies on).
[[nodiscard]] Result<Drive> mediumFromFolder(const LocalPath &folder, const CancelToken &cancel);
// On the same physical disk? Nothing where it cannot be told.
[[nodiscard]] std::optional<bool> sameDisk(const Drive &drive, const LocalPath &folder);

[[nodiscard]] std::span<const Words> mediumWords();

} // namespace smk
