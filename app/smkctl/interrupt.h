// Ctrl+C is a stop request: it reaches the core as a CancelToken, and the statement in flight is cancelled.
#pragma once

#include "cancel.h"
#include "server_session.h"

namespace smk::interrupt {

void install();
[[nodiscard]] CancelToken token();
[[nodiscard]] bool requested();
// The session whose statement a stop request cancels; null: none.
void watch(ServerSession *session);
// From the moment that the statement may have been sent, ending is not "cancelled": the outcome may be unknown.
void setCommitted(bool committed);

} // namespace smk::interrupt
