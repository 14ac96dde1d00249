// Whether a host named in a mount is this machine: a copy there would not leave it.
#pragma once

#include <QString>

#include <optional>

namespace smk {

// `address`: as the mount itself says ("addr=" of NFS and SMB), empty where it does not. Nothing: cannot be told.
// May take two seconds where a name server is silent.
[[nodiscard]] std::optional<bool> isThisHost(const QString &host, const QString &address);

} // namespace smk
