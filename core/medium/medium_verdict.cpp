#include "drive_list.h"

#include "patient_call.h"
#include "thread_rule.h"

#include <QDir>
#include <QFileInfo>

namespace smk {

namespace {

// Key, receipt, label and text are some tens of kilobytes; a full medium says so only in the middle of writing.
constexpr qint64 spaceMargin = 1024 * 1024;

struct Judgement
{
    const char *id;
    FindingState state;
    QStringList arguments = {};
};

QString machineOf(const QString &serverName)
{
    return serverName.section(QLatin1Char('\\'), 0, 0).section(QLatin1Char('.'), 0, 0);
}

QString hostOf(const Drive &drive)
{
    QString name = drive.deviceName;
    name.replace(QLatin1Char('\\'), QLatin1Char('/'));
    const QString host = name.startsWith(QStringLiteral("//")) ? name.mid(2).section(QLatin1Char('/'), 0, 0)
                                                               : name.section(QLatin1Char(':'), 0, 0);
    return host.section(QLatin1Char('@'), -1);
}

Judgement judgeRemote(const Drive &drive, const MediumContext &context)
{
    const QString host = hostOf(drive);
    if (drive.hostIsThisMachine.value_or(false))
        return {"medium.remote-is-this-host", FindingState::Blocker, {host}};
    const QString machine = machineOf(context.serverName);
    if (!machine.isEmpty() && host.section(QLatin1Char('.'), 0, 0).compare(machine, Qt::CaseInsensitive) == 0)
        return {"medium.remote-is-server", FindingState::Blocker, {host}};
    if (!drive.hostIsThisMachine.has_value())
        return {"medium.remote-host-unknown", FindingState::NotVerified, {host}};
    return {"medium.remote", FindingState::Note, {host}};
}

// Ordered: what makes it impossible, then what cannot be told, then what is worth a note.
Judgement judge(const Drive &drive, const MediumContext &context)
{
    if (!drive.holdsMedium)
        return {"medium.no-medium", FindingState::Blocker};
    if (drive.systemDisk)
        return {"medium.system-disk", FindingState::Blocker};
    if (drive.kind == MediumKind::FixedDisk)
        return {"medium.fixed-disk", FindingState::Blocker};
    if (drive.hiddenByRule)
        return {"medium.policy-hidden", FindingState::Blocker};
    if (drive.bootPartition)
        return {"medium.boot-partition", FindingState::Blocker};
    if (drive.twin)
        return {"medium.two-alike", FindingState::Blocker};
    if (!drive.answers)
        return {"medium.silent", FindingState::Blocker};
    if (drive.mountPoint.isEmpty()) {
        const bool locked = drive.encrypted.value_or(false);
        if (drive.fileSystemMissing && !locked)
            return {"medium.no-file-system", FindingState::Blocker};
        return {locked ? "medium.locked" : "medium.not-mounted", FindingState::Blocker};
    }
    if (drive.readOnly)
        return {"medium.read-only", FindingState::Blocker};
    if (!drive.mayWrite.value_or(true))
        return {"medium.denied", FindingState::Blocker};
    if (drive.freeBytes >= 0 && drive.freeBytes < spaceMargin)
        return {"medium.full", FindingState::Blocker, {QString::number(drive.freeBytes)}};
    if (drive.practice)
        return {"medium.practice", FindingState::Ok};
    if (drive.kind == MediumKind::RemoteFolder)
        return judgeRemote(drive, context);
    if (drive.kind == MediumKind::RedirectedDrive)
        return {"medium.redirected", FindingState::NotVerified};
    if (drive.identity.serial.isEmpty() && drive.identity.volumeId.isEmpty())
        return {"medium.identity-unknown", FindingState::NotVerified};
    if (!drive.encrypted.has_value())
        return {"medium.encryption-unknown", FindingState::NotVerified};
    if (!*drive.encrypted)
        return {"medium.not-encrypted", FindingState::Note};
    return {"medium.fit", FindingState::Ok};
}

int countEarlierBackups(const Drive &drive, const MediumContext &context)
{
    if (drive.mountPoint.isEmpty() || context.serverName.isEmpty())
        return 0;
    const QString prefix = mediumFolderPrefix(context.serverName);
    const QString root = drive.mountPoint.text();
    const QStringList folders = answerInTime<QStringList>(QStringLiteral("folders ") + root, [root] {
                                    return QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::Hidden);
                                }).value_or(QStringList());
    return int(std::count_if(folders.begin(), folders.end(),
                             [&](const QString &name) { return name.startsWith(prefix, Qt::CaseInsensitive); }));
}

} // namespace

QString mediumFolderPrefix(const QString &serverName)
{
    QString name = serverName;
    return name.replace(QLatin1Char('\\'), QLatin1Char('$')) + QStringLiteral("-smk-");
}

MediumVerdict judgeDrive(const Drive &drive, const MediumContext &context)
{
    const Judgement judgement = judge(drive, context);
    const QString shown = shownName(drive);
    MediumVerdict verdict{.state = judgement.state,
                          .finding = {.id = QString::fromLatin1(judgement.id),
                                      .state = judgement.state,
                                      .arguments = QStringList{shown} + judgement.arguments}};
    // Serials repeat and may be missing: said, where the volume id alone must tell the drive from others.
    if (verdict.selectable() && drive.kind == MediumKind::RemovableDrive && !drive.practice
        && drive.identity.serial.isEmpty() && !drive.identity.volumeId.isEmpty())
        verdict.more.push_back(
            {.id = QStringLiteral("medium.identity-weak"), .state = FindingState::NotVerified, .arguments = {shown}});
    return verdict;
}

MediumVerdict judgeMedium(const Drive &drive, const MediumContext &context)
{
    MediumVerdict verdict = judgeDrive(drive, context);
    // A disk that is no medium is not searched: it may be slow, and nothing depends on it.
    if (verdict.selectable()) {
        aboutToBlock("judgeMedium");
        verdict.earlierBackups = countEarlierBackups(drive, context);
    }
    return verdict;
}

std::optional<Finding> MediumVerdict::earlierFinding() const
{
    if (earlierBackups == 0)
        return std::nullopt;
    return Finding{.id = QStringLiteral("medium.older-backups"),
                   .state = FindingState::Note,
                   .arguments = {QString::number(earlierBackups)}};
}

std::optional<std::size_t> preselected(const std::vector<Drive> &drives, const MediumContext &context)
{
    std::optional<std::size_t> only;
    for (std::size_t i = 0; i < drives.size(); ++i) {
        if (drives[i].kind != MediumKind::RemovableDrive || !judgeDrive(drives[i], context).selectable())
            continue;
        if (only)
            return std::nullopt;
        only = i;
    }
    return only;
}

} // namespace smk
