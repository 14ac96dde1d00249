#include "rehearsal_user.h"

#include <windows.h>

#include <array>

namespace smk {

QString runningUser()
{
    std::array<wchar_t, 257> name{};
    DWORD size = static_cast<DWORD>(name.size());
    if (GetUserNameW(name.data(), &size) == 0)
        return {};
    return QString::fromWCharArray(name.data());
}

bool runsAsRoot()
{
    return false; // an elevated process stays who it is: there is no user to drop to without a password
}

Result<QStringList> becomeRehearsalUser(const QString &)
{
    return QStringList();
}

bool setMode(const QString &, unsigned)
{
    return true;
}

} // namespace smk
