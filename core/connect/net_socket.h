// Plain sockets that a stop request ends within a few hundredths of a second: what a driver's own connect cannot do.
#pragma once

#include "cancel.h"
#include "net_system.h"
#include "result.h"

#include <QByteArray>

#include <chrono>

namespace smk {

using Deadline = std::chrono::steady_clock::time_point;

struct NetAddress
{
    sockaddr_storage bytes{};
    int length = 0;
    [[nodiscard]] bool isLoopback() const;
};

// Problems: "connect.unknown-host", "connect.name-not-looked-up" (whether there is one is not known),
// "connect.timeout", "connect.cancelled".
[[nodiscard]] Result<std::vector<NetAddress>> resolveHost(const QString &host, quint16 port, Deadline deadline,
                                                          const CancelToken &cancel);

class NetSocket
{
public:
    // Tries each address in turn. Problems: "connect.refused", "connect.timeout", "connect.unreachable",
    // "connect.cancelled".
    [[nodiscard]] static Result<NetSocket> connectTo(const std::vector<NetAddress> &addresses, const QString &shown,
                                                     Deadline deadline, const CancelToken &cancel);
    ~NetSocket();
    NetSocket(NetSocket &&other) noexcept;
    NetSocket &operator=(NetSocket &&other) noexcept;
    NetSocket(const NetSocket &) = delete;
    NetSocket &operator=(const NetSocket &) = delete;

    [[nodiscard]] Result<void> send(const QByteArray &bytes, Deadline deadline, const CancelToken &cancel);
    // Some bytes; empty: the other side closed. "connect.silent" when the deadline passes.
    [[nodiscard]] Result<QByteArray> receive(Deadline deadline, const CancelToken &cancel);

private:
    NetSocket(net::Handle handle, QString shown)
        : m_handle(handle)
        , m_shown(std::move(shown))
    {
    }
    net::Handle m_handle = net::noSocket;
    QString m_shown;
};

} // namespace smk
