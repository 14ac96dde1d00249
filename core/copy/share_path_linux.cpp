#include "key_copy.h"

#include "mountinfo.h"

namespace smk {

std::optional<LocalPath> sharePathFromHere(const ServerPath &file, Platform platform, const QString &machineName,
                                           Seat seat)
{
    return sharePathOf(file, platform, machineName, seat, mountinfoText());
}

} // namespace smk
