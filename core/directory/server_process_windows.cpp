#include "server_process.h"

namespace smk {

std::optional<qint64> findServerProcessUser(quint16)
{
    return std::nullopt; // Windows names the service's account; sidOfAccount() makes a SID of it
}

} // namespace smk
