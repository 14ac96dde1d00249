#include "net_datagram.h"

#include "make_problem.h"

#include <thread>

namespace smk {

using Clock = std::chrono::steady_clock;

namespace {

constexpr std::chrono::milliseconds slice{10};
constexpr qsizetype largestDatagram = 65536;

// Not connected: a cluster may answer from another of its addresses.
class Line
{
public:
    Line(const NetAddress &address, const std::vector<QByteArray> &questions)
        : m_handle(net::open(address.bytes.ss_family, SOCK_DGRAM))
    {
        if (m_handle == net::noSocket || !net::setNonBlocking(m_handle)) {
            m_mute = true;
            return;
        }
        net::reportRefusals(m_handle, address.bytes.ss_family);
        bool asked = false;
        for (const QByteArray &question : questions) {
            if (net::sendTo(m_handle, question.constData(), long(question.size()), address.bytes, address.length))
                asked = true;
            else
                noteFault();
        }
        m_mute = !asked;
    }
    ~Line()
    {
        if (m_handle != net::noSocket)
            net::close(m_handle);
    }
    Line(const Line &) = delete;
    Line &operator=(const Line &) = delete;

    // Nothing listens there, as the other end says. That no question could be sent says nothing of the kind.
    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] bool isOver() const { return m_closed || m_mute; }
    // What has arrived; nothing: nothing yet.
    std::optional<QByteArray> take(QByteArray &buffer)
    {
        if (isOver() || !net::waitFor(m_handle, false, 0))
            return std::nullopt;
        const long count = net::receive(m_handle, buffer.data(), long(buffer.size()));
        if (count >= 0)
            return buffer.left(count);
        noteFault();
        return std::nullopt;
    }

private:
    void noteFault()
    {
        const net::Fault fault = net::lastFault();
        m_closed = m_closed || fault == net::Fault::Refused || fault == net::Fault::Closed;
    }

    net::Handle m_handle;
    bool m_closed = false;
    bool m_mute = false; // no question went out
};

} // namespace

Result<Heard> askByDatagram(const std::vector<NetAddress> &addresses, const std::vector<QByteArray> &questions,
                            std::chrono::milliseconds wait, const std::function<bool(const QByteArray &)> &accept,
                            const CancelToken &cancel)
{
    std::vector<std::unique_ptr<Line>> lines;
    for (const NetAddress &address : addresses)
        lines.push_back(std::make_unique<Line>(address, questions));
    QByteArray buffer(largestDatagram, '\0');
    const Deadline deadline = Clock::now() + wait;
    while (Clock::now() < deadline) {
        if (cancel.stop_requested())
            return fail(connectProblem("connect.cancelled"));
        bool quiet = true;
        for (const auto &line : lines) {
            const auto datagram = line->take(buffer);
            if (!datagram)
                continue;
            quiet = false;
            if (accept(*datagram))
                return Heard::Useful;
        }
        if (std::all_of(lines.begin(), lines.end(), [](const auto &line) { return line->isOver(); }))
            return std::any_of(lines.begin(), lines.end(), [](const auto &line) { return line->isClosed(); })
                       ? Heard::Closed
                       : Heard::Nothing;
        if (quiet)
            std::this_thread::sleep_for(slice);
    }
    return Heard::Nothing;
}

} // namespace smk
