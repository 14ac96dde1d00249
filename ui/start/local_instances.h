// SQL Server instances of this computer, without connecting to any. Blocks: worker thread only.
#pragma once

#include "paths.h"
#include "start_page.h"

namespace smk {

// Linux: the program or its unit file is there, the port from the listening sockets. Windows: the registry.
// `rootPrefix`: for tests, a folder that stands for "/".
[[nodiscard]] std::vector<InstanceCard> localInstances(const LocalPath &rootPrefix);

} // namespace smk
