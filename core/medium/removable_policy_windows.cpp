#include "windows_policy.h"

#include <qt_windows.h>

namespace smk {

namespace {

std::optional<quint32> registryNumber(bool ofUser, const QString &key, const QString &name)
{
    DWORD value = 0;
    DWORD size = sizeof value;
    const LSTATUS status =
        RegGetValueW(ofUser ? HKEY_CURRENT_USER : HKEY_LOCAL_MACHINE, reinterpret_cast<LPCWSTR>(key.utf16()),
                     reinterpret_cast<LPCWSTR>(name.utf16()), RRF_RT_REG_DWORD, nullptr, &value, &size);
    return status == ERROR_SUCCESS ? std::optional<quint32>(value) : std::nullopt;
}

} // namespace

std::vector<WindowsPolicy> windowsPolicies()
{
    return policiesInForce(registryNumber);
}

} // namespace smk
