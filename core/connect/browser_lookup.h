// The port of a named instance, asked of SQL Server Browser ourselves: FreeTDS would wait 16 s for it.
// The answer is not authenticated; what it says is proven by the login alone.
#pragma once

#include "net_socket.h"

#include <optional>

namespace smk {

struct BrowserEntry
{
    QString server;
    QString instance;
    QString version;
    quint16 port = 0; // 0: not over TCP
};

// Entries of one datagram; nothing where header, length or text do not fit.
[[nodiscard]] std::vector<BrowserEntry> decodeBrowserReply(const QByteArray &datagram);

// Problems: "connect.browser-stopped" (its port is closed), "connect.instance-not-found" (silence: stopped, hidden, or
// a firewall), "connect.instance-unknown" (Browser answers, but does not name it), "connect.instance-no-tcp",
// "connect.cancelled" … None takes much longer than two seconds.
[[nodiscard]] Result<quint16> findInstancePort(const QString &host, const QString &instance, const CancelToken &cancel);

// The port of the dedicated administrator connection (0x0F): the same Problems.
[[nodiscard]] Result<quint16> findAdminPort(const QString &host, const QString &instance, const CancelToken &cancel);
[[nodiscard]] std::optional<quint16> decodeAdminReply(const QByteArray &datagram);

} // namespace smk
