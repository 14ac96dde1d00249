// What a refusal of the drive service or of the bus means to a person.
#include "udisks_service.h"

#include "display_text.h"
#include "quoting.h"

namespace smk {

namespace {

struct Meaning
{
    const char *name;
    const char *id;
};

// By the last part of the error's name.
constexpr Meaning meanings[] = {
    {"NotAuthorizedCanObtain", "medium.not-authorized"},
    {"NotAuthorizedDismissed", "medium.not-authorized-dismissed"},
    {"NotAuthorized", "medium.policy"},
    {"OptionNotPermitted", "medium.policy"},
    {"AccessDenied", "medium.policy"},
    {"DeviceBusy", "medium.busy"},
    {"AlreadyUnmounting", "medium.busy"},
    {"NotMounted", "medium.gone"},
    {"UnknownObject", "medium.gone"},
    {"UnknownMethod", "medium.gone"},
    {"UnknownInterface", "medium.gone"},
    {"NoReply", "medium.service-broken"},
    {"Timeout", "medium.service-broken"},
    {"TimedOut", "medium.service-broken"},
    {"Disconnected", "medium.service-broken"},
};

bool isAbsence(const QString &name)
{
    for (const char *absent : {"org.freedesktop.DBus.Error.ServiceUnknown", "org.freedesktop.DBus.Error.NameHasNoOwner",
                               "org.freedesktop.DBus.Error.FileNotFound", "org.freedesktop.DBus.Error.NoServer",
                               "org.freedesktop.systemd1.NoSuchUnit"})
        if (name == QLatin1String(absent))
            return true;
    return false;
}

} // namespace

ServiceState stateOfError(const ServiceError &error)
{
    return isAbsence(error.name) ? ServiceState::Absent : ServiceState::Broken;
}

Problem problemOfService(const ServiceError &error, DriveAct act, const Drive &drive)
{
    const QString shown = shownName(drive);
    Problem problem{.id = act == DriveAct::Mount ? QStringLiteral("medium.mount-refused")
                                                 : QStringLiteral("medium.eject-refused"),
                    .arguments = {shown, displayText(error.words.isEmpty() ? error.name : error.words)},
                    .remedies = {QStringLiteral("retry")},
                    .command = commandFor(act, drive)};
    const QString last = error.name.section(QLatin1Char('.'), -1);
    for (const Meaning &meaning : meanings)
        if (last == QLatin1String(meaning.name))
            problem.id = QString::fromLatin1(meaning.id);
    // Polkit that does not run refuses everybody; that is no policy.
    if (problem.id == QStringLiteral("medium.policy")
        && error.words.contains(QStringLiteral("authority not available"), Qt::CaseInsensitive))
        problem.id = QStringLiteral("medium.not-authorized");
    if (isAbsence(error.name))
        problem.id = act == DriveAct::Mount ? QStringLiteral("medium.mount-not-possible")
                                            : QStringLiteral("medium.eject-not-possible");
    if (problem.id == QStringLiteral("medium.policy")) {
        problem.remedies = {QStringLiteral("medium-folder"), QStringLiteral("retry")};
        problem.returnTo = QStringLiteral("medium");
    }
    return problem;
}

QString commandFor(DriveAct act, const Drive &drive)
{
    const QString device = shellQuoted(drive.deviceName);
    switch (act) {
    case DriveAct::Mount:
        return QStringLiteral("udisksctl mount -b ") + device;
    case DriveAct::Unmount:
        break;
    }
    return QStringLiteral("sudo umount -- ") + shellQuoted(drive.mountPoint.text());
}

} // namespace smk
