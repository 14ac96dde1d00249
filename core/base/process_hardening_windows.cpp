#include "process_hardening.h"

#include <windows.h>

namespace smk {

void forbidCoreDumps()
{
    // No error-reporting dialog, hence no dump by Windows Error Reporting for this process.
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX | SEM_NOOPENFILEERRORBOX);
}

} // namespace smk
