// Questions to a mounted file system that may be dead: each has a limit of two seconds.
#pragma once

#include "drive.h"

namespace smk {

// Free space, whether it answers at all, and whether this user may write into it.
void probeMount(Drive &drive);

} // namespace smk
