#include "elevation.h"

#include "thread_rule.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qint64 LongestWait = 10 * 60 * 1000; // a person types a password meanwhile
constexpr qsizetype MostOutput = 4 * 1024 * 1024;

QString &otherProgram()
{
    static QString path;
    return path;
}

QString program()
{
    if (!otherProgram().isEmpty())
        return otherProgram();
    return QDir(QCoreApplication::applicationDirPath()).filePath(u"smkctl"_s);
}

QString quoted(QString text)
{
    return u'\'' + text.replace(u'\'', "'\\''"_L1) + u'\'';
}

Problem problemOf(const QString &id, const QStringList &arguments)
{
    return {.id = id, .remedies = {u"run-elevated"_s}, .command = elevatedCommand(arguments)};
}

} // namespace

void setElevatedProgram(const QString &path)
{
    otherProgram() = path;
}

QString elevatedCommand(const QStringList &arguments)
{
    QStringList parts{u"pkexec"_s, quoted(program())};
    for (const QString &argument : arguments)
        parts << (argument.startsWith("--"_L1) ? argument : quoted(argument));
    return parts.join(u' ');
}

bool canAskForElevation()
{
    return !QStandardPaths::findExecutable(u"pkexec"_s).isEmpty() && QFileInfo(program()).isExecutable();
}

Result<ElevatedAnswer> runElevated(const QStringList &arguments, const CancelToken &cancel)
{
    aboutToBlock("runElevated");
    if (!canAskForElevation())
        return fail(problemOf(u"elevation.not-here"_s, arguments));
    QProcess process;
    process.setProgram(QStandardPaths::findExecutable(u"pkexec"_s));
    // Its own agent would take the terminal's input, which may be meant for us.
    process.setArguments(QStringList{u"--disable-internal-agent"_s, program()} + arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QIODevice::ReadOnly);
    if (!process.waitForStarted())
        return fail(problemOf(u"elevation.not-here"_s, arguments));
    ElevatedAnswer answer;
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(100) && process.state() != QProcess::NotRunning) {
        answer.output += process.readAllStandardOutput();
        if (cancel.stop_requested() || timer.elapsed() > LongestWait || answer.output.size() > MostOutput) {
            // While the question stands it still runs as us and ends at once; later it is root's and ends by itself.
            process.terminate();
            if (!process.waitForFinished(1000))
                process.kill();
            return fail(problemOf(u"elevation.cancelled"_s, arguments));
        }
    }
    answer.output += process.readAllStandardOutput();
    answer.errors = process.readAllStandardError();
    answer.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 127;
    if (const std::optional<QString> id = problemOfPkexec(answer.exitCode, answer.errors))
        return fail(problemOf(*id, arguments));
    return answer;
}

} // namespace smk
