// SQL Server Browser of the rehearsal: one UDP port of the loopback, on a thread of its own.
#pragma once

#include "browser_answer.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

namespace smk::tds {

class BrowserResponder
{
public:
    // port 0: any. Nothing: the port is taken.
    [[nodiscard]] static std::unique_ptr<BrowserResponder> start(BrowserHost host, quint16 port);
    ~BrowserResponder();
    BrowserResponder(const BrowserResponder &) = delete;
    BrowserResponder &operator=(const BrowserResponder &) = delete;
    [[nodiscard]] quint16 port() const { return m_port; }

private:
    explicit BrowserResponder(BrowserHost host)
        : m_host(std::move(host))
    {
    }
    void serve(const std::stop_token &stop, quint16 port);

    BrowserHost m_host;
    std::mutex m_mutex;
    std::condition_variable m_started;
    bool m_ready = false;
    quint16 m_port = 0;
    std::jthread m_thread;
};

} // namespace smk::tds
