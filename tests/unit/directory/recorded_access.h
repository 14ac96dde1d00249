// Reads the notations in which access lists were recorded: SDDL, icacls, getfacl. For tests alone.
#pragma once

#include "access_model.h"

namespace smk::test {

[[nodiscard]] QString recorded(const QString &name); // tests/recorded/access-control/NAME as text
[[nodiscard]] AccessList fromSddl(const QString &sddl);
[[nodiscard]] AccessList fromIcacls(const QString &text);
[[nodiscard]] AccessList fromGetfacl(const QString &text);
// "0755", owner and group as ids, further entries "u:12:rwx" as in setfacl (already masked).
[[nodiscard]] AccessList fromMode(int mode, int uid, int gid, const QStringList &more = {});

} // namespace smk::test
