// The directories above: who may rename or delete them can put another directory in our place.
#pragma once

#include "access_model.h"
#include "paths.h"

namespace smk {

// Of all directories that are passed on the way, nearest first. Empty where one could not be read: half a chain proves
// nothing.
[[nodiscard]] std::vector<AccessList> accessOfParents(const LocalPath &directory);
// The chain itself, in Qt's spelling: "/a", "/"; "C:/a", "C:/"; a share ends at its own root.
[[nodiscard]] std::vector<LocalPath> parentsOf(const LocalPath &directory);
// The same, of where the path leads and of each link on it: who owns a link's folder can lead it elsewhere.
[[nodiscard]] std::vector<LocalPath> foldersPassed(const LocalPath &directory);

} // namespace smk
