// Values, columns and replies of the practice server, before they become tokens.
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QUuid>

#include <variant>
#include <vector>

namespace smk::engine {

enum class SqlType { Int, TinyInt, SmallInt, BigInt, Bit, Text, TextMax, Binary, BinaryMax, DateTime, DateTime2, Guid };

// `length`: characters of Text, bytes of Binary, digits of a DateTime2's fraction.
struct SqlValue
{
    SqlType type = SqlType::Int;
    int length = 0;
    bool null = true;
    qint64 number = 0;
    QString text = {};
    QByteArray bytes = {};
    QDateTime time = {};
    QUuid guid = {};

    [[nodiscard]] bool isText() const { return type == SqlType::Text || type == SqlType::TextMax; }
    [[nodiscard]] bool isBinary() const { return type == SqlType::Binary || type == SqlType::BinaryMax; }
    [[nodiscard]] bool isTime() const { return type == SqlType::DateTime || type == SqlType::DateTime2; }
    [[nodiscard]] bool isNumber() const { return type <= SqlType::Bit; }
    [[nodiscard]] bool isTrue() const { return !null && number != 0; }
};

[[nodiscard]] SqlValue nullOf(SqlType type, int length = 0);
[[nodiscard]] SqlValue intValue(qint64 number, SqlType type = SqlType::Int);
[[nodiscard]] SqlValue bitValue(bool set);
[[nodiscard]] SqlValue textValue(const QString &text, int length = 0); // 0: as long as the text
[[nodiscard]] SqlValue textOrNull(const QString &text, int length);    // a null QString is NULL
[[nodiscard]] SqlValue binaryValue(const QByteArray &bytes, SqlType type = SqlType::Binary);
[[nodiscard]] SqlValue timeValue(const QDateTime &time, SqlType type = SqlType::DateTime, int digits = 7);
[[nodiscard]] SqlValue guidValue(const QUuid &guid);

// The value as another type; nothing: 245 or 8114, a conversion that fails. `style` as in CONVERT (1 and 2 of binary).
[[nodiscard]] std::optional<SqlValue> converted(const SqlValue &value, SqlType type, int length, int style = 0);
// "less, equal, greater" after implicit conversion; nothing: one of them is NULL or they do not compare.
[[nodiscard]] std::optional<int> compared(const SqlValue &left, const SqlValue &right);
[[nodiscard]] QString shown(const SqlValue &value);

struct SqlColumn
{
    QString name;
    SqlType type = SqlType::Int;
    int length = 0;
};

using SqlRow = std::vector<SqlValue>;

struct SqlTable
{
    std::vector<SqlColumn> columns;
    std::vector<SqlRow> rows;
};

} // namespace smk::engine
