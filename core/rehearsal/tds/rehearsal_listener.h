// Accepts clients on the loopback and gives each a thread.
#pragma once

#include "rehearsal_instance.h"
#include "tds_tls.h"

#include <condition_variable>
#include <thread>

namespace smk::tds {

class Listener
{
public:
    // Nothing: the port is not free.
    [[nodiscard]] static std::unique_ptr<Listener> start(engine::RehearsalInstance &instance,
                                                         std::shared_ptr<const TlsContexts> tls, quint16 port);
    ~Listener();
    Listener(const Listener &) = delete;
    Listener &operator=(const Listener &) = delete;
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    Listener(engine::RehearsalInstance &instance, std::shared_ptr<const TlsContexts> tls)
        : m_instance(instance)
        , m_tls(std::move(tls))
    {
    }
    void listen(const std::stop_token &stop, quint16 port);
    void take(qintptr descriptor);

    struct Client
    {
        std::atomic<bool> ended = false;
        std::jthread thread;
    };

    engine::RehearsalInstance &m_instance;
    std::shared_ptr<const TlsContexts> m_tls;
    std::mutex m_mutex;
    std::condition_variable m_started;
    bool m_ready = false;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Client>> m_clients; // touched by the listening thread, and by stop() after it
    std::jthread m_thread;
};

} // namespace smk::tds
