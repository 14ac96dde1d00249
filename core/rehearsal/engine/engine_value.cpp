#include "engine_value.h"

namespace smk::engine {

SqlValue nullOf(SqlType type, int length)
{
    SqlValue value;
    value.type = type;
    value.length = length;
    return value;
}

SqlValue intValue(qint64 number, SqlType type)
{
    SqlValue value = nullOf(type);
    value.null = false;
    value.number = number;
    return value;
}

SqlValue bitValue(bool set)
{
    return intValue(set ? 1 : 0, SqlType::Bit);
}

SqlValue textValue(const QString &text, int length)
{
    const int size = static_cast<int>(std::min<qsizetype>(text.size(), 1 << 24));
    const int declared = length > 0 ? length : std::max(size, 1);
    SqlValue value = nullOf(declared > 4000 ? SqlType::TextMax : SqlType::Text, declared);
    value.null = false;
    value.text = text.left(declared);
    return value;
}

SqlValue textOrNull(const QString &text, int length)
{
    return text.isNull() ? nullOf(SqlType::Text, length) : textValue(text, length);
}

SqlValue binaryValue(const QByteArray &bytes, SqlType type)
{
    SqlValue value = nullOf(bytes.size() > 8000 ? SqlType::BinaryMax : type,
                            std::max(1, static_cast<int>(std::min<qsizetype>(bytes.size(), 8000))));
    value.null = false;
    value.bytes = bytes;
    return value;
}

SqlValue timeValue(const QDateTime &time, SqlType type, int digits)
{
    SqlValue value = nullOf(type, digits);
    value.null = !time.isValid();
    value.time = time;
    return value;
}

SqlValue guidValue(const QUuid &guid)
{
    SqlValue value = nullOf(SqlType::Guid);
    value.null = guid.isNull();
    value.guid = guid;
    return value;
}

QString shown(const SqlValue &value)
{
    if (value.null)
        return {};
    if (value.isNumber())
        return QString::number(value.number);
    if (value.isTime()) {
        return value.time.toString(value.type == SqlType::DateTime ? QStringLiteral("MMM d yyyy h:mmAP")
                                                                   : QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz0000"));
    }
    if (value.type == SqlType::Guid)
        return value.guid.toString(QUuid::WithoutBraces).toUpper();
    if (value.isBinary()) { // CAST of bytes to nvarchar takes them as UTF-16
        QString text;
        for (qsizetype i = 0; i + 1 < value.bytes.size(); i += 2) {
            text += QChar(static_cast<char16_t>(static_cast<uchar>(value.bytes[i])
                                                | (static_cast<uchar>(value.bytes[i + 1]) << 8)));
        }
        return text;
    }
    return value.text;
}

std::optional<SqlValue> converted(const SqlValue &value, SqlType type, int length, int style)
{
    SqlValue result = nullOf(type, length);
    if (value.null)
        return result;
    result.null = false;
    switch (type) {
    case SqlType::Int:
    case SqlType::TinyInt:
    case SqlType::SmallInt:
    case SqlType::BigInt:
    case SqlType::Bit: {
        if (value.isNumber()) {
            result.number = value.number;
        } else if (value.isText()) {
            bool ok = value.text.trimmed().isEmpty();
            result.number = ok ? 0 : value.text.trimmed().toLongLong(&ok);
            if (!ok)
                return std::nullopt;
        } else if (value.isBinary()) {
            for (const char byte : value.bytes)
                result.number = (result.number << 8) | static_cast<uchar>(byte);
        } else {
            return std::nullopt;
        }
        if (type == SqlType::Bit)
            result.number = result.number != 0 ? 1 : 0;
        return result;
    }
    case SqlType::Text:
    case SqlType::TextMax: {
        QString text = shown(value);
        if (value.isBinary() && (style == 1 || style == 2)) {
            text = QString::fromLatin1(value.bytes.toHex().toUpper());
            if (style == 1)
                text.prepend(QStringLiteral("0x"));
        } else if (value.isTime() && (style == 126 || style == 127 || style == 121 || style == 120)) {
            text = value.time.toString(style >= 126   ? QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")
                                       : style == 121 ? QStringLiteral("yyyy-MM-dd HH:mm:ss.zzz")
                                                      : QStringLiteral("yyyy-MM-dd HH:mm:ss"));
        }
        result.text = type == SqlType::Text ? text.left(length) : text;
        return result;
    }
    case SqlType::Binary:
    case SqlType::BinaryMax:
        if (value.isBinary()) {
            result.bytes = value.bytes;
        } else if (value.isText()) {
            for (const QChar unit : value.text)
                result.bytes.append(static_cast<char>(unit.unicode() & 0xFF))
                    .append(static_cast<char>(unit.unicode() >> 8));
        } else if (value.isNumber()) {
            for (int shift = 24; shift >= 0; shift -= 8)
                result.bytes.append(static_cast<char>((value.number >> shift) & 0xFF));
        } else {
            return std::nullopt;
        }
        if (type == SqlType::Binary)
            result.bytes.truncate(length);
        return result;
    case SqlType::DateTime:
    case SqlType::DateTime2:
        result.time = value.isTime() ? value.time : QDateTime::fromString(shown(value).trimmed(), Qt::ISODateWithMs);
        return result.time.isValid() ? std::optional(result) : std::nullopt;
    case SqlType::Guid:
        result.guid = value.type == SqlType::Guid ? value.guid : QUuid::fromString(shown(value).trimmed());
        return result.guid.isNull() ? std::nullopt : std::optional(result);
    }
    return std::nullopt;
}

std::optional<int> compared(const SqlValue &left, const SqlValue &right)
{
    if (left.null || right.null)
        return std::nullopt;
    const auto order = [](const auto &a, const auto &b) { return a < b ? -1 : b < a ? 1 : 0; };
    if (left.isNumber() || right.isNumber()) {
        const auto a = converted(left, SqlType::BigInt, 0);
        const auto b = converted(right, SqlType::BigInt, 0);
        return a && b ? std::optional(order(a->number, b->number)) : std::nullopt;
    }
    if (left.isBinary() && right.isBinary())
        return order(left.bytes, right.bytes);
    if (left.isTime() || right.isTime()) {
        const auto a = converted(left, SqlType::DateTime2, 7);
        const auto b = converted(right, SqlType::DateTime2, 7);
        return a && b ? std::optional(order(a->time, b->time)) : std::nullopt;
    }
    const auto unpadded = [](QString text) { // trailing blanks do not count, nor does the case (CI collation)
        while (text.endsWith(u' '))
            text.chop(1);
        return text.toUpper();
    };
    return order(unpadded(shown(left)), unpadded(shown(right)));
}

} // namespace smk::engine
