// A question about the server that it answered with an error: the class of it, by the number.
#pragma once

#include "numbered_id.h"
#include "problem.h"

namespace smk {

[[nodiscard]] std::span<const NumberedId> factsNumbers();
// As it came where the number is not known.
[[nodiscard]] Problem factsProblem(Problem refused);

} // namespace smk
