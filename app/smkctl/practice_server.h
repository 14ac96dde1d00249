// The rehearsal server as a process of its own: started, waited for, ended.
#pragma once

#include "hand_over.h"

#include <QProcess>
#include <QTemporaryDir>

namespace smk {

class PracticeServer
{
public:
    PracticeServer() = default;
    ~PracticeServer(); // ends it
    // `arguments`: --scenario, --root …; `handOverFile` empty: one of our own, read and removed.
    [[nodiscard]] bool start(const QStringList &arguments, const QString &handOverFile);
    [[nodiscard]] const HandOver &handOver() const { return *m_handOver; }
    [[nodiscard]] bool isRunning(); // looks for a fifth of a second
    void stop();

private:
    QProcess m_process;
    std::optional<HandOver> m_handOver;
};

// Started through sudo: from here on this process is the user who called it. Returns what is to be said, or nothing.
[[nodiscard]] QString dropToCaller();

} // namespace smk
