// Every diagnostic record that a driver holds for a handle, and what one record means.
#pragma once

#include "driver.h"
#include "odbc_headers.h"
#include "secret_string.h"

#include <functional>

namespace smk {

// Applied to each text before it is kept; empty: texts are kept as they came.
using TextFilter = std::function<QString(const QString &)>;

[[nodiscard]] std::vector<ServerError> readDiagnostics(SQLSMALLINT handleType, SQLHANDLE handle,
                                                       const TextFilter &filter = {});

// Class 01 states, and 15588 whatever dress it comes in: told, not failed.
[[nodiscard]] bool isInfo(const ServerError &record);
// The driver's own troubles. A server's own error is none of them: its number came from SQL Server.
[[nodiscard]] bool isTimeout(const ServerError &record);
[[nodiscard]] bool isCancelled(const ServerError &record);
[[nodiscard]] bool isLinkLost(const ServerError &record);
// A message number of SQL Server, not a code of the driver or the operating system.
[[nodiscard]] bool isServerMessage(const ServerError &record);
// The driver's brackets taken off: "[FreeTDS][SQL Server]Login failed …" gives "Login failed …".
[[nodiscard]] QString withoutPrefix(const QString &text);

} // namespace smk
