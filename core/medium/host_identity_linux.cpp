#include "host_identity.h"

#include "patient_call.h"

#include <QHash>
#include <QStringList>

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <unistd.h>

namespace smk {

namespace {

QString textOf(const sockaddr *address)
{
    char buffer[INET6_ADDRSTRLEN] = {};
    if (!address)
        return {};
    if (address->sa_family == AF_INET)
        inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in *>(address)->sin_addr, buffer, sizeof(buffer));
    else if (address->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6 *>(address)->sin6_addr, buffer, sizeof(buffer));
    return QString::fromLatin1(buffer);
}

QStringList addressesOfThisHost()
{
    QStringList own;
    ifaddrs *list = nullptr;
    if (getifaddrs(&list) != 0)
        return own;
    for (const ifaddrs *entry = list; entry; entry = entry->ifa_next)
        if (const QString text = textOf(entry->ifa_addr); !text.isEmpty())
            own += text;
    freeifaddrs(list);
    return own;
}

bool isOwnAddress(const QString &address)
{
    if (address.startsWith(QStringLiteral("127.")) || address == QStringLiteral("::1"))
        return true;
    return addressesOfThisHost().contains(address);
}

bool isAddress(const QString &text)
{
    unsigned char buffer[sizeof(in6_addr)];
    const QByteArray bytes = text.toLatin1();
    return inet_pton(AF_INET, bytes.constData(), buffer) == 1 || inet_pton(AF_INET6, bytes.constData(), buffer) == 1;
}

QString ownName()
{
    char name[256] = {};
    return gethostname(name, sizeof(name) - 1) == 0 ? QString::fromLocal8Bit(name) : QString();
}

// Empty: the name has no address, as far as could be told.
QStringList resolved(const QByteArray &name)
{
    addrinfo hints = {};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    QStringList addresses;
    if (getaddrinfo(name.constData(), nullptr, &hints, &list) != 0)
        return addresses;
    for (const addrinfo *entry = list; entry; entry = entry->ai_next)
        addresses += textOf(entry->ai_addr);
    freeaddrinfo(list);
    return addresses;
}

} // namespace

std::optional<bool> isThisHost(const QString &host, const QString &address)
{
    if (host.isEmpty() && address.isEmpty())
        return std::nullopt;
    if (host.compare(QStringLiteral("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    const QString own = ownName();
    if (!own.isEmpty()
        && host.section(QLatin1Char('.'), 0, 0).compare(own.section(QLatin1Char('.'), 0, 0), Qt::CaseInsensitive) == 0
        && !isAddress(host))
        return true;
    const QString known = isAddress(address) ? address : host;
    if (isAddress(known))
        return isOwnAddress(known);
    const QByteArray name = host.toUtf8();
    const auto found = answerInTime<QStringList>(QStringLiteral("name ") + host, [name] { return resolved(name); });
    if (!found || found->isEmpty())
        return std::nullopt;
    return std::any_of(found->begin(), found->end(), isOwnAddress);
}

} // namespace smk
