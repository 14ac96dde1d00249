// The acts that an elevated smkctl does for the window: one each, with paths alone, without a server and without a run.
// They can be run by hand just as well.
#pragma once

#include "command_line.h"

namespace smk {

// directory --create DIR --for ACCOUNT, directory --grant DIR --for ACCOUNT.
[[nodiscard]] int createOrGrant(const CommandLine &line, Output &output);
// copy --read FILE [--into NEWFILE]: the bytes on standard output, or in a new file.
[[nodiscard]] int readForCopy(const CommandLine &line, Output &output);

} // namespace smk
