// Hex of recordings and hand-made packets, for the tests of this room.
#pragma once

#include "tds_bytes.h"

#include <QByteArray>
#include <QFile>
#include <QString>

namespace smk::test {

inline QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

// Packets of a recording: lines of hex, with or without spaces; lines that begin with # are skipped.
inline QByteArray recorded(const char *name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/") + QString::fromLatin1(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray all;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (!line.startsWith('#'))
            all += QByteArray::fromHex(line);
    }
    return all;
}

// A LOGIN7 as drivers send it; `features` behind it where there are any.
inline QByteArray login7(const QString &user, const QString &password, const QByteArray &features = {})
{
    tds::Writer obfuscated;
    for (const QChar unit : password) {
        for (const unsigned byte : {unsigned(unit.unicode() & 0xFF), unsigned(unit.unicode() >> 8)})
            obfuscated.u8((((byte >> 4) | (byte << 4)) & 0xFF) ^ 0xA5);
    }
    tds::Writer data;
    const auto userUnits = static_cast<unsigned>(user.size());
    const auto passwordUnits = static_cast<unsigned>(password.size());
    const unsigned start = 94;
    const unsigned passwordAt = start + userUnits * 2;
    const unsigned extensionAt = passwordAt + passwordUnits * 2;
    data.utf16(user).bytes(obfuscated.data());
    if (!features.isEmpty())
        data.u32(extensionAt + 4).bytes(features);
    tds::Writer out;
    out.u32(static_cast<std::uint64_t>(start + data.size())).u32(0x74000004).u32(4096).u32(0).u32(1).u32(0);
    out.u8(0xE0).u8(3).u8(0).u8(features.isEmpty() ? 0 : 0x10).u32(0).u32(0x409);
    out.u16(start).u16(0).u16(start).u16(userUnits).u16(passwordAt).u16(passwordUnits);
    out.u16(start).u16(0).u16(start).u16(0); // application, server
    out.u16(features.isEmpty() ? start : extensionAt).u16(features.isEmpty() ? 0 : 4);
    out.u16(start).u16(0).u16(start).u16(0).u16(start).u16(0); // library, language, database
    out.bytes(QByteArray(6, '\0')).u16(start).u16(0).u16(start).u16(0).u16(start).u16(0).u32(0);
    return out.bytes(data.data()).data();
}

} // namespace smk::test
