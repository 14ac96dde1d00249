// What is needed to open a session, as typed or found; and the connection string made of it.
#pragma once

#include "driver.h"
#include "paths.h"
#include "secret_string.h"

namespace smk {

enum class SignIn { Integrated, SqlLogin };
// Mandatory: encrypted, certificate checked unless trustServerCertificate. Strict: TDS 8.0. Optional: as the server
// likes.
enum class Encryption { Mandatory, Strict, Optional };

struct ConnectionSpec
{
    QString host;     // name or address alone, no prefix
    quint16 port = 0; // 0: 1433, or found by the instance's name
    QString instance; // empty: default instance
    SignIn signIn = SignIn::SqlLogin;
    QString login;
    SecretString password;
    Encryption encryption = Encryption::Mandatory;
    LocalPath caFile;          // empty: the system's
    QString nameInCertificate; // empty: host
    bool trustServerCertificate = false;
    int loginTimeoutSeconds = 15;
    Driver driver;

    [[nodiscard]] ConnectionSpec clone() const;
};

// The complete string for QSqlDatabase::setDatabaseName: braced values, ends in ";", in database master, with
// APP=. Refuses ("connect.value-not-possible", argument = field) what the driver cannot carry.
// The caller wipes it.
[[nodiscard]] Result<SecretString> connectionString(const ConnectionSpec &spec);

} // namespace smk
