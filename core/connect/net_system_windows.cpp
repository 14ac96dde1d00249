#include "net_system.h"

namespace smk::net {

namespace {

Fault faultOfCode(int code)
{
    switch (code) {
    case 0:
        return Fault::None;
    case WSAEINPROGRESS:
    case WSAEWOULDBLOCK:
    case WSAEINTR:
        return Fault::InProgress;
    case WSAECONNREFUSED:
        return Fault::Refused;
    case WSAENETUNREACH:
    case WSAEHOSTUNREACH:
        return Fault::Unreachable;
    case WSAETIMEDOUT:
        return Fault::TimedOut;
    case WSAECONNRESET:
    case WSAECONNABORTED:
        return Fault::Closed;
    default:
        return Fault::Other;
    }
}

} // namespace

void start()
{
    static const bool started = [] {
        WSADATA data{};
        return WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    (void)started;
}

Handle open(int family, int type)
{
    const SOCKET made = ::socket(family, type, 0);
    return made == INVALID_SOCKET ? noSocket : Handle(made);
}

bool setNonBlocking(Handle socket)
{
    u_long on = 1;
    return ::ioctlsocket(SOCKET(socket), FIONBIO, &on) == 0;
}

void reportRefusals(Handle, int) {} // Windows does so by itself (WSAECONNRESET)

void close(Handle socket)
{
    ::closesocket(SOCKET(socket));
}

Fault lastFault()
{
    return faultOfCode(WSAGetLastError());
}

Fault faultOf(Handle socket)
{
    int code = 0;
    int length = sizeof code;
    if (::getsockopt(SOCKET(socket), SOL_SOCKET, SO_ERROR, reinterpret_cast<char *>(&code), &length) != 0)
        return Fault::Other;
    return faultOfCode(code);
}

bool waitFor(Handle socket, bool forWriting, int milliseconds)
{
    // select, not WSAPoll: the latter does not tell a refused connection before Windows 10 2004.
    fd_set set;
    FD_ZERO(&set);
    FD_SET(SOCKET(socket), &set);
    fd_set failed = set;
    timeval time{milliseconds / 1000, (milliseconds % 1000) * 1000};
    return ::select(0, forWriting ? nullptr : &set, forWriting ? &set : nullptr, &failed, &time) > 0;
}

bool connect(Handle socket, const sockaddr_storage &to, int length)
{
    return ::connect(SOCKET(socket), reinterpret_cast<const sockaddr *>(&to), length) == 0;
}

bool sendTo(Handle socket, const char *bytes, long size, const sockaddr_storage &to, int length)
{
    return ::sendto(SOCKET(socket), bytes, int(size), 0, reinterpret_cast<const sockaddr *>(&to), length) == size;
}

long send(Handle socket, const char *bytes, long size)
{
    return ::send(SOCKET(socket), bytes, int(size), 0);
}

long receive(Handle socket, char *bytes, long size)
{
    return ::recv(SOCKET(socket), bytes, int(size), 0);
}

bool isNoSuchName(int error)
{
    return error == 0 || error == WSAHOST_NOT_FOUND || error == WSANO_DATA;
}

QString lookupText(int error)
{
    return qt_error_string(error);
}

} // namespace smk::net
