// The few socket calls that are not the same on both systems. The rest of Berkeley's interface is.
#pragma once

#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

#include <QString>

#include <cstdint>

namespace smk::net {

using Handle = std::intptr_t;
constexpr Handle noSocket = -1;

enum class Fault { None, InProgress, Refused, Unreachable, TimedOut, Closed, Other };

void start(); // Windows: WSAStartup, once
[[nodiscard]] Handle open(int family, int type);
[[nodiscard]] bool setNonBlocking(Handle socket);
void reportRefusals(Handle socket, int family); // of datagrams: "nothing listens there" arrives as a fault of receive
void close(Handle socket);
[[nodiscard]] Fault lastFault();
[[nodiscard]] Fault faultOf(Handle socket); // SO_ERROR
// True where the socket can be written (or read); false after `milliseconds`.
[[nodiscard]] bool waitFor(Handle socket, bool forWriting, int milliseconds);
[[nodiscard]] bool connect(Handle socket, const sockaddr_storage &to, int length);
[[nodiscard]] bool sendTo(Handle socket, const char *bytes, long size, const sockaddr_storage &to, int length);
[[nodiscard]] long send(Handle socket, const char *bytes, long size);
[[nodiscard]] long receive(Handle socket, char *bytes, long size);

// What getaddrinfo answered: that there is no such name (0: a name without any address), or that nobody could tell.
[[nodiscard]] bool isNoSuchName(int error);
[[nodiscard]] QString lookupText(int error);

} // namespace smk::net
