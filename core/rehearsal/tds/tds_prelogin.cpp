#include "tds_prelogin.h"

#include "tds_bytes.h"

namespace smk::tds {

namespace {

constexpr unsigned Version = 0x00;
constexpr unsigned Encryption = 0x01;
constexpr unsigned Instance = 0x02;
constexpr unsigned Thread = 0x03;
constexpr unsigned Mars = 0x04;
constexpr unsigned Terminator = 0xFF;

} // namespace

std::optional<PreLogin> parsePreLogin(const QByteArray &payload)
{
    PreLogin found;
    Reader table(payload);
    bool first = true;
    for (int entries = 0; entries < 32; ++entries) {
        const unsigned token = table.u8();
        if (table.failed())
            return std::nullopt;
        if (token == Terminator)
            return first ? std::nullopt : std::optional(found);
        if (first && token != Version)
            return std::nullopt;
        first = false;
        const qsizetype offset = table.bigEndian16();
        const qsizetype length = table.bigEndian16();
        if (table.failed() || offset + length > payload.size())
            return std::nullopt;
        Reader value(QByteArrayView(payload).sliced(offset, length));
        if (token == Encryption) {
            const unsigned wish = value.u8() & 0x0F; // the high bits ask for certificate login, which we do not know
            if (value.failed() || wish > 4)
                return std::nullopt;
            found.encrypt = static_cast<Encrypt>(wish);
        } else if (token == Mars) {
            found.asksMars = length > 0 && value.u8() == 1;
        }
    }
    return std::nullopt;
}

QByteArray preLoginReply(Encrypt answer, int major, int build)
{
    // FreeTDS drops to TDS 7.1 where option 04 is missing; 06 must not be echoed, for it would start an Entra login.
    struct Option
    {
        unsigned token;
        QByteArray value;
    };
    Writer version;
    version.u8(static_cast<unsigned>(major)).u8(0).bigEndian16(static_cast<unsigned>(build)).u16(0);
    const Option options[] = {{Version, version.data()},
                              {Encryption, QByteArray(1, static_cast<char>(answer))},
                              {Instance, QByteArray(1, '\0')},
                              {Thread, {}},
                              {Mars, QByteArray(1, '\0')}};
    Writer table;
    Writer values;
    for (const Option &option : options) {
        table.u8(option.token)
            .bigEndian16(static_cast<unsigned>(std::size(options) * 5 + 1 + static_cast<std::size_t>(values.size())));
        table.bigEndian16(static_cast<unsigned>(option.value.size()));
        values.bytes(option.value);
    }
    return table.u8(Terminator).bytes(values.data()).data();
}

EncryptionAnswer negotiate(Encrypt client, EncryptionPolicy policy)
{
    const bool wants = client == Encrypt::On || client == Encrypt::Required || client == Encrypt::Strict;
    switch (policy) {
    case EncryptionPolicy::None:
        return {Encrypt::NotSupported, false, false, false}; // a client that requires it goes away by itself
    case EncryptionPolicy::Optional:
        if (wants)
            return {Encrypt::On, true, false, false};
        if (client == Encrypt::Off)
            return {Encrypt::Off, true, true, false};
        return {Encrypt::NotSupported, false, false, false};
    case EncryptionPolicy::Required:
    case EncryptionPolicy::Strict: // never asked: such a server does not answer a readable PRELOGIN
        break;
    }
    if (client == Encrypt::NotSupported)
        return {Encrypt::Required, false, false, true};
    return {wants ? Encrypt::On : Encrypt::Required, true, false, false};
}

} // namespace smk::tds
