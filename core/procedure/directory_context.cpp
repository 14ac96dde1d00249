#include "directory_context.h"

#include "procedure.h"
#include "seat.h"

namespace smk {

DirectoryContext directoryContextOf(const BackupPlan &plan)
{
    const ServerFacts &facts = plan.facts;
    DirectoryContext context;
    context.platform = facts.platform;
    context.seenFromHere = plan.seenFromHere;
    context.seat = seatOf(plan);
    context.serverName = facts.serverName;
    context.machineName = facts.machineName;
    context.serviceAccount = facts.serviceAccount;
    context.defaultBackupPath = facts.defaultBackupPath;
    context.defaultDataPath = facts.defaultDataPath;
    context.defaultLogPath = facts.defaultLogPath;
    if (plan.medium)
        context.mediumRoot = plan.medium->mountPoint;
    return context;
}

} // namespace smk
