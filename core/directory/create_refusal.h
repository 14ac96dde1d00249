// A folder that the server was asked to create and did not: what its number means, and the system's code in its text.
#pragma once

#include "numbered_id.h"
#include "problem.h"

namespace smk {

[[nodiscard]] std::span<const NumberedId> createNumbers();
[[nodiscard]] Problem refusalOfCreate(Problem refused, const QString &directory);

} // namespace smk
