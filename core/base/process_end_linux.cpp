#include "process_end.h"

#include <cstdlib>

namespace smk {

void endProcess(int code)
{
    std::exit(code);
}

} // namespace smk
