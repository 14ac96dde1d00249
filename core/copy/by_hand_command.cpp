// The command that a person with the right to read the file can run. For showing only: nothing here runs it.
#include "key_copy.h"

#include <QDir>

namespace smk {

namespace {

QString quotedForShell(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("'\\''")) + QLatin1Char('\'');
}

// In cmd.exe a percent sign cannot be quoted; in PowerShell's single quotes nothing but the quote itself is special.
QString quotedForPowerShell(QString text)
{
    return QLatin1Char('\'') + text.replace(QLatin1Char('\''), QStringLiteral("''")) + QLatin1Char('\'');
}

} // namespace

QString podCommand(const ReadOrder &order, const LocalPath &target)
{
    // The pod's name ends at the colon; the path is the rest, quoted with it as one word.
    return QStringLiteral("kubectl cp -- %1 %2")
        .arg(quotedForShell(QStringLiteral("NAMESPACE/POD:") + order.file.text()), quotedForShell(target.text()));
}

QString byHandCommand(const ReadOrder &order, const LocalPath &target)
{
    // docker cp reads as root and writes as whoever calls it.
    if (order.seat == Seat::Container)
        return QStringLiteral("docker cp -- %1 %2")
            .arg(quotedForShell(QStringLiteral("CONTAINER:") + order.file.text()), quotedForShell(target.text()));
    if (order.platform == Platform::Windows)
        return QStringLiteral("Copy-Item -LiteralPath %1 -Destination %2")
            .arg(quotedForPowerShell(order.file.text()), quotedForPowerShell(QDir::toNativeSeparators(target.text())));
    // install(1) gives the copy to the DBA's own account, and to nobody else, from its first byte.
    return QStringLiteral("sudo install -m 0600 -o \"$(id -un)\" -- %1 %2")
        .arg(quotedForShell(order.file.text()), quotedForShell(target.text()));
}

} // namespace smk
