// Why a connection was not opened, from the little that QODBC hands on: joined texts and the last number; and from the
// records of the driver manager, where the driver itself cannot be loaded.
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
    std::vector<ServerError> records = {}; // each with its SQLSTATE, where they are to be had
};

struct StateId
{
    const char *state; // SQLSTATE, in the ODBC 3 or the ODBC 2 dress; or a piece of a text
    const char *id;
};

// The catalogue of failed opens, by what is asked first: the server's numbers, the driver's, SQLSTATEs.
[[nodiscard]] std::span<const NumberedId> openServerNumbers();
[[nodiscard]] std::span<const NumberedId> openDriverNumbers();
[[nodiscard]] std::span<const StateId> openStates();
[[nodiscard]] std::span<const StateId> openTexts(); // pieces of a text, asked last

[[nodiscard]] Problem openProblem(const OpenFailure &failure, const QString &server, const QString &login);

} // namespace smk
