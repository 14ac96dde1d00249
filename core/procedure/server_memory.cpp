#include "server_memory.h"

#include "credential_store.h"

namespace smk {

void keepServer(const RememberedServer &server)
{
    for (const RememberedServer &dropped : rememberServer(server))
        if (dropped.passwordKept)
            (void)CredentialStore().remove(keychainName(dropped.server, dropped.login));
}

} // namespace smk
