// What is known of a server when its folder is looked at.
#pragma once

#include "directory_step.h"
#include "server_facts.h"

namespace smk {

[[nodiscard]] DirectoryContext directoryContextOf(const ServerFacts &facts, bool seenFromHere, quint16 port);

// --seat as an option: false where the word is none; the plan's seat is what the DBA said, or what was found.
[[nodiscard]] bool takeSeat(const QString &word, std::optional<Seat> &seat);

} // namespace smk
