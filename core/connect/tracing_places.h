// Where a log of all statements is switched on that we cannot switch off from inside.
#pragma once

#include <QStringList>

namespace smk {

// One entry a place, as a person would look it up: "/etc/odbcinst.ini, [ODBC] Trace". Reads anew at each call.
[[nodiscard]] QStringList tracingPlaces();
// The driver manager's own switch, by system.
[[nodiscard]] QStringList driverManagerTracing();
// How the driver manager reads a switch: anything that begins with y, t or 1, and "on".
[[nodiscard]] bool isSwitchedOn(const QString &value);

} // namespace smk
