// The command that a person with the right to read the file can run. For showing only: nothing here runs it.
#include "key_copy.h"
#include "quoting.h"

#include <QDir>

namespace smk {

QString podCommand(const ReadOrder &order, const LocalPath &target)
{
    // The pod's name ends at the colon; the path is the rest, quoted with it as one word.
    return QStringLiteral("kubectl cp -- %1 %2")
        .arg(shellQuoted(QStringLiteral("NAMESPACE/POD:") + order.file.text()), shellQuoted(target.text()));
}

QString byHandCommand(const ReadOrder &order, const LocalPath &target)
{
    // docker cp reads as root and writes as whoever calls it.
    if (order.seat == Seat::Container)
        return QStringLiteral("docker cp -- %1 %2")
            .arg(shellQuoted(QStringLiteral("CONTAINER:") + order.file.text()), shellQuoted(target.text()));
    // PowerShell, for in cmd.exe a percent sign cannot be quoted.
    if (order.platform == Platform::Windows)
        return QStringLiteral("Copy-Item -LiteralPath %1 -Destination %2")
            .arg(powerShellQuoted(order.file.text()), powerShellQuoted(QDir::toNativeSeparators(target.text())));
    // install(1) gives the copy to the DBA's own account, and to nobody else, from its first byte.
    return QStringLiteral("sudo install -m 0600 -o \"$(id -un)\" -- %1 %2")
        .arg(shellQuoted(order.file.text()), shellQuoted(target.text()));
}

} // namespace smk
