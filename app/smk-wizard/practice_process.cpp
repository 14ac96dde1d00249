#include "practice_process.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

namespace smk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Problem failedWith(const QString &why)
{
    return Problem{u"ui.practice-failed"_s, {why}};
}

std::optional<PracticeServer> parsed(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const int port = object.value("port"_L1).toInt();
    PracticeServer practice;
    practice.server = u"127.0.0.1,%1"_s.arg(port);
    practice.port = static_cast<quint16>(port);
    practice.serverName = object.value("serverName"_L1).toString();
    practice.login = object.value("login"_L1).toString();
    practice.password = SecretString(object.value("password"_L1).toString());
    practice.caFile = LocalPath(object.value("caFile"_L1).toString());
    practice.root = LocalPath(object.value("root"_L1).toString());
    practice.scenario = object.value("scenario"_L1).toString();
    practice.folderParent = ServerPath(object.value("serverFolder"_L1).toString());
    if (port == 0 || practice.login.isEmpty() || practice.root.isEmpty())
        return std::nullopt;
    return practice;
}

} // namespace

PracticeProcess::PracticeProcess(QObject *parent)
    : QObject(parent)
    , m_deadline(new QTimer(this))
{
    m_deadline->setSingleShot(true);
    m_deadline->setInterval(30s);
    connect(m_deadline, &QTimer::timeout, this,
            [this] { end(fail(failedWith(tr("It did not say in 30 seconds where it listens.")))); });
}

PracticeProcess::~PracticeProcess()
{
    m_ready = {};
    stop();
    for (const std::unique_ptr<QProcess> &process : m_ending)
        if (process->state() != QProcess::NotRunning && !process->waitForFinished(3000))
            process->kill();
}

void PracticeProcess::adopt(EarlyPractice early, const QString &scenario)
{
    m_early = std::move(early);
    m_earlyScenario = scenario;
}

void PracticeProcess::start(const QString &scenario, std::function<void(Result<PracticeServer>)> ready)
{
    m_ready = std::move(ready);
    m_handOver.clear();
    m_deadline->start();
    if (m_early.isRunning() && scenario == m_earlyScenario) {
        m_earlyScenario.clear(); // taken: the next stop() ends it
        m_notifier = std::make_unique<QSocketNotifier>(m_early.output(), QSocketNotifier::Read);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] { read(m_early.readSome()); });
        return;
    }
    m_process = std::make_unique<QProcess>();
    m_process->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    QProcess *process = m_process.get();
    connect(process, &QProcess::readyReadStandardOutput, this,
            [this, process] { read(process->readAllStandardOutput()); });
    connect(process, &QProcess::errorOccurred, this,
            [this, process] { end(fail(failedWith(process->errorString()))); });
    connect(process, &QProcess::finished, this,
            [this](int code) { end(fail(failedWith(tr("It ended with code %1.").arg(code)))); });
    process->start(smkctlBesideUs(), practiceArguments(scenario) + m_arguments);
}

void PracticeProcess::read(const QByteArray &bytes)
{
    m_handOver += bytes;
    if (bytes.isEmpty() || m_handOver.endsWith('\n')) {
        auto practice = parsed(m_handOver);
        wipe(m_handOver);
        m_notifier.reset();
        end(practice ? Result<PracticeServer>(std::move(*practice))
                     : fail(failedWith(tr("What it handed over cannot be read."))));
    }
}

void PracticeProcess::end(Result<PracticeServer> result)
{
    m_deadline->stop();
    if (const auto ready = std::exchange(m_ready, {}))
        ready(std::move(result));
}

void PracticeProcess::stop()
{
    m_deadline->stop();
    m_ready = {};
    m_notifier.reset();
    if (m_early.isRunning() && m_earlyScenario.isEmpty())
        m_early.close();
    if (!m_process)
        return;
    // Its standard input closes, and it ends by itself.
    disconnect(m_process.get(), nullptr, this, nullptr);
    m_process->closeWriteChannel();
    m_ending.push_back(std::move(m_process));
}

QString smkctlBesideUs()
{
    // Beside our own program, as built and as installed.
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"smkctl"_s);
}

QStringList practiceArguments(const QString &scenario)
{
    return {u"rehearse"_s,   u"--serve"_s, u"--until-stdin-closes"_s, u"--hand-over"_s, u"-"_s,
            u"--scenario"_s, scenario};
}

} // namespace smk
