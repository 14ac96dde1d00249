#include "elevation.h"

#include <QCoreApplication>
#include <QDir>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr Words table[] = {
    {"elevation.dismissed", QT_TRANSLATE_NOOP("words", "The question for administrator rights was closed."),
     QT_TRANSLATE_NOOP("words", "Nothing was changed."),
     QT_TRANSLATE_NOOP("words", "Ask again, or run the command shown yourself.")},
    {"elevation.refused", QT_TRANSLATE_NOOP("words", "Administrator rights were not given."),
     QT_TRANSLATE_NOOP("words", "The password was wrong, this account may not have them, or nothing here can ask for "
                                "them. Nothing was changed."),
     QT_TRANSLATE_NOOP("words", "Run the command shown as an administrator, or hand the request to one.")},
    {"elevation.no-agent", QT_TRANSLATE_NOOP("words", "Nothing here can ask for administrator rights."),
     QT_TRANSLATE_NOOP("words", "No authentication agent runs in this session. Nothing was changed."),
     QT_TRANSLATE_NOOP("words", "Run the command shown as an administrator, or hand the request to one.")},
    {"elevation.not-here", QT_TRANSLATE_NOOP("words", "Administrator rights cannot be asked for here."),
     QT_TRANSLATE_NOOP("words", "pkexec, or smkctl beside this program, is not installed. Nothing was changed."),
     QT_TRANSLATE_NOOP("words", "Run the command shown as an administrator, or hand the request to one.")},
    {"elevation.cancelled", QT_TRANSLATE_NOOP("words", "The wait for administrator rights was stopped."),
     QT_TRANSLATE_NOOP("words", "A question that still stands open can be closed."),
     QT_TRANSLATE_NOOP("words", "Look again what is there.")},
    {"elevation.timeout", QT_TRANSLATE_NOOP("words", "The act with administrator rights did not end in time."),
     QT_TRANSLATE_NOOP("words", "It was waited for %1 minutes. A question that still stands open can be closed."),
     QT_TRANSLATE_NOOP("words", "Look again what is there.")},
    {"elevation.too-much",
     QT_TRANSLATE_NOOP("words", "The act with administrator rights said more than it can have to say."),
     QT_TRANSLATE_NOOP("words", "Another program may stand in the place of smkctl. What it said was not used."),
     QT_TRANSLATE_NOOP("words", "Look again what is there, and what program it is.")},
    {"elevation.failed", QT_TRANSLATE_NOOP("words", "The act with administrator rights did not succeed."),
     QT_TRANSLATE_NOOP("words", "It was allowed and run; it said: %1"),
     QT_TRANSLATE_NOOP("words", "Run the command shown as an administrator to see why.")},
    {"run-elevated", QT_TRANSLATE_NOOP("words", "With administrator rights")},
    {"copy-request", QT_TRANSLATE_NOOP("words", "Copy request for an administrator")},
};

} // namespace

std::optional<QString> problemOfPkexec(int exitCode, const QByteArray &errors)
{
    if (exitCode == 126)
        return u"elevation.dismissed"_s;
    // 127 stands for a wrong password, a policy's no, a missing agent, and for a program that is not there. Its words
    // may be translated, so they only refine.
    if (exitCode == 127)
        return errors.contains("authentication agent") ? u"elevation.no-agent"_s : u"elevation.refused"_s;
    return {};
}

namespace {

std::chrono::milliseconds &patience()
{
    static std::chrono::milliseconds limit = std::chrono::minutes(10); // a person types a password meanwhile
    return limit;
}

QString &otherProgram()
{
    static QString path;
    return path;
}

} // namespace

void setElevatedProgram(const QString &path)
{
    otherProgram() = path;
}

QString elevatedProgram(const QString &fileName)
{
    const QString &other = otherProgram();
    return other.isEmpty() ? QDir(QCoreApplication::applicationDirPath()).filePath(fileName) : other;
}

void setElevationPatience(std::chrono::milliseconds limit)
{
    patience() = limit;
}

std::chrono::milliseconds elevationPatience()
{
    return patience();
}

Problem elevationProblem(const QString &id, const QStringList &arguments)
{
    Problem problem{.id = id, .remedies = {u"run-elevated"_s}, .command = elevatedCommand(arguments)};
    if (id == "elevation.timeout"_L1)
        problem.arguments = {QString::number(std::chrono::duration_cast<std::chrono::minutes>(patience()).count())};
    return problem;
}

std::span<const Words> elevationWords()
{
    return table;
}

} // namespace smk
