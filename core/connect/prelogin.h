// PRELOGIN, the one TDS message that we speak ourselves: enough to learn whether the line will be encrypted.
#pragma once

#include <QByteArray>

#include <optional>

namespace smk::prelogin {

constexpr char messageType = 0x12;
constexpr char replyType = 0x04;
constexpr qsizetype headerSize = 8;
constexpr qsizetype packetSize = 4096;

enum class Answer : char { Off = 0, On = 1, NotSupported = 2, Required = 3 };

// One or more packets around a payload.
[[nodiscard]] QByteArray packets(char type, const QByteArray &payload);
// Asks for an encrypted session (ENCRYPT_ON).
[[nodiscard]] QByteArray question();
// Takes one whole packet's payload off the front of `stream`; nothing: more bytes are needed. `type` of the packet.
struct Packet
{
    char type;
    bool isLast;
    QByteArray payload;
};
[[nodiscard]] std::optional<Packet> takePacket(QByteArray &stream);
// True where the bytes cannot be the beginning of a TDS packet.
[[nodiscard]] bool isForeign(const QByteArray &stream);
// The encryption byte of a reply's payload; nothing: no PRELOGIN reply.
[[nodiscard]] std::optional<Answer> encryptionOf(const QByteArray &payload);

} // namespace smk::prelogin
