// "Unplug and plug in again": the drive is ejected, seen to be away, and waited for by its identity. What is read from
// it then cannot come from any cache, the drive's own included.
#pragma once

#include "drive.h"

#include <chrono>
#include <functional>

namespace smk {

// MountByHand: it is back, and mounting it was refused; it is waited for all the same.
enum class ReplugState { Ejecting, UnplugNow, PlugInAgain, Mounting, MountByHand };

struct ReplugPatience
{
    std::chrono::milliseconds between{500};
    std::chrono::milliseconds limit{std::chrono::minutes(15)}; // for each of the waits
};

// The same drive, mounted again. Problems: those of eject() and mount(), "medium.cancelled", "medium.replug-waited".
// Whatever comes of it, nothing on the drive is touched.
[[nodiscard]] Result<Drive> replug(DriveSource &source, const Drive &drive, const CancelToken &cancel,
                                   const std::function<void(ReplugState)> &told, ReplugPatience patience = {});

} // namespace smk
