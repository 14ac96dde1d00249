// Whether the driver manager can load a driver, told by SQLSTATE: QODBC hands on a text in the system's language alone.
#pragma once

#include "driver.h"
#include "problem.h"

namespace smk {

// Native codes as QODBC joins them ("20017;20002"); with one that is not 0 a driver was there and spoke.
[[nodiscard]] bool toldNumbers(const QString &numbers);
// Asked where an open failed without any number; the records, where it cannot be loaded. No server is named and no
// login: nothing goes over a network.
[[nodiscard]] std::vector<ServerError> loadTroubles(const Driver &driver, const QString &numbers);

} // namespace smk
