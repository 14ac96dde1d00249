// Questions by datagram, to all addresses of a host at once.
#pragma once

#include "net_socket.h"

namespace smk {

enum class Heard {
    Useful,
    Nothing, // silence until the time was over
    Closed,  // every address said that nothing listens there
};

// Every answer is offered to `accept` until it says true or the time is over, however many come. Problem:
// "connect.cancelled".
[[nodiscard]] Result<Heard> askByDatagram(const std::vector<NetAddress> &addresses,
                                          const std::vector<QByteArray> &questions, std::chrono::milliseconds wait,
                                          const std::function<bool(const QByteArray &)> &accept,
                                          const CancelToken &cancel);

} // namespace smk
