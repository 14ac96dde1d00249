// The way back from giving the service a right in a folder that was there: asked for before the right is given, since
// the service may have had another right there already.
#pragma once

#include "directory_step.h"

namespace smk {

// A command that leaves the service what it has there now; where it has nothing, the command that takes the right away.
[[nodiscard]] QString undoOfGrant(const ServerPath &directory, const DirectoryContext &context,
                                  const Principal &service);

} // namespace smk
