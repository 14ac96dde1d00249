// What the plan tells of the server and the medium when a folder is looked at.
#pragma once

#include "directory_step.h"

namespace smk {

struct BackupPlan;

// Of the plan alone: the rehearsal's own folder and the server's process are for the caller to add.
[[nodiscard]] DirectoryContext directoryContextOf(const BackupPlan &plan);

} // namespace smk
