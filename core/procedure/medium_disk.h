// Medium and folder on one disk: the copy would lie beside what it was made from. By path that is told at the field;
// another partition or another mount of the same disk only here.
#pragma once

#include "directory_step.h"
#include "drive.h"

namespace smk {

struct BackupPlan;

// The medium whose disk the folder must not lie on; nothing: the folder is not on this machine, or both are for
// practice.
[[nodiscard]] std::optional<Drive> mediumBesideFolder(const BackupPlan &plan);
// Adds the refusal to a look's verdict where both lie on one disk. Blocking: worker threads only. What cannot be told
// is no refusal.
void refuseMediumsDisk(DirectoryLook &look, const ServerPath &directory, const std::optional<Drive> &medium);

} // namespace smk
