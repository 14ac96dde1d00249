#include "prelogin.h"

#include <algorithm>

namespace smk::prelogin {

namespace {

constexpr char endOfMessage = 0x01;
constexpr int longestPacket = 32767;
constexpr quint8 tokenVersion = 0;
constexpr quint8 tokenEncryption = 1;
constexpr quint8 tokenInstance = 2;
constexpr quint8 tokenThread = 3;
constexpr quint8 tokenMars = 4;
constexpr quint8 tokenEnd = 0xFF;

int bigEndian(const QByteArray &bytes, qsizetype at)
{
    return int(quint8(bytes.at(at))) << 8 | int(quint8(bytes.at(at + 1)));
}

void appendBigEndian(QByteArray &bytes, qsizetype value)
{
    bytes.append(char(value >> 8)).append(char(value & 0xFF));
}

} // namespace

QByteArray packets(char type, const QByteArray &payload)
{
    QByteArray all;
    const qsizetype room = packetSize - headerSize;
    for (qsizetype at = 0, id = 1; at < payload.size(); at += room, ++id) {
        const QByteArray part = payload.mid(at, room);
        all.append(type).append(at + room >= payload.size() ? endOfMessage : '\0');
        appendBigEndian(all, part.size() + headerSize);
        all.append('\0').append('\0').append(char(id & 0xFF)).append('\0').append(part);
    }
    return all;
}

QByteArray question()
{
    // As a driver asks: version, encryption on, any instance, thread, no MARS. Well-formed, since a server logs a bad
    // one.
    const std::pair<quint8, QByteArray> options[] = {
        {tokenVersion, QByteArray("\x0b\x00\x00\x00\x00\x00", 6)},
        {tokenEncryption, QByteArray(1, char(Answer::On))},
        {tokenInstance, QByteArray(1, '\0')},
        {tokenThread, QByteArray(4, '\0')},
        {tokenMars, QByteArray(1, '\0')},
    };
    constexpr qsizetype entrySize = 5;
    QByteArray table;
    QByteArray data;
    const qsizetype dataStart = qsizetype(std::size(options)) * entrySize + 1;
    for (const auto &[token, value] : options) {
        table.append(char(token));
        appendBigEndian(table, dataStart + data.size());
        appendBigEndian(table, value.size());
        data.append(value);
    }
    return packets(messageType, table.append(char(tokenEnd)) + data);
}

std::optional<Packet> takePacket(QByteArray &stream)
{
    if (stream.size() < headerSize)
        return std::nullopt;
    const int length = bigEndian(stream, 2);
    if (stream.size() < length || length < headerSize)
        return std::nullopt;
    Packet packet{stream.at(0), (stream.at(1) & endOfMessage) != 0, stream.mid(headerSize, length - headerSize)};
    stream.remove(0, length);
    return packet;
}

bool isForeign(const QByteArray &stream)
{
    if (stream.isEmpty())
        return false;
    if (stream.at(0) != replyType && stream.at(0) != messageType)
        return true;
    if (stream.size() < 4)
        return false;
    const int length = bigEndian(stream, 2);
    return length < headerSize || length > longestPacket;
}

std::optional<Answer> encryptionOf(const QByteArray &payload)
{
    for (qsizetype at = 0; at < payload.size() && quint8(payload.at(at)) != tokenEnd; at += 5) {
        if (at + 5 > payload.size())
            return std::nullopt;
        const int offset = bigEndian(payload, at + 1);
        const int length = bigEndian(payload, at + 3);
        if (offset + length > payload.size())
            return std::nullopt;
        if (quint8(payload.at(at)) == tokenEncryption && length == 1 && payload.at(offset) >= 0
            && payload.at(offset) <= 3)
            return Answer(payload.at(offset));
    }
    return std::nullopt;
}

} // namespace smk::prelogin
