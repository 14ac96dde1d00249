// Whether the driver manager can load a driver, told by SQLSTATE: QODBC hands on a text in the system's language alone.
#pragma once

#include "driver.h"
#include "problem.h"

namespace smk {

// Asked where an open failed without any number (`numbers` as QODBC gives them); the records, where it cannot be loaded.
// No server is named and no login: nothing goes over a network.
[[nodiscard]] std::vector<ServerError> loadTroubles(const Driver &driver, const QString &numbers);

} // namespace smk
