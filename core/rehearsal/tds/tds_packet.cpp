#include "tds_packet.h"

#include "tds_bytes.h"

namespace smk::tds {

std::optional<PacketHeader> parseHeader(QByteArrayView header)
{
    if (header.size() < HeaderSize)
        return std::nullopt;
    Reader reader(header);
    PacketHeader packet;
    packet.type = static_cast<PacketType>(reader.u8());
    packet.status = reader.u8();
    packet.length = reader.bigEndian16();
    switch (packet.type) {
    case PacketType::SqlBatch:
    case PacketType::Rpc:
    case PacketType::Attention:
    case PacketType::BulkLoad:
    case PacketType::Transaction:
    case PacketType::Login7:
    case PacketType::Sspi:
    case PacketType::PreLogin:
        break;
    default:
        return std::nullopt;
    }
    if (packet.length < HeaderSize || packet.length > LargestPacketSize)
        return std::nullopt;
    return packet;
}

QByteArray framed(PacketType type, const QByteArray &message, int packetSize, int spid)
{
    const qsizetype room = packetSize - HeaderSize;
    Writer out;
    qsizetype at = 0;
    unsigned id = 1;
    do {
        const qsizetype part = std::min(room, message.size() - at);
        const bool last = at + part >= message.size();
        out.u8(static_cast<unsigned>(type)).u8(last ? 1 : 0).bigEndian16(static_cast<unsigned>(part + HeaderSize));
        out.bigEndian16(static_cast<unsigned>(spid)).u8(id++ & 0xFF).u8(0);
        out.bytes(message.sliced(at, part));
        at += part;
    } while (at < message.size());
    return out.data();
}

std::optional<qsizetype> afterAllHeaders(QByteArrayView payload)
{
    Reader reader(payload);
    const qsizetype total = reader.u32();
    const qsizetype first = reader.u32();
    const unsigned kind = reader.u16();
    // A transaction descriptor header (kind 2) is 18 bytes; text or an RPC never begins like that.
    const bool present = !reader.failed() && total >= 4 && first >= 6 && first + 4 <= total && kind >= 1 && kind <= 3;
    if (!present)
        return 0;
    if (total > payload.size())
        return std::nullopt;
    return total;
}

} // namespace smk::tds
