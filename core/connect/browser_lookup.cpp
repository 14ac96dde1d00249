#include "browser_lookup.h"

#include "display_text.h"
#include "local_instances.h"
#include "make_problem.h"
#include "net_datagram.h"
#include "server_name.h"
#include "thread_rule.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 browserPort = 1434;
constexpr char answer = 0x05;
constexpr std::chrono::milliseconds waitEach{1000};
constexpr int tries = 2;
constexpr std::size_t mostInstances = 200; // one machine may have 50; the rest is nonsense

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

std::optional<quint16> decodeAdminReply(const QByteArray &datagram)
{
    constexpr qsizetype length = 6; // 05, size 0006, version 01, port
    if (datagram.size() != length || datagram.at(0) != answer || datagram.at(1) != length || datagram.at(2) != 0
        || datagram.at(3) != 1)
        return std::nullopt;
    const auto port = quint16(quint8(datagram.at(4)) | quint8(datagram.at(5)) << 8);
    return port == 0 ? std::nullopt : std::optional(port);
}

namespace {

const QByteArray askAll(1, '\x03');

QByteArray askOne(const QString &instance)
{
    return '\x04' + instance.toLatin1() + '\0';
}

// What came in so far. Several datagrams may tell the same.
struct Heap
{
    std::vector<BrowserEntry> entries;
    std::optional<quint16> adminPort;
    [[nodiscard]] bool isEmpty() const { return entries.empty() && !adminPort; }
    void add(const QByteArray &datagram)
    {
        if (const auto port = decodeAdminReply(datagram))
            adminPort = port;
        for (BrowserEntry &entry : decodeBrowserReply(datagram)) {
            if (find(entry.instance) == nullptr && entries.size() < mostInstances)
                entries.push_back(std::move(entry));
        }
    }
    [[nodiscard]] const BrowserEntry *find(const QString &instance) const
    {
        const auto found = std::find_if(entries.begin(), entries.end(), [&](const BrowserEntry &entry) {
            return entry.instance.compare(instance, Qt::CaseInsensitive) == 0;
        });
        return found == entries.end() ? nullptr : &*found;
    }
};

// Asks until `enough`, or until somebody answered and a second has passed. Browser answers at once where it answers.
Result<Heard> ask(const QString &host, const std::vector<QByteArray> &questions, Heap &heap,
                  const std::function<bool()> &enough, const CancelToken &cancel)
{
    const Deadline deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    const auto addresses = resolveHost(host, browserPort, deadline, cancel);
    if (!addresses)
        return fail(addresses.error());
    const auto accept = [&](const QByteArray &datagram) {
        heap.add(datagram);
        return enough();
    };
    Heard heard = Heard::Nothing;
    for (int i = 0; i < tries && heard == Heard::Nothing && heap.isEmpty(); ++i) {
        const auto answered = askByDatagram(*addresses, questions, waitEach, accept, cancel);
        if (!answered)
            return fail(answered.error());
        heard = *answered;
    }
    return heard;
}

tl::unexpected<Problem> nobodyAnswers(Heard heard, const QString &instance, const QString &host)
{
    const char *id = heard == Heard::Closed ? "connect.browser-stopped" : "connect.instance-not-found";
    return fail(connectProblem(id, {instance, host}, {u"type-port"_s, u"retry"_s}));
}

} // namespace

Result<std::vector<FoundInstance>> instancesOf(const QString &host, const CancelToken &cancel)
{
    aboutToBlock("instancesOf");
    Heap heap;
    const auto heard = ask(
        host, {askAll}, heap, [&] { return !heap.entries.empty(); }, cancel);
    if (!heard)
        return fail(heard.error());
    std::vector<FoundInstance> found;
    for (const BrowserEntry &entry : heap.entries) {
        const bool isDefault = entry.instance.compare("MSSQLSERVER"_L1, Qt::CaseInsensitive) == 0;
        FoundInstance instance;
        instance.instance = isDefault ? QString() : displayText(entry.instance);
        instance.address = isDefault ? host : host + u'\\' + instance.instance;
        instance.name = isDefault ? displayText(entry.server) : displayText(entry.server) + u'\\' + instance.instance;
        instance.version = displayText(entry.version);
        instance.port = entry.port;
        instance.overTcp = entry.port != 0;
        found.push_back(std::move(instance));
    }
    return found;
}

Result<quint16> findInstancePort(const QString &host, const QString &instance, const CancelToken &cancel)
{
    Heap heap;
    const auto enough = [&] { return heap.find(instance) != nullptr; };
    // Both questions: who knows neither an answer to the first has a stopped Browser or no such instance; the list
    // tells which.
    const auto heard = ask(host, {askOne(instance), askAll}, heap, enough, cancel);
    if (!heard)
        return fail(heard.error());
    if (heap.entries.empty())
        return nobodyAnswers(*heard, instance, host);
    const BrowserEntry *entry = heap.find(instance);
    if (entry == nullptr) {
        QStringList names;
        for (const BrowserEntry &other : heap.entries)
            names << displayText(other.instance);
        return fail(connectProblem("connect.instance-unknown", {instance, host, names.join(u", "_s)},
                                   {u"type-port"_s, u"retry"_s}));
    }
    if (entry->port == 0)
        return fail(connectProblem("connect.instance-no-tcp", {instance, host}, {u"type-port"_s}));
    return entry->port;
}

Result<quint16> findAdminPort(const QString &host, const QString &instance, const CancelToken &cancel)
{
    Heap heap;
    const QByteArray question = QByteArray("\x0f\x01", 2) + instance.toLatin1() + '\0';
    const auto heard = ask(
        host, {question}, heap, [&] { return heap.adminPort.has_value(); }, cancel);
    if (!heard)
        return fail(heard.error());
    if (!heap.adminPort)
        return nobodyAnswers(*heard, instance, host);
    return *heap.adminPort;
}

} // namespace smk
