#include "procedure_private.h"

#include <windows.h>

namespace smk {

QString operatorName()
{
    std::array<wchar_t, 257> buffer{};
    DWORD size = static_cast<DWORD>(buffer.size());
    return GetUserNameW(buffer.data(), &size) ? QString::fromWCharArray(buffer.data()) : QString();
}

} // namespace smk
