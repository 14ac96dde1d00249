#include "tds_transport.h"

#include <sys/socket.h>

namespace smk::tds {

void lingerZero(qintptr descriptor)
{
    const linger now{1, 0};
    setsockopt(static_cast<int>(descriptor), SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

} // namespace smk::tds
