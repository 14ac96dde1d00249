// Is the key that a server has now the one of its last backup? One rule for the preflight and for Check now.
#pragma once

#include "connect_step.h"

namespace smk {

// By its GUID and the minute of its last change, as both are shown.
[[nodiscard]] bool isSameKey(const ServerFacts &facts, const LastBackup &last);

} // namespace smk
