#include "native_value.h"

#include <QByteArray>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace smk {

namespace {

constexpr qsizetype longestValue = 16 * 1024 * 1024; // a key file is read whole and is refused above 1 MiB

template <typename T>
bool readPlain(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT cType, QVariant &value)
{
    T plain{};
    SQLLEN indicator = 0;
    if (!SQL_SUCCEEDED(SQLGetData(statement, number, cType, &plain, sizeof plain, &indicator)))
        return false;
    value = indicator == SQL_NULL_DATA ? QVariant() : QVariant::fromValue(plain);
    return true;
}

bool readTime(SQLHSTMT statement, SQLUSMALLINT number, QVariant &value)
{
    SQL_TIMESTAMP_STRUCT time{};
    SQLLEN indicator = 0;
    // The ODBC 2 code: QODBC's environment is one.
    if (!SQL_SUCCEEDED(SQLGetData(statement, number, SQL_C_TIMESTAMP, &time, sizeof time, &indicator)))
        return false;
    if (indicator == SQL_NULL_DATA)
        value = QVariant();
    else
        value = QDateTime(QDate(time.year, time.month, time.day),
                          QTime(time.hour, time.minute, time.second, int(time.fraction / 1000000)));
    return true;
}

// Long values arrive in pieces; the indicator tells what is left, or nothing at all.
bool readPieces(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT cType, QByteArray &bytes, bool &isNull)
{
    const SQLLEN terminator = cType == SQL_C_WCHAR ? SQLLEN(sizeof(SQLWCHAR)) : 0;
    std::array<char, 16 * 1024> piece{};
    for (;;) {
        SQLLEN indicator = 0;
        const SQLRETURN code = SQLGetData(statement, number, cType, piece.data(), SQLLEN(piece.size()), &indicator);
        if (code == SQL_NO_DATA)
            return true;
        if (!SQL_SUCCEEDED(code))
            return false;
        if (indicator == SQL_NULL_DATA) {
            isNull = true;
            return true;
        }
        const SQLLEN room = SQLLEN(piece.size()) - terminator;
        bytes.append(piece.data(), indicator == SQL_NO_TOTAL ? room : std::min(indicator, room));
        if (bytes.size() > longestValue)
            return false;
        if (code == SQL_SUCCESS)
            return true;
    }
}

} // namespace

NativeColumn describeColumn(SQLHSTMT statement, SQLUSMALLINT number)
{
    std::array<SQLWCHAR, 256> name{};
    SQLSMALLINT length = 0;
    NativeColumn column;
    SQLULEN size = 0;
    SQLSMALLINT digits = 0;
    SQLSMALLINT nullable = 0;
    if (SQL_SUCCEEDED(SQLDescribeColW(statement, number, name.data(), SQLSMALLINT(name.size()), &length, &column.type,
                                      &size, &digits, &nullable)))
        column.name = QString::fromUtf16(reinterpret_cast<const char16_t *>(name.data()),
                                         std::clamp<qsizetype>(length, 0, qsizetype(name.size()) - 1));
    return column;
}

bool readValue(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT type, QVariant &value)
{
    switch (type) {
    case SQL_BIT:
    case SQL_TINYINT:
    case SQL_SMALLINT:
    case SQL_INTEGER:
        return readPlain<SQLINTEGER>(statement, number, SQL_C_SLONG, value);
    case SQL_BIGINT:
        return readPlain<qint64>(statement, number, SQL_C_SBIGINT, value);
    case SQL_REAL:
    case SQL_FLOAT:
    case SQL_DOUBLE:
        return readPlain<double>(statement, number, SQL_C_DOUBLE, value);
    case SQL_TIMESTAMP:
    case SQL_TYPE_TIMESTAMP:
        return readTime(statement, number, value);
    default:
        break;
    }
    const bool binary = type == SQL_BINARY || type == SQL_VARBINARY || type == SQL_LONGVARBINARY;
    QByteArray bytes;
    bool isNull = false;
    if (!readPieces(statement, number, binary ? SQL_C_BINARY : SQL_C_WCHAR, bytes, isNull))
        return false;
    if (isNull)
        value = QVariant();
    else if (binary)
        value = bytes;
    else
        value = QString::fromUtf16(reinterpret_cast<const char16_t *>(bytes.constData()), bytes.size() / 2);
    return true;
}

} // namespace smk
