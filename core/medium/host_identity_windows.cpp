#include "host_identity.h"

#include <qt_windows.h>

namespace smk {

// By name alone: what a name resolves to is asked for in a later version.
std::optional<bool> isThisHost(const QString &host, const QString &)
{
    if (host.isEmpty())
        return std::nullopt;
    if (host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0 || host.startsWith(QStringLiteral("127.")) || host == QStringLiteral("::1"))
        return true;
    wchar_t name[256] = {};
    DWORD size = 255;
    if (!GetComputerNameExW(ComputerNameDnsHostname, name, &size))
        return std::nullopt;
    const QString own = QString::fromWCharArray(name);
    if (host.section(QLatin1Char('.'), 0, 0).compare(own, Qt::CaseInsensitive) == 0)
        return true;
    return std::nullopt;
}

} // namespace smk
