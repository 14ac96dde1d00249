// What a server says in the TLS handshake of our probe: u8 strict, then flights of u16 length + bytes.
#include "certificate_check.h"
#include "fuzz_input.h"

using namespace smk;

// The system's list of issuers would be read anew for each input.
extern "C" int LLVMFuzzerInitialize(int *, char ***)
{
    return qputenv("SSL_CERT_FILE", "/dev/null") ? 0 : 1;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 1)
        return 0;
    auto check = CertificateCheck::make({}, QStringLiteral("localhost"), (data[0] & 1) != 0);
    if (!check)
        return 0;
    QByteArray toSend;
    std::optional<bool> complete = (*check)->step({}, toSend);
    std::size_t at = 1;
    while (complete == false && at + 2 <= size) {
        const std::size_t length = std::min<std::size_t>(data[at] | data[at + 1] << 8, size - at - 2);
        complete = (*check)->step(fuzz::bytes(data + at + 2, length), toSend);
        at += 2 + length;
    }
    CertificateProbe probe;
    (*check)->describe(probe); // also of a handshake that failed: what was shown up to there
    fuzz::hold(complete != true || !probe.fingerprint.isEmpty());
    for (const QString &name : probe.names)
        fuzz::hold(!name.contains(QChar(0)));
    return 0;
}
