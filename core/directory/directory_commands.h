// Exact commands that the DBA can run where we cannot act or look. Text alone; nothing is run here.
#pragma once

#include "access_model.h"
#include "paths.h"

namespace smk {

// Creates the directory with its final rights. An unknown service is written as a placeholder in capitals.
[[nodiscard]] QString protectCommand(const ServerPath &directory, Platform platform, const QString &serviceAccount,
                                     const Principal &service);
[[nodiscard]] QString lookCommand(const ServerPath &directory, Platform platform);
[[nodiscard]] QString undoCommand(const ServerPath &directory, Platform platform);

} // namespace smk
