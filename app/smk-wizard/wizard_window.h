// The window put together from the program's parts: used by main() and, with the same parts, by the tests.
#pragma once

#include "practice_process.h"

namespace smk {

[[nodiscard]] PracticeHost practiceHostOf(PracticeProcess &process);

} // namespace smk
