#include "tds_login7.h"

#include "tds_bytes.h"

namespace smk::tds {

namespace {

constexpr qsizetype FixedPart = 94;
constexpr unsigned LongestField = 4096; // units; real servers take 128

struct Field
{
    qsizetype offset;
    qsizetype count;
};

Field field(Reader &reader)
{
    const qsizetype offset = reader.u16();
    return {offset, reader.u16()};
}

// Fields of length 0 may have any offset.
std::optional<QString> text(const QByteArray &payload, Field where)
{
    if (where.count == 0)
        return QString();
    if (where.count > LongestField || where.offset + where.count * 2 > payload.size())
        return std::nullopt;
    Reader reader(QByteArrayView(payload).sliced(where.offset));
    QString value = reader.utf16(where.count);
    while (value.endsWith(QChar(0))) // Qt 6.4 sends one behind the last value of a connection string
        value.chop(1);
    return value;
}

std::optional<SecretString> password(const QByteArray &payload, Field where)
{
    SecretString secret;
    if (where.count == 0)
        return secret;
    if (where.count > LongestField || where.offset + where.count * 2 > payload.size())
        return std::nullopt;
    for (qsizetype i = 0; i < where.count; ++i) {
        unsigned unit = 0;
        for (int half = 0; half < 2; ++half) {
            const unsigned byte = static_cast<std::uint8_t>(payload[where.offset + 2 * i + half]) ^ 0xA5u;
            unit |= (((byte >> 4) | (byte << 4)) & 0xFFu) << (8 * half);
        }
        secret.append(static_cast<char16_t>(unit));
    }
    return secret;
}

bool readFeatures(const QByteArray &payload, Field extension, std::vector<std::uint8_t> &into)
{
    if (extension.count < 4 || extension.offset + 4 > payload.size())
        return false;
    Reader reader{QByteArrayView(payload)};
    reader.seek(extension.offset);
    reader.seek(reader.u32());
    for (int count = 0; count < 64; ++count) {
        const std::uint8_t id = reader.u8();
        if (reader.failed())
            return false;
        if (id == 0xFF)
            return true;
        into.push_back(id);
        reader.skip(reader.u32());
        if (reader.failed())
            return false;
    }
    return false;
}

} // namespace

std::optional<Login7> parseLogin7(const QByteArray &payload)
{
    if (payload.size() < FixedPart)
        return std::nullopt;
    Reader reader{QByteArrayView(payload)};
    const qsizetype length = reader.u32();
    if (length < FixedPart || length > payload.size())
        return std::nullopt;
    Login7 login;
    login.tdsVersion = reader.u32();
    login.packetSize = static_cast<int>(std::min<std::uint32_t>(reader.u32(), 0x7FFFFFFF));
    reader.skip(12);
    reader.skip(1);
    login.integrated = (reader.u8() & 0x80) != 0;
    reader.skip(1);
    const unsigned flags3 = reader.u8();
    login.changesPassword = (flags3 & 0x01) != 0;
    reader.skip(8);
    const Field host = field(reader);
    const Field user = field(reader);
    const Field secret = field(reader);
    const Field application = field(reader);
    const Field server = field(reader);
    const Field extension = field(reader);
    const Field library = field(reader);
    const Field language = field(reader);
    const Field database = field(reader);
    reader.skip(6); // ClientID
    const Field blob = field(reader);
    reader.skip(8); // a database file to attach, a new password
    const qsizetype longCount = reader.u32();
    const std::pair<Field, QString *> texts[] = {
        {host, &login.host},        {user, &login.user},       {application, &login.application},
        {server, &login.server},    {library, &login.library}, {language, &login.language},
        {database, &login.database}};
    for (const auto &[where, into] : texts) {
        const auto value = text(payload, where);
        if (!value)
            return std::nullopt;
        *into = *value;
    }
    auto clear = password(payload, secret);
    if (!clear)
        return std::nullopt;
    login.password = std::move(*clear);
    // 64 K and more are counted in a field of their own.
    const qsizetype blobSize = blob.count == 0xFFFF && longCount != 0 ? longCount : blob.count;
    if (blobSize != 0) {
        if (blob.offset + blobSize > payload.size())
            return std::nullopt;
        login.sspi = payload.sliced(blob.offset, blobSize);
    }
    if ((flags3 & 0x10) != 0 && !readFeatures(payload, extension, login.features))
        return std::nullopt;
    return login;
}

} // namespace smk::tds
