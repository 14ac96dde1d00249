// Packets (MS-TDS 2.2.3.1): eight bytes of header, and a message split over as many as it needs.
#pragma once

#include <QByteArray>

#include <cstdint>
#include <optional>

namespace smk::tds {

enum class PacketType : std::uint8_t {
    SqlBatch = 0x01,
    Rpc = 0x03,
    Reply = 0x04,
    Attention = 0x06,
    BulkLoad = 0x07,
    FederatedToken = 0x08,
    Transaction = 0x0E,
    Login7 = 0x10,
    Sspi = 0x11,
    PreLogin = 0x12, // carries the TLS handshake too
};

constexpr int HeaderSize = 8;
constexpr int DefaultPacketSize = 4096;
constexpr int SmallestPacketSize = 512;
constexpr int LargestPacketSize = 32767;
// A login is a few hundred bytes; a statement of ours some thousand. More is refused before it is read.
constexpr qsizetype LargestLoginMessage = 128 * 1024;
constexpr qsizetype LargestMessage = 4 * 1024 * 1024;

struct PacketHeader
{
    PacketType type = PacketType::Reply;
    std::uint8_t status = 0;
    int length = 0; // header included
    [[nodiscard]] bool endsMessage() const { return (status & 0x01) != 0; }
    [[nodiscard]] bool ignored() const { return (status & 0x02) != 0; }
    [[nodiscard]] bool resetsConnection() const { return (status & 0x18) != 0; }
    [[nodiscard]] int payload() const { return length - HeaderSize; }
};

// Nothing: not a packet that a client may send.
[[nodiscard]] std::optional<PacketHeader> parseHeader(QByteArrayView header);
// A message as packets of at most packetSize bytes.
[[nodiscard]] QByteArray framed(PacketType type, const QByteArray &message, int packetSize, int spid);

struct Message
{
    PacketType type = PacketType::Reply;
    bool resetsConnection = false;
    QByteArray payload;
};

// Offset of the request behind ALL_HEADERS (batches and RPC of 7.2 and later). Requests without the block exist in
// real captures: they are taken from their first byte. Nothing: a block that is larger than its message.
[[nodiscard]] std::optional<qsizetype> afterAllHeaders(QByteArrayView payload);

} // namespace smk::tds
