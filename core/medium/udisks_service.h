// The drive service of Linux behind one small door: its objects, and acts on them by path. The real one speaks D-Bus
// (udisks_bus_linux.cpp); tests hand in their own.
#pragma once

#include "result.h"
#include "udisks_objects.h"

#include <memory>

namespace smk {

// What the service answered, or did not. Absent: there is none here, and sysfs is enough. Broken: it is there and
// fails.
enum class ServiceState { Answers, Absent, Broken };

struct ServiceError
{
    QString name;  // "org.freedesktop.UDisks2.Error.DeviceBusy"
    QString words; // the system's own
};

struct ServiceAnswer
{
    ServiceState state = ServiceState::Absent;
    UDisksFacts facts = {};
    ServiceError error = {};
};

class DriveService
{
public:
    virtual ~DriveService() = default;
    [[nodiscard]] virtual ServiceAnswer look() = 0;
    // A method with the options a{sv} alone: Mount, Unmount, Lock, Eject, PowerOff. The text it returns, if any.
    [[nodiscard]] virtual tl::expected<QString, ServiceError> call(const QString &path, const QString &interface,
                                                                   const QString &method) = 0;
};

// Null where this program was built without D-Bus.
[[nodiscard]] std::shared_ptr<DriveService> systemDriveService();

enum class DriveAct { Mount, Unmount };
// Absent or broken, by what the bus says when a call never reached the service.
[[nodiscard]] ServiceState stateOfError(const ServiceError &error);
// The words of a refusal: "medium.not-authorized", "medium.policy", "medium.busy", "medium.gone",
// "medium.service-broken"…
[[nodiscard]] Problem problemOfService(const ServiceError &error, DriveAct act, const Drive &drive);
// An exact command by which an administrator does the same.
[[nodiscard]] QString commandFor(DriveAct act, const Drive &drive);

// Flush is done before. Every file system on the drive is unmounted, containers are locked, then it is powered off or
// ejected; where it offers neither, unmounted is all there is to ask.
[[nodiscard]] Result<void> releaseDrive(DriveService &service, const Drive &drive);
// The mount point.
[[nodiscard]] Result<LocalPath> mountDrive(DriveService &service, const Drive &drive);

} // namespace smk
