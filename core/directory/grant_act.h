// Giving the service its right in a folder that is there already: the one act in grantService() that differs by system.
#pragma once

#include "access_model.h"

#include <QString>

#include <optional>

namespace smk {

struct GrantRefusal
{
    QString id;     // "directory.grant-opens-more", "directory.grant-not-permitted", "directory.grant-failed"
    QString reason; // in the system's words
};

// Blocks. Nothing: the right is given. A path that is a link is not followed where the system can tell.
[[nodiscard]] std::optional<GrantRefusal> giveService(const QString &path, const Principal &service);

} // namespace smk
