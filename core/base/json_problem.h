// A Problem and a Finding as JSON: ids, arguments, numbers; no prose but the server's own redacted text.
// Used by receipts, logs and every verb's --json.
#pragma once

#include "finding.h"
#include "problem.h"

#include <QJsonObject>

namespace smk {

[[nodiscard]] QJsonObject toJson(const Problem &problem);
[[nodiscard]] QJsonObject toJson(const Finding &finding);
[[nodiscard]] QJsonArray toJson(const Findings &findings);
[[nodiscard]] QString outcomeName(Outcome outcome); // "done", "none", "unknown"

} // namespace smk
