#include "procedure_private.h"

#include <pwd.h>
#include <unistd.h>

namespace smk {

QString operatorName()
{
    passwd entry{};
    passwd *found = nullptr;
    std::array<char, 4096> buffer{};
    if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return QString::fromLocal8Bit(entry.pw_name);
    return QStringLiteral("uid %1").arg(geteuid());
}

} // namespace smk
