#include "net_socket.h"

#include "make_problem.h"

#include <array>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

namespace smk {

using namespace Qt::StringLiterals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int pollMilliseconds = 25; // a stop request is seen after this at the latest

tl::unexpected<Problem> trouble(const char *id, const QString &shown)
{
    return fail(connectProblem(id, {shown}, {u"retry"_s}));
}

// True: ready. False: deadline passed. Problem: cancelled.
Result<bool> wait(net::Handle socket, bool forWriting, Deadline deadline, const CancelToken &cancel)
{
    while (!cancel.stop_requested()) {
        if (net::waitFor(socket, forWriting, pollMilliseconds))
            return true;
        if (Clock::now() >= deadline)
            return false;
    }
    return fail(connectProblem("connect.cancelled"));
}

struct Lookup
{
    std::mutex mutex;
    std::condition_variable_any ready;
    bool done = false;
    int error = 0; // of getaddrinfo
    std::vector<NetAddress> found;
};

void lookUp(const std::shared_ptr<Lookup> &lookup, const QByteArray &host, const QByteArray &port)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    std::vector<NetAddress> found;
    const int error = ::getaddrinfo(host.constData(), port.constData(), &hints, &list);
    if (error == 0) {
        for (const addrinfo *entry = list; entry; entry = entry->ai_next) {
            NetAddress address;
            address.length = int(entry->ai_addrlen);
            std::memcpy(&address.bytes, entry->ai_addr, std::min<std::size_t>(entry->ai_addrlen, sizeof address.bytes));
            found.push_back(address);
        }
        ::freeaddrinfo(list);
    }
    const std::lock_guard lock(lookup->mutex);
    lookup->found = std::move(found);
    lookup->error = error;
    lookup->done = true;
    lookup->ready.notify_all();
}

} // namespace

bool NetAddress::isLoopback() const
{
    if (bytes.ss_family == AF_INET) {
        sockaddr_in v4{};
        std::memcpy(&v4, &bytes, sizeof v4);
        return (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
    }
    if (bytes.ss_family == AF_INET6) {
        sockaddr_in6 v6{};
        std::memcpy(&v6, &bytes, sizeof v6);
        return IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) != 0;
    }
    return false;
}

Result<std::vector<NetAddress>> resolveHost(const QString &host, quint16 port, Deadline deadline,
                                            const CancelToken &cancel)
{
    net::start();
    // getaddrinfo cannot be cancelled; on cancel its thread is left to end by itself and its answer is dropped.
    auto lookup = std::make_shared<Lookup>();
    std::thread([lookup, name = host.toUtf8(), number = QByteArray::number(port)] {
        lookUp(lookup, name, number);
    }).detach();
    std::unique_lock lock(lookup->mutex);
    while (!lookup->done) {
        if (cancel.stop_requested())
            return fail(connectProblem("connect.cancelled"));
        if (Clock::now() >= deadline)
            return trouble("connect.timeout", host);
        lookup->ready.wait_for(lock, std::chrono::milliseconds(pollMilliseconds));
    }
    if (!lookup->found.empty())
        return std::move(lookup->found);
    if (net::isNoSuchName(lookup->error))
        return trouble("connect.unknown-host", host);
    return fail(connectProblem("connect.name-not-looked-up", {host, net::lookupText(lookup->error)}, {u"retry"_s}));
}

NetSocket::~NetSocket()
{
    if (m_handle != net::noSocket)
        net::close(m_handle);
}

NetSocket::NetSocket(NetSocket &&other) noexcept
    : m_handle(std::exchange(other.m_handle, net::noSocket))
    , m_shown(std::move(other.m_shown))
{
}

NetSocket &NetSocket::operator=(NetSocket &&other) noexcept
{
    std::swap(m_handle, other.m_handle);
    std::swap(m_shown, other.m_shown);
    return *this;
}

Result<NetSocket> NetSocket::connectTo(const std::vector<NetAddress> &addresses, const QString &shown,
                                       Deadline deadline, const CancelToken &cancel)
{
    const char *why = "connect.unreachable";
    for (const NetAddress &address : addresses) {
        NetSocket socket(net::open(address.bytes.ss_family, SOCK_STREAM), shown);
        if (socket.m_handle == net::noSocket || !net::setNonBlocking(socket.m_handle))
            continue;
        if (net::connect(socket.m_handle, address.bytes, address.length))
            return socket;
        net::Fault fault = net::lastFault();
        if (fault == net::Fault::InProgress) {
            const auto ready = wait(socket.m_handle, true, deadline, cancel);
            if (!ready)
                return fail(ready.error());
            fault = *ready ? net::faultOf(socket.m_handle) : net::Fault::TimedOut;
        }
        if (fault == net::Fault::None)
            return socket;
        if (fault == net::Fault::Refused)
            why = "connect.refused";
        else if (fault == net::Fault::TimedOut)
            why = "connect.timeout";
    }
    return trouble(why, shown);
}

Result<void> NetSocket::send(const QByteArray &bytes, Deadline deadline, const CancelToken &cancel)
{
    qsizetype sent = 0;
    while (sent < bytes.size()) {
        const auto ready = wait(m_handle, true, deadline, cancel);
        if (!ready)
            return fail(ready.error());
        if (!*ready)
            return trouble("connect.silent", m_shown);
        const long count = net::send(m_handle, bytes.constData() + sent, long(bytes.size() - sent));
        if (count > 0)
            sent += count;
        else if (net::lastFault() != net::Fault::InProgress)
            return trouble("connect.closed", m_shown);
    }
    return {};
}

Result<QByteArray> NetSocket::receive(Deadline deadline, const CancelToken &cancel)
{
    std::array<char, 8192> buffer{};
    for (;;) {
        const auto ready = wait(m_handle, false, deadline, cancel);
        if (!ready)
            return fail(ready.error());
        if (!*ready)
            return trouble("connect.silent", m_shown);
        const long count = net::receive(m_handle, buffer.data(), long(buffer.size()));
        if (count > 0)
            return QByteArray(buffer.data(), count);
        if (count == 0 || net::lastFault() != net::Fault::InProgress)
            return QByteArray();
    }
}

} // namespace smk
