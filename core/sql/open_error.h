// Why a connection was not opened, from the little that QODBC hands on: joined texts and the last number.
#pragma once

#include "connection_spec.h"

namespace smk {

struct OpenFailure
{
    QString text;                // all records' texts, joined
    QString numbers;             // QSqlError::nativeErrorCode(): one, or several joined by ';'
    bool reachedTimeout = false; // the login time-out had passed
    DriverKind kind = DriverKind::Other;
};

[[nodiscard]] Problem openProblem(const OpenFailure &failure, const QString &server, const QString &login);

} // namespace smk
