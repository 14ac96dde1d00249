#include "rehearsal_listener.h"

#include "tds_connection.h"

#include <QTcpServer>

namespace smk::tds {

namespace {

constexpr std::size_t MostClients = 500;
constexpr int Slice = 100; // ms between looks at the stop request

// Hands out bare descriptors: each socket object is made on the thread that uses it.
class DescriptorServer : public QTcpServer
{
public:
    std::vector<qintptr> waiting;

protected:
    void incomingConnection(qintptr descriptor) override { waiting.push_back(descriptor); }
};

} // namespace

std::unique_ptr<Listener> Listener::start(engine::RehearsalInstance &instance, std::shared_ptr<const TlsContexts> tls,
                                          quint16 port)
{
    std::unique_ptr<Listener> listener(new Listener(instance, std::move(tls)));
    Listener *raw = listener.get();
    listener->m_thread = std::jthread([raw, port](const std::stop_token &stop) { raw->listen(stop, port); });
    std::unique_lock lock(listener->m_mutex);
    listener->m_started.wait(lock, [raw] { return raw->m_ready; });
    lock.unlock();
    return listener->m_port != 0 ? std::move(listener) : nullptr;
}

Listener::~Listener()
{
    stop();
}

void Listener::stop()
{
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
    }
    for (const auto &client : m_clients)
        client->thread.request_stop();
    m_clients.clear(); // joins
}

void Listener::take(qintptr descriptor)
{
    std::erase_if(m_clients, [](const std::unique_ptr<Client> &client) { return client->ended.load(); });
    auto client = std::make_unique<Client>();
    Client *raw = client.get();
    client->thread = std::jthread([this, raw, descriptor](const std::stop_token &stop) {
        Connection(descriptor, m_instance, m_tls, stop).run();
        raw->ended = true;
    });
    m_clients.push_back(std::move(client));
}

void Listener::listen(const std::stop_token &stop, quint16 port)
{
    DescriptorServer server;
    const bool listening = server.listen(QHostAddress::LocalHost, port);
    {
        const std::lock_guard lock(m_mutex);
        m_ready = true;
        m_port = listening ? server.serverPort() : quint16(0);
    }
    m_started.notify_all();
    while (listening && !stop.stop_requested()) {
        server.waitForNewConnection(Slice);
        for (const qintptr descriptor : std::exchange(server.waiting, {})) {
            if (m_clients.size() < MostClients)
                take(descriptor);
            else
                QTcpSocket().setSocketDescriptor(descriptor); // closed at once
        }
    }
}

} // namespace smk::tds
