// Words of what only the window says: its questions, its buttons in banners, the end of a task. Everything else comes
// from the tables beside the steps.
#pragma once

#include "problem.h"

#include <span>

namespace smk {

[[nodiscard]] std::span<const Words> pageWords();
// The one lookup of the widgets: the steps' catalogue, then these.
void useWords();

} // namespace smk
