#include "terminal.h"

#include <array>

#include <windows.h>

namespace smk {

namespace {

std::function<void()> &stopRequest()
{
    static std::function<void()> request;
    return request;
}

BOOL WINAPI stopHandler(DWORD)
{
    if (stopRequest())
        stopRequest()();
    return TRUE;
}

class Handle
{
public:
    explicit Handle(const wchar_t *name)
        : m_handle(CreateFileW(name, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                               OPEN_EXISTING, 0, nullptr))
    {
    }
    ~Handle()
    {
        if (isOpen())
            CloseHandle(m_handle);
    }
    Handle(const Handle &) = delete;
    Handle &operator=(const Handle &) = delete;
    [[nodiscard]] bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    [[nodiscard]] HANDLE get() const { return m_handle; }

private:
    HANDLE m_handle;
};

bool put(HANDLE console, QString text)
{
    DWORD written = 0;
    const bool all = WriteConsoleW(console, text.utf16(), static_cast<DWORD>(text.size()), &written, nullptr) != 0;
    wipe(text);
    return all;
}

} // namespace

bool hasTerminal()
{
    return Handle(L"CONIN$").isOpen();
}

std::optional<SecretString> askWithoutEcho(const QString &prompt)
{
    const Handle in(L"CONIN$");
    const Handle out(L"CONOUT$");
    DWORD before = 0;
    if (!in.isOpen() || !out.isOpen() || !GetConsoleMode(in.get(), &before))
        return {};
    put(out.get(), prompt);
    SetConsoleMode(in.get(), (before | ENABLE_LINE_INPUT | ENABLE_PROCESSED_INPUT) & ~DWORD(ENABLE_ECHO_INPUT));
    std::array<wchar_t, 4096> buffer{};
    DWORD count = 0;
    const bool read = ReadConsoleW(in.get(), buffer.data(), static_cast<DWORD>(buffer.size()), &count, nullptr) != 0;
    SetConsoleMode(in.get(), before);
    put(out.get(), QStringLiteral("\n"));
    while (count > 0 && (buffer[count - 1] == L'\n' || buffer[count - 1] == L'\r'))
        --count;
    SecretString line(QStringView(buffer.data(), static_cast<qsizetype>(count)));
    SecureZeroMemory(buffer.data(), sizeof buffer);
    if (!read)
        return {};
    return line;
}

bool showOnTerminal(const QString &before, const SecretString &secret)
{
    const Handle out(L"CONOUT$");
    if (!out.isOpen() || !put(out.get(), before))
        return false;
    const bool shown = put(out.get(), secret.revealed());
    put(out.get(), QStringLiteral("\n"));
    return shown;
}

std::optional<SecretString> readLineOfInput()
{
    constexpr qsizetype Longest = 64 * 1024;
    QByteArray bytes;
    bytes.reserve(Longest);
    const HANDLE in = GetStdHandle(STD_INPUT_HANDLE);
    char byte = 0;
    while (bytes.size() < Longest) {
        DWORD got = 0;
        const bool read = ReadFile(in, &byte, 1, &got, nullptr) != 0 && got == 1;
        if (!read && bytes.isEmpty())
            return {};
        if (!read || byte == '\n')
            break;
        bytes.append(byte);
    }
    if (bytes.endsWith('\r'))
        bytes.chop(1);
    return SecretString::takeFromUtf8(bytes);
}

void onStopRequest(std::function<void()> request)
{
    stopRequest() = std::move(request);
    SetConsoleCtrlHandler(stopHandler, TRUE); // it is called on a thread of its own
}

void endNow(int code)
{
    TerminateProcess(GetCurrentProcess(), static_cast<UINT>(code));
    std::abort();
}

} // namespace smk
