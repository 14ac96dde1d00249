#include "driver_authority.h"

namespace smk {

// Nothing to hand over: the CA has to be in the system's store.
DriverAuthority::DriverAuthority(const ConnectionSpec &) {}

DriverAuthority::~DriverAuthority() = default;

} // namespace smk
