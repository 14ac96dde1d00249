// Tells when a drive may have come or gone: mounts and, where it runs, the drive service. A hint and no more; the list
// is what counts, and it is read again. Belongs to the thread that made it, which needs an event loop.
#pragma once

#include <functional>
#include <memory>

namespace smk {

class DriveWatch
{
public:
    virtual ~DriveWatch() = default;
    // False: nothing tells of changes here, so the list must be read again and again.
    [[nodiscard]] virtual bool follows() const = 0;
};

[[nodiscard]] std::unique_ptr<DriveWatch> watchDrives(std::function<void()> changed);

} // namespace smk
