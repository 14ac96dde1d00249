// Who may do what after all entries are weighed: the first entry that speaks of a right decides (Windows), the first
// class that fits decides (POSIX).
#pragma once

#include "access_model.h"

namespace smk {

// Of an account that is in these groups.
[[nodiscard]] std::uint32_t rightsOfMember(const AccessList &list, const QString &id,
                                           const std::vector<QString> &groups);
// Of a principal that an entry names: a user alone, the members of a group, POSIX "other".
[[nodiscard]] std::uint32_t rightsOfPrincipal(const AccessList &list, const QString &id);
// POSIX: whether the principal can pass all these directories.
[[nodiscard]] bool canPass(const std::vector<AccessList> &parents, const QString &id);

} // namespace smk
