#include "tds_transport.h"

#include <winsock2.h>

namespace smk::tds {

void lingerZero(qintptr descriptor)
{
    const linger now{1, 0};
    setsockopt(static_cast<SOCKET>(descriptor), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&now),
               sizeof(now));
}

} // namespace smk::tds
