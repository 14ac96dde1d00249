// Where the one ServerSession lives while the SQL thread works with it. The window holds the box, never the session:
// its only reach into it is interrupt().
#pragma once

#include "server_session.h"

#include <mutex>
#include <thread>

namespace smk {

class SessionBox
{
public:
    SessionBox() = default;
    ~SessionBox();
    SessionBox(const SessionBox &) = delete;
    SessionBox &operator=(const SessionBox &) = delete;

    // On the SQL thread.
    void put(std::unique_ptr<ServerSession> session);
    [[nodiscard]] ServerSession *get() const { return m_session.get(); }
    void close() { put(nullptr); }
    // From any thread.
    void interrupt();

private:
    mutable std::mutex m_lock;
    std::unique_ptr<ServerSession> m_session;
    std::thread::id m_thread;
};

} // namespace smk
