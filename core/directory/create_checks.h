// What must hold on every system before a directory is made and protected.
#pragma once

#include "directory_step.h"

namespace smk {

// Not cancelled, a path that is not refused, and a service account that is known: for whom it is to be protected.
// Problems: "directory.cancelled", "directory.path-refused", "directory.service-unknown" (with the command).
[[nodiscard]] Result<JudgeContext> checkBeforeCreating(const ServerPath &directory, const DirectoryContext &context,
                                                       const CancelToken &cancel);

} // namespace smk
