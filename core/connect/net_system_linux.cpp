#include "net_system.h"

#include <cerrno>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace smk::net {

namespace {

Fault faultOfErrno(int code)
{
    switch (code) {
    case 0:
        return Fault::None;
    case EINPROGRESS:
    case EAGAIN:
    case EINTR:
        return Fault::InProgress;
    case ECONNREFUSED:
        return Fault::Refused;
    case ENETUNREACH:
    case EHOSTUNREACH:
        return Fault::Unreachable;
    case ETIMEDOUT:
        return Fault::TimedOut;
    case ECONNRESET:
    case EPIPE:
        return Fault::Closed;
    default:
        return Fault::Other;
    }
}

} // namespace

void start() {}

Handle open(int family, int type)
{
    return ::socket(family, type | SOCK_CLOEXEC, 0);
}

bool setNonBlocking(Handle socket)
{
    return ::fcntl(int(socket), F_SETFL, O_NONBLOCK) == 0;
}

void reportRefusals(Handle socket, int family)
{
    const int on = 1;
    if (family == AF_INET6)
        (void)::setsockopt(int(socket), IPPROTO_IPV6, IPV6_RECVERR, &on, sizeof on);
    else
        (void)::setsockopt(int(socket), IPPROTO_IP, IP_RECVERR, &on, sizeof on);
}

void close(Handle socket)
{
    ::close(int(socket));
}

Fault lastFault()
{
    return faultOfErrno(errno);
}

Fault faultOf(Handle socket)
{
    int code = 0;
    socklen_t length = sizeof code;
    if (::getsockopt(int(socket), SOL_SOCKET, SO_ERROR, &code, &length) != 0)
        return Fault::Other;
    return faultOfErrno(code);
}

bool waitFor(Handle socket, bool forWriting, int milliseconds)
{
    pollfd entry{int(socket), short(forWriting ? POLLOUT : POLLIN), 0};
    return ::poll(&entry, 1, milliseconds) > 0;
}

bool connect(Handle socket, const sockaddr_storage &to, int length)
{
    return ::connect(int(socket), reinterpret_cast<const sockaddr *>(&to), socklen_t(length)) == 0;
}

bool sendTo(Handle socket, const char *bytes, long size, const sockaddr_storage &to, int length)
{
    return ::sendto(int(socket), bytes, std::size_t(size), 0, reinterpret_cast<const sockaddr *>(&to),
                    socklen_t(length))
           == size;
}

long send(Handle socket, const char *bytes, long size)
{
    return ::send(int(socket), bytes, std::size_t(size), MSG_NOSIGNAL);
}

long receive(Handle socket, char *bytes, long size)
{
    return ::recv(int(socket), bytes, std::size_t(size), 0);
}

bool isNoSuchName(int error)
{
    // The last two say that the name is there, without an address.
    return error == 0 || error == EAI_NONAME || error == EAI_NODATA || error == EAI_ADDRFAMILY;
}

QString lookupText(int error)
{
    return QString::fromLocal8Bit(::gai_strerror(error));
}

} // namespace smk::net
