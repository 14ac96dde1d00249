#include "elevation.h"

#include "quoting.h"
#include "thread_rule.h"

#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>

#include <memory>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qsizetype MostOutput = 4 * 1024 * 1024;

QString program()
{
    return elevatedProgram(u"smkctl"_s);
}

// Stops waiting. While the question stands, pkexec still runs as us and ends at once: then nothing was run. Later it is
// root's and ends by itself: what it does is not known.
Problem leave(std::unique_ptr<QProcess> process, Problem problem)
{
    const bool said = process->bytesAvailable() > 0 || problem.id == "elevation.too-much"_L1;
    process->terminate();
    const bool ended = process->waitForFinished(1000);
    const bool byUs = ended && process->exitStatus() == QProcess::CrashExit;
    if (!byUs || said)
        problem.outcome = Outcome::Unknown;
    // Its destructor would wait half a minute for what nobody can end; the memory is given up instead.
    if (!ended)
        (void)process.release();
    return problem;
}

} // namespace

QString elevatedCommand(const QStringList &arguments)
{
    QStringList parts{u"pkexec"_s, shellQuoted(program())};
    for (const QString &argument : arguments)
        parts << (argument.startsWith("--"_L1) ? argument : shellQuoted(argument));
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
        return fail(elevationProblem(u"elevation.not-here"_s, arguments));
    auto owned = std::make_unique<QProcess>();
    QProcess &process = *owned;
    process.setProgram(QStandardPaths::findExecutable(u"pkexec"_s));
    // Its own agent would take the terminal's input, which may be meant for us.
    process.setArguments(QStringList{u"--disable-internal-agent"_s, program()} + arguments);
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(QIODevice::ReadOnly);
    if (!process.waitForStarted())
        return fail(elevationProblem(u"elevation.not-here"_s, arguments));
    ElevatedAnswer answer;
    QElapsedTimer timer;
    timer.start();
    while (!process.waitForFinished(100) && process.state() != QProcess::NotRunning) {
        answer.output += process.readAllStandardOutput();
        answer.errors += process.readAllStandardError();
        if (cancel.stop_requested())
            return fail(leave(std::move(owned), elevationProblem(u"elevation.cancelled"_s, arguments)));
        if (std::chrono::milliseconds(timer.elapsed()) > elevationPatience())
            return fail(leave(std::move(owned), elevationProblem(u"elevation.timeout"_s, arguments)));
        if (answer.output.size() + answer.errors.size() > MostOutput)
            return fail(leave(std::move(owned), elevationProblem(u"elevation.too-much"_s, arguments)));
    }
    answer.output += process.readAllStandardOutput();
    answer.errors += process.readAllStandardError();
    answer.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 127;
    if (const std::optional<QString> id = problemOfPkexec(answer.exitCode, answer.errors))
        return fail(elevationProblem(*id, arguments));
    return answer;
}

} // namespace smk
