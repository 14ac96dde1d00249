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

// Pipes and shared memory: Microsoft's drivers on Windows alone.
enum class Transport { Tcp, NamedPipe, SharedMemory };

struct ConnectionSpec
{
    QString host;     // name or address alone, no prefix
    quint16 port = 0; // 0: 1433, or found by the instance's name
    QString instance; // empty: default instance
    Transport transport = Transport::Tcp;
    SignIn signIn = SignIn::SqlLogin;
    QString login;
    SecretString password;
    Encryption encryption = Encryption::Mandatory;
    LocalPath caFile;          // empty: the system's
    QString nameInCertificate; // empty: host
    bool trustServerCertificate = false;
    // PEM: accepted by a person; no other one will do where the driver can compare (FreeTDS; 18 with strict).
    QByteArray pinnedCertificate;
    int loginTimeoutSeconds = 15;
    Driver driver;

    [[nodiscard]] ConnectionSpec clone() const;
};

// The Server= value for Microsoft's drivers: "tcp:host,port", "np:host\\instance", "lpc:host\\instance".
[[nodiscard]] QString microsoftServer(const ConnectionSpec &spec);
// "connect.transport-not-here" where this driver on this system knows TCP alone.
[[nodiscard]] Result<void> checkTransport(const ConnectionSpec &spec);
// The complete string for QSqlDatabase::setDatabaseName: braced values, ends in ";", in database master, with
// APP=. Refuses ("connect.value-not-possible", argument = field) what the driver cannot carry.
// The caller wipes it.
[[nodiscard]] Result<SecretString> connectionString(const ConnectionSpec &spec);

} // namespace smk
