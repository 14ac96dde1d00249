// Exact commands that the DBA can run where we cannot act or look. Text alone; nothing is run here.
#pragma once

#include "access_model.h"
#include "paths.h"

namespace smk {

// Creates the directory with its final rights. An unknown service is written as a placeholder in capitals.
[[nodiscard]] QString protectCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                                     const Principal &service);
[[nodiscard]] QString lookCommand(const ServerPath &directory, Platform platform);
// One right more for the service on a folder that is there, and its way back.
[[nodiscard]] QString grantCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                                   const Principal &service);
[[nodiscard]] QString revokeCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                                    const Principal &service);
// Linux: the service's entry as it was, "r-x".
[[nodiscard]] QString restoreCommand(const ServerPath &directory, const Principal &service, const QString &bits);
// The same in a container, from its host: the server runs there as user 10001, whatever it is called.
[[nodiscard]] QString containerCreateCommand(const ServerPath &directory);
[[nodiscard]] QString containerLookCommand(const ServerPath &directory);
[[nodiscard]] QString undoCommand(const ServerPath &directory, Platform platform);

} // namespace smk
