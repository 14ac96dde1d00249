// What is known of a server when its folder is looked at.
#pragma once

#include "directory_step.h"
#include "server_facts.h"

namespace smk {

[[nodiscard]] DirectoryContext directoryContextOf(const ServerFacts &facts, bool seenFromHere, quint16 port);

} // namespace smk
