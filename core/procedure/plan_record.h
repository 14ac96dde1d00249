// The plan as the receipt's first four steps, and back. Keys: docs/receipt-schema.md.
#pragma once

#include "procedure.h"

namespace smk {

[[nodiscard]] std::vector<StepRecord> recordsOf(const BackupPlan &plan);
[[nodiscard]] BackupPlan planOf(const Receipt &receipt);

} // namespace smk
