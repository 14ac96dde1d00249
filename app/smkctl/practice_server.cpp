#include "practice_server.h"

#include "interrupt.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>

using namespace Qt::StringLiterals;

namespace smk {

PracticeServer::~PracticeServer()
{
    stop();
}

bool PracticeServer::start(const QStringList &arguments, const QString &handOverFile)
{
    // A folder that only we can enter: the file in it holds the login's password, and goes as soon as it is read.
    QTemporaryDir folder;
    const QString file = handOverFile.isEmpty() ? folder.filePath(u"hand-over.json"_s) : handOverFile;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QCoreApplication::applicationFilePath(),
                    QStringList{u"rehearse"_s, u"--serve"_s, u"--until-stdin-closes"_s, u"--hand-over"_s, file}
                        + arguments);
    if (!folder.isValid() || !m_process.waitForStarted())
        return false;
    const QDeadlineTimer deadline(std::chrono::seconds(30));
    while (!m_handOver && !deadline.hasExpired() && !interrupt::requested()) {
        if (m_process.waitForFinished(50))
            return false;
        m_handOver = readHandOver(file);
    }
    return m_handOver.has_value();
}

bool PracticeServer::isRunning()
{
    return m_process.state() == QProcess::Running && !m_process.waitForFinished(200);
}

void PracticeServer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.closeWriteChannel(); // it serves until its standard input closes
    if (!m_process.waitForFinished(5000))
        m_process.kill();
    m_process.waitForFinished(1000);
}

} // namespace smk
