#include "removable_policy.h"

#include <QDir>
#include <QFile>

namespace smk {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(256 * 1024) : QByteArray();
}

} // namespace

Findings modulePolicies(const QString &root)
{
    Findings found;
    for (const char *place : {"/etc/modprobe.d", "/run/modprobe.d", "/usr/lib/modprobe.d", "/lib/modprobe.d"}) {
        const QDir folder(root + QString::fromLatin1(place));
        for (const QString &name : folder.entryList({QStringLiteral("*.conf")}, QDir::Files))
            if (found.empty() && forbidsUsbStorage(contents(folder.filePath(name))))
                found.push_back({.id = QStringLiteral("medium.policy-no-usb-storage"),
                                 .state = FindingState::Note,
                                 .arguments = {QString::fromLatin1(place) + QLatin1Char('/') + name}});
    }
    return found;
}

Findings blockedDevices(const QString &root)
{
    Findings found;
    // USBGuard and its like leave a plugged-in device unauthorised: it is on the bus, and no drive comes of it.
    const QDir devices(root + QStringLiteral("/sys/bus/usb/devices"));
    for (const QString &name : devices.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot))
        if (contents(devices.filePath(name + QStringLiteral("/authorized"))).trimmed() == "0") {
            found.push_back(
                {.id = QStringLiteral("medium.policy-usb-blocked"), .state = FindingState::Note, .arguments = {name}});
            break;
        }
    return found;
}

} // namespace smk
