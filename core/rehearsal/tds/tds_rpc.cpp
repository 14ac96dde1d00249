#include "tds_rpc.h"

#include <QDate>
#include <QTime>

namespace smk::tds {

namespace {

using namespace Qt::StringLiterals;
using engine::SqlType;
using engine::SqlValue;

constexpr std::size_t MostParameters = 2100; // as the real limit
constexpr std::size_t MostRequests = 64;

QString fromUtf16(const QByteArray &bytes)
{
    Reader reader{QByteArrayView(bytes)};
    return reader.utf16(bytes.size() / 2);
}

// PLP: total (or unknown), chunks, a chunk of 0. Nothing where it is NULL.
std::optional<QByteArray> longBytes(Reader &reader)
{
    const std::uint64_t total = reader.u64();
    if (total == ~std::uint64_t(0))
        return std::nullopt;
    QByteArray all;
    for (;;) {
        const std::uint32_t chunk = reader.u32();
        if (reader.failed() || chunk == 0)
            break;
        all += reader.bytes(chunk);
    }
    if (total != ~std::uint64_t(1) && total != static_cast<std::uint64_t>(all.size()))
        reader.fail();
    return all;
}

SqlValue number(Reader &reader, int size)
{
    std::uint64_t bits = 0;
    for (int i = 0; i < size; ++i)
        bits |= std::uint64_t(reader.u8()) << (8 * i);
    qint64 value = static_cast<qint64>(bits);
    if (size == 4)
        value = static_cast<qint32>(bits);
    else if (size == 2)
        value = static_cast<qint16>(bits);
    return engine::intValue(value, size == 8 ? SqlType::BigInt : SqlType::Int);
}

SqlValue counted(Reader &reader, unsigned type, qsizetype size)
{
    if (size == 0)
        return engine::nullOf(SqlType::Int);
    if (type == 0x26 || type == 0x68) {
        if (size != 1 && size != 2 && size != 4 && size != 8)
            reader.fail();
        return number(reader, static_cast<int>(std::min<qsizetype>(size, 8)));
    }
    if (type == 0x24 && size == 16) {
        const QByteArray raw = reader.bytes(16);
        Reader guid{QByteArrayView(raw)};
        QUuid value;
        value.data1 = guid.u32();
        value.data2 = guid.u16();
        value.data3 = guid.u16();
        for (auto &byte : value.data4)
            byte = guid.u8();
        return engine::guidValue(value);
    }
    return engine::binaryValue(reader.bytes(size)); // a type whose value we carry but never look into
}

bool readValue(Reader &reader, SqlValue &value)
{
    const unsigned type = reader.u8();
    switch (type) {
    case 0x1F: // NULL
        value = engine::nullOf(SqlType::Int);
        return true;
    case 0x30: // fixed lengths: tinyint, bit, smallint, int, bigint
    case 0x32:
        value = number(reader, 1);
        return true;
    case 0x34:
        value = number(reader, 2);
        return true;
    case 0x38:
        value = number(reader, 4);
        return true;
    case 0x7F:
        value = number(reader, 8);
        return true;
    case 0x24: // guid, int, bit, float, money, datetime
    case 0x26:
    case 0x68:
    case 0x6D:
    case 0x6E:
    case 0x6F:
        reader.skip(1);
        value = counted(reader, type, reader.u8());
        return true;
    case 0x28: // date
        value = counted(reader, type, reader.u8());
        return true;
    case 0x29: // time, datetime2, datetimeoffset
    case 0x2A:
    case 0x2B:
        reader.skip(1);
        value = counted(reader, type, reader.u8());
        return true;
    case 0x6A: // decimal, numeric
    case 0x6C:
        reader.skip(3);
        value = counted(reader, type, reader.u8());
        return true;
    case 0xA5: // varbinary, binary
    case 0xAD: {
        const unsigned most = reader.u16();
        if (most == 0xFFFF) {
            const auto bytes = longBytes(reader);
            value = bytes ? engine::binaryValue(*bytes, SqlType::BinaryMax) : engine::nullOf(SqlType::BinaryMax);
            return true;
        }
        const unsigned size = reader.u16();
        value = size == 0xFFFF ? engine::nullOf(SqlType::Binary, 1) : engine::binaryValue(reader.bytes(size));
        return true;
    }
    case 0xA7: // varchar, char, nvarchar, nchar
    case 0xAF:
    case 0xE7:
    case 0xEF: {
        const bool wide = type >= 0xE7;
        const unsigned most = reader.u16();
        reader.skip(5);
        std::optional<QByteArray> bytes;
        if (most == 0xFFFF) {
            bytes = longBytes(reader);
        } else {
            const unsigned size = reader.u16();
            if (size != 0xFFFF)
                bytes = reader.bytes(size);
        }
        value = bytes ? engine::textValue(wide ? fromUtf16(*bytes) : QString::fromLatin1(*bytes))
                      : engine::nullOf(SqlType::Text, 1);
        return true;
    }
    case 0x23: // text, ntext
    case 0x63: {
        reader.skip(9);
        const std::uint32_t size = reader.u32();
        if (size == 0xFFFFFFFF) {
            value = engine::nullOf(SqlType::Text, 1);
            return true;
        }
        const QByteArray bytes = reader.bytes(size);
        value = engine::textValue(type == 0x63 ? fromUtf16(bytes) : QString::fromLatin1(bytes));
        return true;
    }
    default:
        return false;
    }
}

QString bareName(QString name)
{
    name = name.section(u'.', -1).trimmed().toLower();
    if (name.startsWith(u'[') && name.endsWith(u']'))
        name = name.mid(1, name.size() - 2);
    return name.section(u';', 0, 0);
}

} // namespace

QString procedureName(int number)
{
    static const std::pair<int, const char *> names[] = {
        {1, "sp_cursor"},         {2, "sp_cursoropen"},      {3, "sp_cursorprepare"}, {4, "sp_cursorexecute"},
        {5, "sp_cursorprepexec"}, {6, "sp_cursorunprepare"}, {7, "sp_cursorfetch"},   {8, "sp_cursoroption"},
        {9, "sp_cursorclose"},    {10, "sp_executesql"},     {11, "sp_prepare"},      {12, "sp_execute"},
        {13, "sp_prepexec"},      {14, "sp_prepexecrpc"},    {15, "sp_unprepare"}};
    for (const auto &[id, name] : names) {
        if (id == number)
            return QString::fromLatin1(name);
    }
    return {};
}

std::optional<std::vector<RpcRequest>> parseRpc(const QByteArray &body)
{
    std::vector<RpcRequest> requests;
    Reader reader{QByteArrayView(body)};
    while (!reader.atEnd()) {
        if (requests.size() >= MostRequests)
            return std::nullopt;
        RpcRequest request;
        const unsigned length = reader.u16();
        request.procedure = length == 0xFFFF ? procedureName(reader.u16()) : bareName(reader.utf16(length));
        reader.u16(); // option flags
        if (reader.failed() || length == 0)
            return std::nullopt;
        while (!reader.atEnd()) {
            const unsigned nameLength = reader.u8();
            if (nameLength == 0xFF || nameLength == 0x80)
                break; // the next request of the chain
            RpcParameter parameter;
            parameter.name = reader.utf16(nameLength);
            parameter.output = (reader.u8() & 1) != 0;
            if (reader.failed() || request.parameters.size() >= MostParameters || !readValue(reader, parameter.value)
                || reader.failed())
                return std::nullopt;
            request.parameters.push_back(std::move(parameter));
        }
        requests.push_back(std::move(request));
    }
    if (requests.empty() || reader.failed())
        return std::nullopt;
    return requests;
}

} // namespace smk::tds
