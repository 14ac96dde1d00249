#include "create_checks.h"

#include "directory_commands.h"
#include "links_followed.h"
#include "service_identity.h"

using namespace Qt::StringLiterals;

namespace smk {

Result<JudgeContext> checkBeforeCreating(const ServerPath &directory, const DirectoryContext &context,
                                         const CancelToken &cancel)
{
    if (cancel.stop_requested())
        return fail({.id = u"directory.cancelled"_s, .arguments = {directory.text()}});
    if (hasState(checkDirectoryText(directory, context), FindingState::Blocker)
        || hasState(checkWhereItLeads(directory, context), FindingState::Blocker))
        return fail(
            {.id = u"directory.path-refused"_s, .arguments = {directory.text()}, .remedies = {u"choose-folder"_s}});
    const JudgeContext judge = judgeContextOf(context);
    if (judge.service.id.isEmpty())
        return fail({.id = u"directory.service-unknown"_s,
                     .arguments = {directory.text()},
                     .command = protectCommand(directory, context.platform, context.serviceAccount, judge.service)});
    return judge;
}

} // namespace smk
