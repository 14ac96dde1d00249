// Which user runs the server that listens on a port of this machine.
#pragma once

#include <QByteArray>

#include <optional>

namespace smk {

// Linux: the user id of the listening socket, which the kernel's table shows to everybody. Nothing where no socket
// listens there, where two users do, and on Windows (there the account is asked by name).
[[nodiscard]] std::optional<qint64> findServerProcessUser(quint16 port);

// For tests: the same from the text of /proc/net/tcp or tcp6.
[[nodiscard]] std::optional<qint64> listenerInTable(const QByteArray &table, quint16 port);

} // namespace smk
