#include "tds_rows.h"

#include <QDate>
#include <QTime>

namespace smk::tds {

namespace {

using engine::SqlType;
using engine::SqlValue;

constexpr unsigned ColumnMetadata = 0x81;
constexpr unsigned Row = 0xD1;
constexpr qsizetype PlpChunk = 4000; // small enough that a file of some KB is split, as real servers do

int integerSize(SqlType type)
{
    switch (type) {
    case SqlType::BigInt:
        return 8;
    case SqlType::SmallInt:
        return 2;
    case SqlType::TinyInt:
    case SqlType::Bit:
        return 1;
    default:
        return 4;
    }
}

void putLongBytes(Writer &out, const QByteArray &bytes)
{
    out.u64(static_cast<std::uint64_t>(bytes.size()));
    for (qsizetype at = 0; at < bytes.size(); at += PlpChunk) {
        const QByteArray chunk = bytes.sliced(at, std::min(PlpChunk, bytes.size() - at));
        out.u32(static_cast<std::uint64_t>(chunk.size())).bytes(chunk);
    }
    out.u32(0);
}

QByteArray utf16Bytes(const QString &text)
{
    return Writer().utf16(text).data();
}

void putDateTime(Writer &out, const QDateTime &time)
{
    const qint64 days = QDate(1900, 1, 1).daysTo(time.date());
    const qint64 ticks = (qint64(time.time().msecsSinceStartOfDay()) * 3 + 5) / 10; // 1/300 s
    out.u8(8).u32(static_cast<std::uint64_t>(days)).u32(static_cast<std::uint64_t>(ticks));
}

int timeBytes(int digits)
{
    return digits <= 2 ? 3 : digits <= 4 ? 4 : 5;
}

void putDateTime2(Writer &out, const QDateTime &time, int digits)
{
    const qint64 days = QDate(1, 1, 1).daysTo(time.date());
    qint64 units = time.time().msecsSinceStartOfDay();
    for (int i = 3; i < digits; ++i)
        units *= 10;
    for (int i = digits; i < 3; ++i)
        units /= 10;
    out.u8(static_cast<unsigned>(timeBytes(digits) + 3));
    for (int i = 0; i < timeBytes(digits); ++i)
        out.u8(static_cast<unsigned>((units >> (8 * i)) & 0xFF));
    for (int i = 0; i < 3; ++i)
        out.u8(static_cast<unsigned>((days >> (8 * i)) & 0xFF));
}

} // namespace

QByteArray collationBytes()
{
    return QByteArray::fromHex("0904d00034");
}

void putTypeInfo(Writer &out, SqlType type, int length)
{
    switch (type) {
    case SqlType::Int:
    case SqlType::TinyInt:
    case SqlType::SmallInt:
    case SqlType::BigInt:
        out.u8(0x26).u8(static_cast<unsigned>(integerSize(type)));
        break;
    case SqlType::Bit:
        out.u8(0x68).u8(1);
        break;
    case SqlType::Text:
        out.u8(0xE7).u16(static_cast<unsigned>(std::clamp(length, 1, 4000) * 2)).bytes(collationBytes());
        break;
    case SqlType::TextMax:
        out.u8(0xE7).u16(0xFFFF).bytes(collationBytes());
        break;
    case SqlType::Binary:
        out.u8(0xA5).u16(static_cast<unsigned>(std::clamp(length, 1, 8000)));
        break;
    case SqlType::BinaryMax:
        out.u8(0xA5).u16(0xFFFF);
        break;
    case SqlType::DateTime:
        out.u8(0x6F).u8(8);
        break;
    case SqlType::DateTime2:
        out.u8(0x2A).u8(static_cast<unsigned>(length));
        break;
    case SqlType::Guid:
        out.u8(0x24).u8(16);
        break;
    }
}

void putValue(Writer &out, SqlType type, int length, const SqlValue &value)
{
    switch (type) {
    case SqlType::Int:
    case SqlType::TinyInt:
    case SqlType::SmallInt:
    case SqlType::BigInt:
    case SqlType::Bit: {
        if (value.null) {
            out.u8(0);
            break;
        }
        const int size = integerSize(type);
        out.u8(static_cast<unsigned>(size));
        for (int i = 0; i < size; ++i)
            out.u8(static_cast<unsigned>((value.number >> (8 * i)) & 0xFF));
        break;
    }
    case SqlType::Text:
        if (value.null) {
            out.u16(0xFFFF);
        } else {
            const QString text = value.text.left(std::clamp(length, 1, 4000));
            out.u16(static_cast<unsigned>(text.size() * 2)).utf16(text);
        }
        break;
    case SqlType::Binary:
        if (value.null) {
            out.u16(0xFFFF);
        } else {
            const QByteArray bytes = value.bytes.left(std::clamp(length, 1, 8000));
            out.u16(static_cast<unsigned>(bytes.size())).bytes(bytes);
        }
        break;
    case SqlType::TextMax:
    case SqlType::BinaryMax:
        if (value.null)
            out.u64(~std::uint64_t(0));
        else
            putLongBytes(out, type == SqlType::TextMax ? utf16Bytes(value.text) : value.bytes);
        break;
    case SqlType::DateTime:
        if (value.null)
            out.u8(0);
        else
            putDateTime(out, value.time);
        break;
    case SqlType::DateTime2:
        if (value.null)
            out.u8(0);
        else
            putDateTime2(out, value.time, length);
        break;
    case SqlType::Guid:
        if (value.null) {
            out.u8(0);
        } else { // first three groups little-endian
            out.u8(16).u32(value.guid.data1).u16(value.guid.data2).u16(value.guid.data3);
            for (const auto byte : value.guid.data4)
                out.u8(byte);
        }
        break;
    }
}

void putTable(Writer &out, const engine::SqlTable &table)
{
    out.u8(ColumnMetadata).u16(static_cast<unsigned>(table.columns.size()));
    for (const engine::SqlColumn &column : table.columns) {
        out.u32(0).u16(1); // nullable
        putTypeInfo(out, column.type, column.length);
        out.shortText(column.name);
    }
    for (const engine::SqlRow &row : table.rows) {
        out.u8(Row);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            putValue(out, table.columns[i].type, table.columns[i].length, row[i]);
    }
}

} // namespace smk::tds
