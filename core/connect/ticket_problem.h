// Why an integrated sign-in failed, where the driver does not tell.
#pragma once

#include "connect_step.h"

namespace smk {

// Best asked after it failed: what a driver can do is not ours to guess. problem: the driver's; it stays where nothing
// is better known. Blocking: the worker that signs in; Kerberos may ask the domain.
[[nodiscard]] Problem betterKnownOfTickets(Problem problem, const ConnectOrder &order, const ConnectionSpec &spec);

} // namespace smk
