// The options of custody, and of proof, as values.
#pragma once

#include "backup_run.h"
#include "command_line.h"

#include <tl/expected.hpp>

namespace smk {

// Error: the exit code, already printed.
[[nodiscard]] tl::expected<Custody, int> custodyOf(const CommandLine &line, Output &output);
// Level 3 and 4 as asked for on the command line.
void setProofs(RunOrder &order, const CommandLine &line);

} // namespace smk
