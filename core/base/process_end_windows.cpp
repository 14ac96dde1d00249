#include "process_end.h"

#include <cstdlib>

#include <process.h>
#include <windows.h>

namespace smk {

void endProcess(int code)
{
    _cexit(); // our own statics, which remove temporary folders, and what was printed
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(code));
    std::abort(); // not reached: a process may always end itself
}

} // namespace smk
