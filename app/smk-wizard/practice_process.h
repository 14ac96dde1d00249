// The practice server as a process of its own, started and watched by the event loop. It hands over its port, login
// and password through a pipe, and ends when its standard input closes, however we end.
#pragma once

#include "early_practice.h"
#include "wizard_controller.h"

#include <QObject>
#include <QProcess>

class QSocketNotifier;
class QTimer;

namespace smk {

class PracticeProcess : public QObject
{
    Q_OBJECT
public:
    explicit PracticeProcess(QObject *parent = nullptr);
    ~PracticeProcess() override;
    // Started before the rights of root were given up; taken for the first start() of that scenario.
    void adopt(EarlyPractice early, const QString &scenario);
    void start(const QString &scenario, std::function<void(Result<PracticeServer>)> ready);
    void stop();
    // More arguments for the server, for tests: --root DIR and its like.
    void setArguments(const QStringList &arguments) { m_arguments = arguments; }

private:
    void read(const QByteArray &bytes);
    void end(Result<PracticeServer> result);
    QStringList m_arguments;
    std::unique_ptr<QProcess> m_process;
    std::vector<std::unique_ptr<QProcess>> m_ending; // told to end, not waited for yet
    EarlyPractice m_early;
    QString m_earlyScenario;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer *m_deadline;
    QByteArray m_handOver;
    std::function<void(Result<PracticeServer>)> m_ready;
};

} // namespace smk
