// Started through sudo, the practice server is begun as root (it then becomes a user of its own), and only then do we
// become the user who called; after that it could no longer be begun as another user.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace smk {

class EarlyPractice
{
public:
    EarlyPractice() = default;
    ~EarlyPractice() { close(); }
    EarlyPractice(EarlyPractice &&other) noexcept;
    EarlyPractice &operator=(EarlyPractice &&other) noexcept;
    EarlyPractice(const EarlyPractice &) = delete;
    EarlyPractice &operator=(const EarlyPractice &) = delete;

    // False where it could not be started. `program`: smkctl.
    bool start(const QString &program, const QStringList &arguments);
    [[nodiscard]] bool isRunning() const { return m_input >= 0; }
    [[nodiscard]] int output() const { return m_output; }
    [[nodiscard]] QByteArray readSome(); // what is there now; empty: it ended
    void close();                        // its standard input closes, and it ends

private:
    int m_input = -1;
    int m_output = -1;
};

[[nodiscard]] bool startedThroughSudo();
// From here on this process is the user who called sudo. Returns what is to be said, or nothing.
[[nodiscard]] QString becomeCaller();
[[nodiscard]] QString smkctlBesideUs();
[[nodiscard]] QStringList practiceArguments(const QString &scenario);

} // namespace smk
