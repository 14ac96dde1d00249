// What the system's own settings say about colours; only the system calls differ.
#pragma once

#include <QPalette>

namespace smk {

[[nodiscard]] bool systemIsDark(const QPalette &systemPalette);
[[nodiscard]] bool systemHighContrast();

} // namespace smk
