// Where a path of this machine leads: links on it may be somebody else's, and lead to a place that would be refused.
#pragma once

#include "directory_step.h"

namespace smk {

// The path as it is written, then as it reads after each link on it, from the root on; the last is where it leads.
[[nodiscard]] std::vector<LocalPath> linksFollowed(const LocalPath &path);
// The path with the links above its last part followed: that part is made, or given a right, there.
[[nodiscard]] LocalPath placeOfParent(const LocalPath &path);
// What is to be said of that place beyond what the written path says already; nothing where no link is on it.
[[nodiscard]] Findings checkWhereItLeads(const ServerPath &directory, const DirectoryContext &context);

} // namespace smk
