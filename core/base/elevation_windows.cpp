#include "elevation.h"

#include "thread_rule.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <windows.h>

#include <shellapi.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QString program()
{
    return QDir::toNativeSeparators(elevatedProgram(u"smkctl.exe"_s));
}

// By the rules of CommandLineToArgvW: a backslash counts only before a quote, and a path never holds one; but the one
// at its end stands before ours.
QString quoted(const QString &text)
{
    return u'"' + text + (text.endsWith(u'\\') ? u"\\\""_s : u"\""_s);
}

QString line(const QStringList &arguments)
{
    QStringList parts;
    for (const QString &argument : arguments)
        parts << (argument.startsWith("--"_L1) ? argument : quoted(argument));
    return parts.join(u' ');
}

const wchar_t *wide(const QString &text)
{
    return reinterpret_cast<const wchar_t *>(text.utf16());
}

} // namespace

QString elevatedCommand(const QStringList &arguments)
{
    return quoted(program()) + u' ' + line(arguments);
}

bool canAskForElevation()
{
    return QFileInfo::exists(program());
}

Result<ElevatedAnswer> runElevated(const QStringList &arguments, const CancelToken &cancel)
{
    aboutToBlock("runElevated");
    if (!canAskForElevation())
        return fail(elevationProblem(u"elevation.not-here"_s, arguments));
    const QString file = program();
    const QString parameters = line(arguments);
    SHELLEXECUTEINFOW order = {};
    order.cbSize = sizeof(order);
    order.fMask = SEE_MASK_NOCLOSEPROCESS | SEE_MASK_NOASYNC | SEE_MASK_FLAG_NO_UI;
    order.lpVerb = L"runas";
    order.lpFile = wide(file);
    order.lpParameters = wide(parameters);
    order.nShow = SW_HIDE;
    if (!::ShellExecuteExW(&order)) {
        const DWORD error = ::GetLastError();
        return fail(elevationProblem(error == ERROR_CANCELLED        ? u"elevation.dismissed"_s
                                     : error == ERROR_FILE_NOT_FOUND ? u"elevation.not-here"_s
                                                                     : u"elevation.refused"_s,
                                     arguments));
    }
    const std::unique_ptr<void, decltype(&::CloseHandle)> process(order.hProcess, &::CloseHandle);
    if (!process)
        return fail(elevationProblem(u"elevation.refused"_s, arguments));
    QElapsedTimer timer;
    timer.start();
    while (::WaitForSingleObject(process.get(), 100) == WAIT_TIMEOUT) {
        // An elevated process is not ours to end: it ends by itself, and what it did is looked for.
        const bool late = std::chrono::milliseconds(timer.elapsed()) > elevationPatience();
        if (!late && !cancel.stop_requested())
            continue;
        Problem problem = elevationProblem(late ? u"elevation.timeout"_s : u"elevation.cancelled"_s, arguments);
        problem.outcome = Outcome::Unknown;
        return fail(std::move(problem));
    }
    DWORD code = 0;
    ::GetExitCodeProcess(process.get(), &code);
    return ElevatedAnswer{static_cast<int>(code), {}, {}};
}

} // namespace smk
