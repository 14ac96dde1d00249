// Releasing a drive through UDisks' own program, where it is there.
#include "drives_linux.h"

#include "display_text.h"
#include "thread_rule.h"

#include <QProcess>
#include <QStandardPaths>

namespace smk {

namespace {

QString shellQuoted(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

// The program's own words on failure; nothing on success.
std::optional<QString> refusalOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(30000)) {
        process.kill();
        process.waitForFinished(1000);
        return QStringLiteral("no answer");
    }
    if (process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return std::nullopt;
    return QString::fromLocal8Bit(process.readAll()).trimmed();
}

} // namespace

Result<void> LinuxDrives::eject(const Drive &drive)
{
    aboutToBlock("DriveSource::eject");
    Problem problem{.id = QStringLiteral("medium.eject-not-possible"),
                    .arguments = {drive.label.isEmpty() ? drive.deviceName : drive.label},
                    .command = QStringLiteral("sudo umount -- ") + shellQuoted(drive.mountPoint.text())};
    const QString udisksctl = QStandardPaths::findExecutable(QStringLiteral("udisksctl"));
    if (drive.kind != MediumKind::RemovableDrive || udisksctl.isEmpty() || !drive.deviceName.startsWith(QStringLiteral("/dev/")))
        return fail(problem);
    const QString plain = QStringLiteral("--no-user-interaction");
    std::optional<QString> refusal = refusalOf(udisksctl, {QStringLiteral("unmount"), plain, QStringLiteral("-b"), drive.deviceName});
    for (const QString &disk : drive.diskIds)
        if (!refusal)
            refusal = refusalOf(udisksctl, {QStringLiteral("power-off"), plain, QStringLiteral("-b"), QStringLiteral("/dev/") + disk});
    if (!refusal)
        return {};
    problem.id = QStringLiteral("medium.eject-refused");
    problem.arguments += displayText(*refusal);
    problem.remedies = {QStringLiteral("retry")};
    return fail(problem);
}

} // namespace smk
