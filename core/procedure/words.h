// The catalogue: the sum of all steps' words. The window translates them, the terminal prints them as they are.
#pragma once

#include "finding.h"
#include "problem.h"

#include <optional>
#include <span>
#include <vector>

namespace smk {

[[nodiscard]] std::span<const std::span<const Words>> wordTables();
[[nodiscard]] const Words *wordsOf(const QString &id); // null: unknown id (a test walks all ids)
// Fills %1 … of a text.
[[nodiscard]] QString fill(const QString &text, const QStringList &arguments);
// One line for the terminal: "Stopped: title text (number)".
[[nodiscard]] QString plainLine(const Problem &problem);
[[nodiscard]] QString plainLine(const Finding &finding);

[[nodiscard]] std::span<const Words> procedureWords();

} // namespace smk
