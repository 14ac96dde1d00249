// `smkctl directory --browse PATH`: folders as the server's own account sees them.
#pragma once

#include "output.h"
#include "paths.h"
#include "server_session.h"

namespace smk {

// `path`: a folder of the server, or "roots" for its drives.
[[nodiscard]] int browseServer(ServerSession &session, const QString &path, Platform platform, Output &output);

} // namespace smk
