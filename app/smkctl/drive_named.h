// A drive as a person names it on the command line.
#pragma once

#include "drive.h"

namespace smk {

// By label, device or mount point; two that match are none.
[[nodiscard]] Result<Drive> driveNamed(DriveSource &source, const QString &wish);
// Whether a wish for a medium names a folder; a device's path ("/dev/sdb1") names a drive.
[[nodiscard]] bool namesFolder(const QString &wish);

} // namespace smk
