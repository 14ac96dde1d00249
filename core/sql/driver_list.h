// What the driver manager of this system knows, and what lies where drivers are usually put.
#pragma once

#include "driver.h"

#include <QStringList>

namespace smk {

// Registered names first, then libraries that are there without being registered (by their paths).
[[nodiscard]] QStringList driverNames();
// Known kinds only, best first, each name once.
[[nodiscard]] std::vector<Driver> sortedDrivers(const QStringList &names);
// Named pipes and shared memory are a matter of Windows; on Linux every driver knows TCP alone.
[[nodiscard]] bool systemHasTransports();
// Windows: drivers look into the system's certificate store, and a CA file cannot be handed to them.
[[nodiscard]] bool driversHaveSystemStore();
// The command that installs a driver here.
[[nodiscard]] QString driverInstallCommand();

} // namespace smk
