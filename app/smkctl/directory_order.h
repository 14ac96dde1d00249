// What is known of a server when its folder is looked at.
#pragma once

#include "directory_step.h"

namespace smk {

struct BackupPlan;

// With the user of the server's process, where it runs on this machine and listens on `port`.
[[nodiscard]] DirectoryContext directoryContextOf(const BackupPlan &plan, quint16 port);

// --seat as an option: false where the word is none; the plan's seat is what the DBA said, or what was found.
[[nodiscard]] bool takeSeat(const QString &word, std::optional<Seat> &seat);

} // namespace smk
