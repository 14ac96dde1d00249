// What is remembered of a server, together with its password in the keychain: two rooms that do not know one another.
#pragma once

#include "connect_memory.h"

namespace smk {

// rememberServer(); a server that falls out of the memory takes its kept password with it, since it would lie out of
// reach. One that cannot be removed is only litter. Blocking: worker threads only.
void keepServer(const RememberedServer &server);

} // namespace smk
