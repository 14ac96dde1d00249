#include "process_end.h"

#include <cstdio>
#include <cstdlib>

#include <windows.h>

namespace smk {

void endProcess(int code)
{
    std::fflush(nullptr);
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(code));
    std::abort(); // not reached: a process may always end itself
}

} // namespace smk
