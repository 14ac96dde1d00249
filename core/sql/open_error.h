// Why a connection was not opened: from the records that the connection handle holds, and from the little that QODBC
// hands on where it does not: joined texts and the last number.
#pragma once

#include "connection_spec.h"
#include "numbered_id.h"

namespace smk {

struct OpenFailure
{
    QString text;                // all records' texts, joined
    QString numbers;             // QSqlError::nativeErrorCode(): one, or several joined by ';'
    bool reachedTimeout = false; // the login time-out had passed
    DriverKind kind = DriverKind::Other;
    std::vector<ServerError> records = {}; // each with its SQLSTATE, where the handle still held them
};

struct StateId
{
    const char *state; // SQLSTATE, in the ODBC 3 or the ODBC 2 dress
    const char *id;
};

// The catalogue of failed opens, by what is asked first: the server's numbers, the driver's, SQLSTATEs.
[[nodiscard]] std::span<const NumberedId> openServerNumbers();
[[nodiscard]] std::span<const NumberedId> openDriverNumbers();
[[nodiscard]] std::span<const StateId> openStates();

[[nodiscard]] Problem openProblem(const OpenFailure &failure, const QString &server, const QString &login);

} // namespace smk
