#include "session_box.h"

namespace smk {

SessionBox::~SessionBox()
{
    // The last holder may be another thread (the SQL thread was left alone in a silent call). A session must end on
    // its own thread, so it is then left to the end of the process rather than closed from here.
    if (m_session && std::this_thread::get_id() != m_thread)
        static_cast<void>(m_session.release());
}

void SessionBox::put(std::unique_ptr<ServerSession> session)
{
    std::unique_ptr<ServerSession> old;
    {
        const std::scoped_lock guard(m_lock);
        old = std::move(m_session);
        m_session = std::move(session);
        m_thread = std::this_thread::get_id();
    }
    // `old` closes outside of the lock: closing a broken link may take a while, and interrupt() must not wait for it.
}

void SessionBox::interrupt()
{
    const std::scoped_lock guard(m_lock);
    if (m_session)
        m_session->interrupt();
}

} // namespace smk
