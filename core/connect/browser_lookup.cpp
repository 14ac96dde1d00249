#include "browser_lookup.h"

#include "make_problem.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 browserPort = 1434;
constexpr char askOneInstance = 0x04;
constexpr char answer = 0x05;
constexpr std::chrono::milliseconds waitEach{1000};
constexpr int tries = 2;

// Key and value by turns, up to the first empty key.
BrowserEntry entryOf(const QString &text)
{
    BrowserEntry entry;
    const QStringList parts = text.split(u';');
    for (qsizetype i = 0; i + 1 < parts.size(); i += 2) {
        const QString key = parts[i].toCaseFolded();
        if (key == "servername"_L1)
            entry.server = parts[i + 1];
        else if (key == "instancename"_L1)
            entry.instance = parts[i + 1];
        else if (key == "version"_L1)
            entry.version = parts[i + 1];
        else if (key == "tcp"_L1)
            entry.port = parts[i + 1].toUShort();
    }
    return entry;
}

} // namespace

std::vector<BrowserEntry> decodeBrowserReply(const QByteArray &datagram)
{
    constexpr qsizetype header = 3;
    std::vector<BrowserEntry> entries;
    if (datagram.size() <= header || datagram.at(0) != answer)
        return entries;
    const qsizetype told = qsizetype(quint8(datagram.at(1))) | qsizetype(quint8(datagram.at(2))) << 8;
    if (told != datagram.size() - header)
        return entries;
    for (const QString &text : QString::fromLatin1(datagram.mid(header)).split(u";;"_s, Qt::SkipEmptyParts)) {
        BrowserEntry entry = entryOf(text);
        if (!entry.instance.isEmpty())
            entries.push_back(std::move(entry));
    }
    return entries;
}

Result<quint16> findInstancePort(const QString &host, const QString &instance, const CancelToken &cancel)
{
    const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const auto addresses = resolveHost(host, browserPort, deadline, cancel);
    if (!addresses)
        return fail(addresses.error());
    QByteArray question(1, askOneInstance);
    question += instance.toLatin1() + '\0';
    std::optional<quint16> port;
    const auto accept = [&](const QByteArray &datagram) {
        for (const BrowserEntry &entry : decodeBrowserReply(datagram)) {
            if (entry.instance.compare(instance, Qt::CaseInsensitive) == 0)
                port = entry.port;
        }
        return port.has_value();
    };
    const auto answered = askByDatagram(*addresses, question, waitEach, tries, accept, cancel);
    if (!answered)
        return fail(answered.error());
    // Silence, not an error: no such instance, a hidden one, no Browser, or a firewall.
    if (!port)
        return fail(connectProblem("connect.instance-not-found", {instance, host}, {u"type-port"_s, u"retry"_s}));
    if (*port == 0)
        return fail(connectProblem("connect.instance-no-tcp", {instance, host}, {u"type-port"_s}));
    return *port;
}

} // namespace smk
