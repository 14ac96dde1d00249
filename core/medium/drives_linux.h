// The drives of a Linux machine: every mount that is a place, and removable disks that are not mounted.
#pragma once

#include "block_reader_linux.h"
#include "drive.h"
#include "mountinfo.h"

#include <QSet>

namespace smk {

class LinuxDrives : public DriveSource
{
public:
    explicit LinuxDrives(const LocalPath &rootPrefix) : m_reader(rootPrefix.text()) { }
    [[nodiscard]] Result<std::vector<Drive>> list(const CancelToken &cancel) override;
    [[nodiscard]] Result<void> eject(const Drive &drive) override;

    [[nodiscard]] std::vector<MountEntry> mounts() const;
    [[nodiscard]] Drive driveOfMount(const MountEntry &mount, const QSet<QString> &systemDisks) const;
    // Whole disks below / and what the system runs from.
    [[nodiscard]] QSet<QString> systemDisks(const std::vector<MountEntry> &mounts) const;

private:
    void fillFromChain(Drive &drive, const BlockChain &chain, const QSet<QString> &systemDisks) const;
    void addUnmounted(std::vector<Drive> &drives, const QSet<QString> &mounted, const QSet<QString> &systemDisks) const;
    BlockReader m_reader;
};

} // namespace smk
