// Who touches what (docs/ARCHITECTURE.md): is the server's disk seen from here by the same paths?
#pragma once

#include "line_trust.h"
#include "server_facts.h"

namespace smk {

// Seat 1: both ends of the line are this machine *and* the server calls itself by this machine's name. A tunnel or a
// published container port is not: its server names another machine. Names alone, or the line alone, are not enough.
[[nodiscard]] bool serverIsThisMachine(const ServerFacts &facts, LineTrust line);

} // namespace smk
