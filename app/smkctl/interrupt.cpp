#include "interrupt.h"

#include "output.h"
#include "terminal.h"

#include <atomic>
#include <mutex>
#include <thread>

namespace smk::interrupt {

namespace {

std::stop_source &source()
{
    static std::stop_source stop;
    return stop;
}

std::mutex sessionMutex;
ServerSession *watched = nullptr;
std::atomic<bool> committed{false};

void end()
{
    endNow(static_cast<int>(committed ? Exit::Unknown : Exit::Cancelled));
}

} // namespace

void install()
{
    // Made before the handler can ask for it.
    source();
    onStopRequest([] {
        if (!source().request_stop())
            end(); // asked a second time
        {
            const std::lock_guard guard(sessionMutex);
            if (watched)
                watched->interrupt();
        }
        // A silent server's connect cannot be cancelled: after three seconds the process leaves it behind.
        std::thread([] {
            std::this_thread::sleep_for(std::chrono::seconds(3));
            if (!committed)
                end();
        }).detach();
    });
}

CancelToken token()
{
    return source().get_token();
}

bool requested()
{
    return source().stop_requested();
}

void watch(ServerSession *session)
{
    const std::lock_guard guard(sessionMutex);
    watched = session;
}

void setCommitted(bool value)
{
    committed = value;
}

} // namespace smk::interrupt
