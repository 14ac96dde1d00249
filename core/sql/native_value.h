// One value of the current row, as the nearest Qt type. SQL NULL is an invalid QVariant.
#pragma once

#include "odbc_headers.h"

#include <QString>
#include <QVariant>

namespace smk {

struct NativeColumn
{
    QString name;
    SQLSMALLINT type = SQL_UNKNOWN_TYPE;
};

[[nodiscard]] NativeColumn describeColumn(SQLHSTMT statement, SQLUSMALLINT number);
// False: the driver failed (its records say why) or the value is longer than any answer we ask for.
[[nodiscard]] bool readValue(SQLHSTMT statement, SQLUSMALLINT number, SQLSMALLINT type, QVariant &value);

} // namespace smk
