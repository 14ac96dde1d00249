#include "host_identity.h"

#include "patient_call.h"

#include <winsock2.h>
#include <ws2tcpip.h>

#include <qt_windows.h>

namespace smk {

namespace {

class Sockets
{
public:
    Sockets()
        : m_ready(WSAStartup(MAKEWORD(2, 2), &m_facts) == 0)
    {
    }
    ~Sockets()
    {
        if (m_ready)
            WSACleanup();
    }
    Sockets(const Sockets &) = delete;
    Sockets &operator=(const Sockets &) = delete;

private:
    WSADATA m_facts = {};
    bool m_ready;
};

// Only an address of this machine can be bound.
bool isOwnAddress(const ADDRINFOW &address)
{
    const SOCKET socket = ::socket(address.ai_family, SOCK_DGRAM, 0);
    if (socket == INVALID_SOCKET)
        return false;
    const bool bound = ::bind(socket, address.ai_addr, int(address.ai_addrlen)) == 0;
    closesocket(socket);
    return bound;
}

// Nothing: the name has no address.
std::optional<bool> leadsHere(const QString &name)
{
    const Sockets sockets;
    ADDRINFOW hints = {};
    hints.ai_socktype = SOCK_DGRAM;
    ADDRINFOW *found = nullptr;
    if (GetAddrInfoW(reinterpret_cast<LPCWSTR>(name.utf16()), nullptr, &hints, &found) != 0)
        return std::nullopt;
    bool here = false;
    for (const ADDRINFOW *at = found; at && !here; at = at->ai_next)
        here = isOwnAddress(*at);
    FreeAddrInfoW(found);
    return here;
}

QString ownName()
{
    wchar_t name[256] = {};
    DWORD size = 255;
    return GetComputerNameExW(ComputerNameDnsHostname, name, &size) ? QString::fromWCharArray(name) : QString();
}

} // namespace

std::optional<bool> isThisHost(const QString &host, const QString &address)
{
    if (host.isEmpty() && address.isEmpty())
        return std::nullopt;
    const QString own = ownName();
    if (host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0
        || (!own.isEmpty() && host.compare(own, Qt::CaseInsensitive) == 0))
        return true;
    const QString asked = address.isEmpty() ? host : address;
    return answerInTime<std::optional<bool>>(QStringLiteral("host ") + asked, [asked] { return leadsHere(asked); })
        .value_or(std::nullopt);
}

} // namespace smk
