// A connection string or URL, pasted where a server's name belongs. It may hold a password: of it the server alone is
// taken.
#pragma once

#include <QString>

namespace smk {

[[nodiscard]] bool isConnectionString(const QString &text);
// As a DBA would type it, unchecked; empty where it cannot be told.
[[nodiscard]] QString serverInside(const QString &connectionString);

} // namespace smk
