// RPC requests as the practice server reads them.
#include "fuzz_input.h"
#include "tds_packet.h"
#include "tds_rpc.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray payload = fuzz::bytes(data, size);
    const auto start = tds::afterAllHeaders(payload);
    if (start)
        (void)tds::parseRpc(payload.sliced(*start));
    return 0;
}
