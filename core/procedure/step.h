// The eight steps, in the order of the documented procedure. The only place that knows the order: side list, verbs,
// log categories, help pages and tests take their names from here.
#pragma once

#include <QString>

#include <array>
#include <optional>

namespace smk {

enum class Step { Connect, Password, Medium, Directory, Execute, Copy, Verify, Store };

inline constexpr std::array<Step, 8> AllSteps = {Step::Connect, Step::Password, Step::Medium, Step::Directory,
                                                 Step::Execute, Step::Copy,     Step::Verify, Step::Store};

[[nodiscard]] constexpr int numberOf(Step step)
{
    return static_cast<int>(step) + 1;
}
[[nodiscard]] QString roomOf(Step step); // "connect", "password", "medium", "directory", …: in receipts and Problems
[[nodiscard]] const char *titleOf(Step step); // QT_TRANSLATE_NOOP("words", "Connect"), … "Folder", "Back up"
[[nodiscard]] QString
verbOf(Step step); // "preflight", "password", "media", "directory", "backup", "copy", "verify", "store"
[[nodiscard]] std::optional<Step> stepOfRoom(const QString &room);

} // namespace smk
