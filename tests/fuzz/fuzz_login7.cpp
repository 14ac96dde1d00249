// LOGIN7 as the practice server reads it.
#include "fuzz_input.h"
#include "tds_login7.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (const auto login = tds::parseLogin7(fuzz::bytes(data, size)))
        fuzz::hold(login->user.size() <= qsizetype(size) && login->database.size() <= qsizetype(size));
    return 0;
}
