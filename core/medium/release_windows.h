// "Safely remove": flush, lock, dismount, and ask the system to let the device go.
#pragma once

#include "drive.h"

namespace smk {

// Done only when the system agreed that it may be pulled.
[[nodiscard]] Result<void> releaseDrive(const Drive &drive);

} // namespace smk
