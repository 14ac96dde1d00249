// PRELOGIN: the practice server's reading of a client's, and ours of a server's.
#include "fuzz_input.h"
#include "prelogin.h"
#include "tds_prelogin.h"

using namespace smk;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray payload = fuzz::bytes(data, size);
    if (const auto wish = tds::parsePreLogin(payload)) {
        for (const EncryptionPolicy policy : {EncryptionPolicy::None, EncryptionPolicy::Optional,
                                              EncryptionPolicy::Required, EncryptionPolicy::Strict}) {
            const tds::EncryptionAnswer answer = tds::negotiate(wish->encrypt, policy);
            fuzz::hold(!((policy == EncryptionPolicy::Required || policy == EncryptionPolicy::Strict) && !answer.tls
                         && !answer.drop)); // never readable
        }
    }
    (void)prelogin::encryptionOf(payload);
    QByteArray stream = payload;
    if (!prelogin::isForeign(stream)) {
        for (int i = 0; i < 100; ++i) {
            const qsizetype before = stream.size();
            const auto packet = prelogin::takePacket(stream);
            if (!packet)
                break;
            fuzz::hold(stream.size() < before);
            (void)prelogin::encryptionOf(packet->payload);
        }
    }
    return 0;
}
