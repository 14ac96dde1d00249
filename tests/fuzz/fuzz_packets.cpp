// Packets as a client sends them to the practice server, put together and split again.
#include "fuzz_input.h"
#include "tds_packet.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray stream = fuzz::bytes(data, size);
    QByteArray message;
    while (const auto header = tds::parseHeader(stream)) {
        fuzz::hold(header->payload() >= 0 && header->length <= tds::LargestPacketSize);
        if (header->length > stream.size())
            break;
        message += stream.sliced(tds::HeaderSize, header->payload());
        stream.remove(0, header->length);
        if (!header->endsMessage())
            continue;
        if (const auto start = tds::afterAllHeaders(message))
            fuzz::hold(*start >= 0 && *start <= message.size());
        const QByteArray again = tds::framed(header->type, message, tds::SmallestPacketSize, 51);
        fuzz::hold(again.size() >= message.size() + tds::HeaderSize && tds::parseHeader(again).has_value());
        message.clear();
    }
    return 0;
}
