#include "terminal.h"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <termios.h>
#include <thread>
#include <unistd.h>

namespace smk {

namespace {

int stopPipe[2] = {-1, -1};

extern "C" void stopHandler(int)
{
    const char byte = 's';
    [[maybe_unused]] const ssize_t written = write(stopPipe[1], &byte, 1);
}

class Terminal
{
public:
    Terminal()
        : m_handle(open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
    {
    }
    ~Terminal()
    {
        if (m_handle >= 0)
            close(m_handle);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;
    [[nodiscard]] bool isOpen() const { return m_handle >= 0 && isatty(m_handle) != 0; }
    [[nodiscard]] int handle() const { return m_handle; }
    bool put(QByteArray bytes)
    {
        const bool all = write(m_handle, bytes.constData(), static_cast<std::size_t>(bytes.size())) == bytes.size();
        wipe(bytes);
        return all;
    }

private:
    int m_handle;
};

class EchoOff
{
public:
    explicit EchoOff(int handle)
        : m_handle(handle)
    {
        if (tcgetattr(handle, &m_before) != 0)
            return;
        termios without = m_before;
        without.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        m_changed = tcsetattr(handle, TCSAFLUSH, &without) == 0;
    }
    ~EchoOff()
    {
        if (m_changed)
            tcsetattr(m_handle, TCSAFLUSH, &m_before);
    }
    EchoOff(const EchoOff &) = delete;
    EchoOff &operator=(const EchoOff &) = delete;
    [[nodiscard]] bool isOff() const { return m_changed; }

private:
    int m_handle;
    bool m_changed = false;
    termios m_before{};
};

// Nothing: the end came before a line, or a signal.
std::optional<SecretString> readLine(int handle)
{
    constexpr qsizetype Longest = 64 * 1024;
    QByteArray bytes;
    bytes.reserve(Longest); // never moved: no copies of the secret are left behind
    char byte = 0;
    bool ended = false;
    while (bytes.size() < Longest) {
        const ssize_t got = read(handle, &byte, 1);
        if (got != 1 && bytes.isEmpty())
            return {};
        if (got != 1 || byte == '\n') {
            ended = true;
            break;
        }
        bytes.append(byte);
    }
    if (ended && bytes.endsWith('\r'))
        bytes.chop(1);
    return SecretString::takeFromUtf8(bytes);
}

} // namespace

bool hasTerminal()
{
    return Terminal().isOpen();
}

std::optional<SecretString> askWithoutEcho(const QString &prompt)
{
    Terminal terminal;
    if (!terminal.isOpen())
        return {};
    const EchoOff off(terminal.handle());
    if (!off.isOff())
        return {};
    terminal.put(prompt.toLocal8Bit());
    std::optional<SecretString> line = readLine(terminal.handle());
    terminal.put("\n");
    return line;
}

bool showOnTerminal(const QString &before, const SecretString &secret)
{
    Terminal terminal;
    if (!terminal.isOpen())
        return false;
    QString text = secret.revealed();
    terminal.put(before.toLocal8Bit());
    const bool shown = terminal.put(text.toUtf8());
    wipe(text);
    terminal.put("\n");
    return shown;
}

std::optional<SecretString> readLineOfInput()
{
    return readLine(STDIN_FILENO);
}

void onStopRequest(std::function<void()> request)
{
    if (pipe2(stopPipe, O_CLOEXEC) != 0)
        return;
    std::thread([request = std::move(request)] {
        char byte = 0;
        while (read(stopPipe[0], &byte, 1) == 1)
            request();
    }).detach();
    struct sigaction action
    {
    };
    action.sa_handler = stopHandler; // without SA_RESTART: a prompt that waits comes back
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void endNow(int code)
{
    _exit(code);
}

} // namespace smk
