// Loaded before smkctl in tests with hostile servers: where a crash happened, in whose library. Writes the frames to
// standard error and lets the signal do what it does.
#include <csignal>
#include <execinfo.h>
#include <initializer_list>
#include <unistd.h>

namespace {

void tell(int number)
{
    constexpr char head[] = "crash-site:\n";
    void *frames[48];
    (void)!write(STDERR_FILENO, head, sizeof head - 1);
    backtrace_symbols_fd(frames, backtrace(frames, 48), STDERR_FILENO);
    signal(number, SIG_DFL);
    raise(number);
}

__attribute__((constructor)) void watch()
{
    void *frames[1];
    backtrace(frames, 1); // loads what it needs now, not in the handler
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT})
        signal(number, tell);
}

} // namespace
