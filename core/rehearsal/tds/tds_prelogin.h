// PRELOGIN (MS-TDS 2.2.6.5) and what comes of the two wishes for encryption.
#pragma once

#include "rehearsal_options.h"

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace smk::tds {

enum class Encrypt : std::uint8_t { Off = 0, On = 1, NotSupported = 2, Required = 3, Strict = 4 }; // 4: go-mssqldb

struct PreLogin
{
    Encrypt encrypt = Encrypt::NotSupported;
    bool asksMars = false;
};

// Nothing: malformed (a real server logs 17828 and closes).
[[nodiscard]] std::optional<PreLogin> parsePreLogin(const QByteArray &payload);
[[nodiscard]] QByteArray preLoginReply(Encrypt answer, int major, int build);

struct EncryptionAnswer
{
    Encrypt answer;
    bool tls;       // a handshake follows
    bool loginOnly; // and ends behind LOGIN7
    bool drop;      // close after the answer
};
[[nodiscard]] EncryptionAnswer negotiate(Encrypt client, EncryptionPolicy policy);

} // namespace smk::tds
