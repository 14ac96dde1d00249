// Who SQL Server is on this machine, and who we are, as principals of an access list.
#pragma once

#include "directory_step.h"

namespace smk {

// Service from the process's user, else from the account's name; empty where neither can be told.
[[nodiscard]] JudgeContext judgeContextOf(const DirectoryContext &context);
// Whether we could make a directory in it, without elevation.
[[nodiscard]] bool mayCreateIn(const LocalPath &parent);
// A directory that is there already, ours and empty: it may be protected as if it were new.
[[nodiscard]] bool isOwnAndEmpty(const LocalPath &directory);
// The rights a directory would have if it were only created there by us.
[[nodiscard]] AccessList accessIfOnlyCreated(const AccessList &parent);
// The rights that createProtected() gives.
[[nodiscard]] AccessList accessWhenProtected(const JudgeContext &context);
// Our name for a principal that the well-known table does not hold; the id where there is none.
[[nodiscard]] QString lookUpName(const QString &id);

} // namespace smk
