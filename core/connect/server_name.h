// A server as DBAs type it: host, host\INSTANCE, host,port, tcp:host,port, np:…, lpc:…, (local), ., [::1],1433.
#pragma once

#include "result.h"

#include <QString>

namespace smk {

enum class Protocol { Default, Tcp, NamedPipe, SharedMemory, Admin };

struct ServerAddress
{
    QString host;     // never empty; "localhost" for ".", "(local)"
    QString instance; // empty: default
    quint16 port = 0; // 0: not given
    Protocol protocol = Protocol::Default;
    [[nodiscard]] QString shown() const; // as a DBA would write it again
};

// Problems with a reason at the field: "connect.name-empty", "connect.name-port", "connect.name-characters",
// "connect.name-too-long", "connect.name-azure" (no service master key there) …
[[nodiscard]] Result<ServerAddress> parseServerName(const QString &typed);
// A SQL login: refused when empty, longer than 128, with control characters, or a Windows account's name.
[[nodiscard]] Result<void> checkLogin(const QString &login);

} // namespace smk
