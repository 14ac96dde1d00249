#include "browser_responder.h"

#include <QUdpSocket>

namespace smk::tds {

namespace {

constexpr int Slice = 100; // ms between looks at the stop request

} // namespace

std::unique_ptr<BrowserResponder> BrowserResponder::start(BrowserHost host, quint16 port)
{
    std::unique_ptr<BrowserResponder> responder(new BrowserResponder(std::move(host)));
    BrowserResponder *raw = responder.get();
    responder->m_thread = std::jthread([raw, port](const std::stop_token &stop) { raw->serve(stop, port); });
    std::unique_lock lock(responder->m_mutex);
    responder->m_started.wait(lock, [raw] { return raw->m_ready; });
    lock.unlock();
    return responder->m_port != 0 ? std::move(responder) : nullptr;
}

BrowserResponder::~BrowserResponder()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
}

void BrowserResponder::serve(const std::stop_token &stop, quint16 port)
{
    QUdpSocket socket;
    // Never shared: beside a real SQL Server Browser each would get some of the questions.
    const bool bound = socket.bind(QHostAddress::LocalHost, port, QAbstractSocket::DontShareAddress);
    {
        const std::lock_guard lock(m_mutex);
        m_ready = true;
        m_port = bound ? socket.localPort() : quint16(0);
    }
    m_started.notify_all();
    while (bound && !stop.stop_requested()) {
        if (!socket.hasPendingDatagrams() && !socket.waitForReadyRead(Slice))
            continue;
        QByteArray request(64, '\0'); // longer ones are malformed, and stay so when cut
        QHostAddress from;
        quint16 fromPort = 0;
        const qint64 size = socket.readDatagram(request.data(), request.size(), &from, &fromPort);
        if (size <= 0 || !from.isLoopback())
            continue;
        request.truncate(size);
        const QByteArray answer = browserAnswer(request, m_host);
        if (!answer.isEmpty())
            socket.writeDatagram(answer, from, fromPort);
    }
}

} // namespace smk::tds
