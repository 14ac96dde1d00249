// What a DBA without administrator rights hands to those who have them: the commands, the reason, the way back.
#pragma once

#include "procedure.h"

namespace smk {

// Empty where there is nothing to ask for.
[[nodiscard]] QString requestText(const BackupPlan &plan, const DirectoryLook &look);

} // namespace smk
