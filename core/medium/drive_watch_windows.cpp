#include "drive_watch.h"

namespace smk {

namespace {

class NoWatch : public DriveWatch
{
public:
    bool follows() const override { return false; }
};

} // namespace

std::unique_ptr<DriveWatch> watchDrives(std::function<void()>)
{
    return std::make_unique<NoWatch>();
}

} // namespace smk
