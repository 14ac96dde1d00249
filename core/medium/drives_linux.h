// The drives of a Linux machine: every mount that is a place, and removable disks that are not mounted.
#pragma once

#include "block_reader_linux.h"
#include "drive.h"
#include "mountinfo.h"
#include "udisks_service.h"

#include <QSet>

namespace smk {

class LinuxDrives : public DriveSource
{
public:
    // Without a service: sysfs and mountinfo alone.
    explicit LinuxDrives(const LocalPath &rootPrefix, std::shared_ptr<DriveService> service = {})
        : m_reader(rootPrefix.text())
        , m_service(std::move(service))
    {
    }
    [[nodiscard]] Result<std::vector<Drive>> list(const CancelToken &cancel) override;
    [[nodiscard]] Result<void> eject(const Drive &drive) override;
    [[nodiscard]] Result<Drive> mount(const Drive &drive) override;
    [[nodiscard]] Findings notices() const override { return m_notices; }

    [[nodiscard]] std::vector<MountEntry> mounts() const;
    [[nodiscard]] Drive driveOfMount(const MountEntry &mount, const QSet<QString> &systemDisks) const;
    // Whole disks below / and what the system runs from.
    [[nodiscard]] QSet<QString> systemDisks(const std::vector<MountEntry> &mounts) const;

private:
    void fillFromChain(Drive &drive, const BlockChain &chain, const QSet<QString> &systemDisks) const;
    void addUnmounted(std::vector<Drive> &drives, const QSet<QString> &mounted, const QSet<QString> &systemDisks) const;
    void askService(std::vector<Drive> &drives);
    BlockReader m_reader;
    std::shared_ptr<DriveService> m_service;
    Findings m_notices;
    std::optional<Findings> m_modulePolicies;
};

} // namespace smk
