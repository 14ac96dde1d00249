#include "drives_linux.h"

#include "display_text.h"
#include "drive_list.h"
#include "file_systems.h"
#include "host_identity.h"
#include "mount_probe_linux.h"
#include "removable_policy.h"
#include "thread_rule.h"

#include <cerrno>

namespace smk {

namespace {

// One card a disk of this machine: its partitions are all refused for the same reason.
bool isShownAlready(const std::vector<Drive> &drives, const Drive &drive)
{
    return std::any_of(drives.begin(), drives.end(), [&](const Drive &other) {
        if (other.kind != drive.kind || drive.kind == MediumKind::RemoteFolder)
            return false;
        if (drive.kind == MediumKind::FixedDisk && !drive.diskIds.empty())
            return other.diskIds == drive.diskIds;
        return other.deviceName == drive.deviceName; // a bind or a subvolume of the same device
    });
}

} // namespace

std::vector<MountEntry> LinuxDrives::mounts() const
{
    return decodeMountinfo(m_reader.read(QStringLiteral("/proc/self/mountinfo")));
}

QSet<QString> LinuxDrives::systemDisks(const std::vector<MountEntry> &mounts) const
{
    static const QStringList places{QStringLiteral("/"),     QStringLiteral("/usr"),      QStringLiteral("/var"),
                                    QStringLiteral("/boot"), QStringLiteral("/boot/efi"), QStringLiteral("/etc"),
                                    QStringLiteral("/home")};
    QSet<QString> disks;
    for (const MountEntry &mount : mounts) {
        if (!places.contains(mount.mountPoint))
            continue;
        if (const auto chain = m_reader.resolve(mount.device, mount.source))
            for (const DiskFacts &disk : chain->disks)
                disks.insert(disk.name);
    }
    return disks;
}

void LinuxDrives::fillFromChain(Drive &drive, const BlockChain &chain, const QSet<QString> &systemDisks) const
{
    drive.deviceName = QStringLiteral("/dev/") + chain.name;
    drive.label = displayText(chain.label);
    drive.identity.volumeId = chain.volumeId;
    drive.encrypted = chain.encrypted;
    drive.bootPartition = isBootPartition(chain.partitionType, chain.label);
    drive.hiddenByRule = chain.ignored;
    drive.fileSystemMissing =
        drive.mountPoint.isEmpty() && chain.asked && chain.fileSystem.isEmpty() && chain.sizeBytes > 0;
    drive.readOnly = drive.readOnly || chain.readOnly;
    bool removable = !chain.disks.empty();
    for (const DiskFacts &disk : chain.disks) {
        removable = removable && isRemovableDisk(disk);
        drive.systemDisk = drive.systemDisk || systemDisks.contains(disk.name);
        drive.diskIds.push_back(disk.name);
        drive.identity.sizeBytes += disk.sizeBytes;
        drive.readOnly = drive.readOnly || disk.readOnly;
    }
    if (chain.disks.size() == 1) {
        drive.identity.serial = displayText(chain.disks.front().serial);
        drive.model = displayText(chain.disks.front().model);
    }
    drive.kind = removable ? MediumKind::RemovableDrive : MediumKind::FixedDisk;
}

Drive LinuxDrives::driveOfMount(const MountEntry &mount, const QSet<QString> &systemDisks) const
{
    const FileSystemKind kind = fileSystemKind(mount.fileSystem);
    Drive drive;
    drive.mountPoint = LocalPath(mount.mountPoint);
    drive.deviceName = displayText(mount.source);
    drive.fileSystem = fileSystemName(mount.fileSystem);
    drive.readOnly = mount.readOnly();
    drive.systemDisk = mount.mountPoint == QStringLiteral("/");
    probeMount(drive);
    if (kind == FileSystemKind::Network || kind == FileSystemKind::Redirected) {
        drive.kind = kind == FileSystemKind::Network ? MediumKind::RemoteFolder : MediumKind::RedirectedDrive;
        drive.identity.volumeId = mount.source;
        drive.hostIsThisMachine = isThisHost(hostOfSource(mount.source), mount.superOption(QStringLiteral("addr")));
        return drive;
    }
    if (const auto chain = m_reader.resolve(mount.device, mount.source)) {
        fillFromChain(drive, *chain, systemDisks);
        // fuseblk does not say what is inside; udev may.
        if (mount.fileSystem == QStringLiteral("fuseblk") && !chain->fileSystem.isEmpty())
            drive.fileSystem = fileSystemName(chain->fileSystem);
    }
    return drive;
}

void LinuxDrives::addUnmounted(std::vector<Drive> &drives, const QSet<QString> &mounted,
                               const QSet<QString> &systemDisks) const
{
    for (const QString &disk : m_reader.disks()) {
        const auto whole = m_reader.resolveName(disk);
        if (!whole || whole->disks.size() != 1 || whole->disks.front().name != disk
            || !isRemovableDisk(whole->disks.front()))
            continue;
        if (whole->sizeBytes == 0) {
            Drive slot;
            fillFromChain(slot, *whole, systemDisks);
            slot.holdsMedium = false;
            drives.push_back(std::move(slot));
            continue;
        }
        QStringList names = m_reader.partitions(disk);
        if (names.isEmpty())
            names = {disk};
        // A stick with one partition in use is known already; only a wholly unused one is worth a card.
        if (mounted.contains(disk)
            || std::any_of(names.begin(), names.end(), [&](const QString &name) { return mounted.contains(name); }))
            continue;
        for (const QString &name : names) {
            const auto chain = m_reader.resolveName(name);
            if (!chain)
                continue;
            Drive drive;
            fillFromChain(drive, *chain, systemDisks);
            drive.fileSystem = fileSystemName(chain->fileSystem);
            drives.push_back(std::move(drive));
        }
    }
}

void LinuxDrives::askService(std::vector<Drive> &drives)
{
    if (!m_service)
        return;
    const ServiceAnswer answer = m_service->look();
    if (answer.state == ServiceState::Answers) {
        for (Drive &drive : drives)
            addUDisksFacts(drive, answer.facts);
        addUDisksDrives(drives, answer.facts);
        for (Drive &drive : drives)
            if (!drive.mountPoint.isEmpty() && !drive.mayWrite && drive.answers)
                probeMount(drive); // those that the service alone knows
    } else if (answer.state == ServiceState::Broken) {
        m_notices.push_back(
            {.id = QStringLiteral("medium.service-broken"),
             .state = FindingState::NotVerified,
             .arguments = {{}, displayText(answer.error.words.isEmpty() ? answer.error.name : answer.error.words)},
             .command = QStringLiteral("systemctl status udisks2")});
    } else {
        m_notices.push_back({.id = QStringLiteral("medium.service-absent"), .state = FindingState::Fact});
    }
}

Result<std::vector<Drive>> LinuxDrives::list(const CancelToken &cancel)
{
    aboutToBlock("DriveSource::list");
    const std::vector<MountEntry> all = mounts();
    if (all.empty())
        return fail(Problem{.id = QStringLiteral("medium.list-failed"),
                            .arguments = {QStringLiteral("/proc/self/mountinfo"), qt_error_string(ENODATA)},
                            .remedies = {QStringLiteral("retry"), QStringLiteral("medium-folder")}});
    const QSet<QString> system = systemDisks(all);
    std::vector<Drive> drives;
    QSet<QString> mounted;
    for (const MountEntry &mount : all) {
        if (cancel.stop_requested())
            return fail(Problem{.id = QStringLiteral("medium.list-cancelled"), .arguments = {}});
        if (fileSystemKind(mount.fileSystem) == FileSystemKind::Pseudo)
            continue;
        Drive drive = driveOfMount(mount, system);
        for (const QString &disk : drive.diskIds)
            mounted.insert(disk); // also what lies below an unlocked container
        const bool isSystemMount = drive.kind == MediumKind::FixedDisk && mount.mountPoint == QStringLiteral("/");
        if (isShownAlready(drives, drive) && !isSystemMount)
            continue;
        drives.push_back(std::move(drive));
    }
    addUnmounted(drives, mounted, system);
    // Rules of the machine are read once; what is plugged in is looked at each time.
    if (!m_modulePolicies)
        m_modulePolicies = modulePolicies(m_reader.root());
    m_notices = *m_modulePolicies;
    for (const Finding &blocked : blockedDevices(m_reader.root()))
        m_notices.push_back(blocked);
    askService(drives);
    markTwins(drives);
    return drives;
}

std::unique_ptr<DriveSource> systemDrives(const LocalPath &rootPrefix)
{
    return std::make_unique<LinuxDrives>(rootPrefix, rootPrefix.isEmpty() ? systemDriveService() : nullptr);
}

} // namespace smk
