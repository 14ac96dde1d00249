#include "medium_disk.h"

#include "drive_list.h"
#include "procedure.h"
#include "seat.h"

#include <QDir>

namespace smk {

using namespace Qt::StringLiterals;

std::optional<Drive> mediumBesideFolder(const BackupPlan &plan)
{
    return isFolderHere(plan) && plan.medium && !plan.medium->practice ? plan.medium : std::nullopt;
}

void refuseMediumsDisk(DirectoryLook &look, const ServerPath &directory, const std::optional<Drive> &medium)
{
    if (!medium || !sameDisk(*medium, LocalPath(QDir::fromNativeSeparators(directory.text()))).value_or(false))
        return;
    look.mustCreate = false; // nothing is to be made there
    look.verdict.findings.insert(look.verdict.findings.begin(), Finding{.id = u"directory.path.medium"_s,
                                                                        .state = FindingState::Blocker,
                                                                        .arguments = {medium->mountPoint.text()}});
}

} // namespace smk
