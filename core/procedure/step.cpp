#include "step.h"

#include <QtGlobal>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

struct StepNames
{
    const char *room;
    const char *title;
    const char *verb;
};

constexpr std::array<StepNames, AllSteps.size()> Names = {{
    {"connect", QT_TRANSLATE_NOOP("words", "Connect"), "preflight"},
    {"password", QT_TRANSLATE_NOOP("words", "Password"), "password"},
    {"medium", QT_TRANSLATE_NOOP("words", "Medium"), "media"},
    {"directory", QT_TRANSLATE_NOOP("words", "Folder"), "directory"},
    {"execute", QT_TRANSLATE_NOOP("words", "Back up"), "backup"},
    {"copy", QT_TRANSLATE_NOOP("words", "Copy"), "copy"},
    {"verify", QT_TRANSLATE_NOOP("words", "Verify"), "verify"},
    {"store", QT_TRANSLATE_NOOP("words", "Store"), "store"},
}};

const StepNames &namesOf(Step step)
{
    return Names[static_cast<std::size_t>(step)];
}

} // namespace

QString roomOf(Step step)
{
    return QString::fromLatin1(namesOf(step).room);
}

const char *titleOf(Step step)
{
    return namesOf(step).title;
}

QString verbOf(Step step)
{
    return QString::fromLatin1(namesOf(step).verb);
}

std::optional<Step> stepOfRoom(const QString &room)
{
    for (const Step step : AllSteps)
        if (roomOf(step) == room)
            return step;
    return {};
}

} // namespace smk
