#include "wizard_window.h"

#include "practice_medium.h"
#include "scenario.h"

#include <QCoreApplication>

namespace smk {

PracticeHost practiceHostOf(PracticeProcess &process)
{
    PracticeHost host;
    host.start = [&process](const QString &scenario, std::function<void(Result<PracticeServer>)> ready) {
        process.start(scenario, std::move(ready));
    };
    host.stop = [&process] { process.stop(); };
    host.medium = [](const LocalPath &root) -> std::unique_ptr<DriveSource> {
        return std::make_unique<PracticeMedium>(root);
    };
    for (const Scenario &scenario : scenarios())
        host.scenarios.push_back({QString::fromLatin1(scenario.id),
                                  QCoreApplication::translate("words", scenario.title),
                                  QCoreApplication::translate("words", scenario.teaches)});
    return host;
}

} // namespace smk
