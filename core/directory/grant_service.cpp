#include "create_checks.h"
#include "directory_commands.h"
#include "directory_step.h"
#include "grant_act.h"
#include "grant_undo.h"
#include "thread_rule.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace smk {

Result<CreatedDirectory> grantService(const ServerPath &directory, const DirectoryContext &context,
                                      const CancelToken &cancel)
{
    aboutToBlock("grantService");
    const Result<JudgeContext> allowed = checkBeforeCreating(directory, context, cancel);
    if (!allowed)
        return fail(allowed.error());
    const Principal &service = allowed->service;
    const QString undo = undoOfGrant(directory, context, service);
    if (const std::optional<GrantRefusal> refused = giveService(directory.text(), service)) {
        const bool look = refused->id == "directory.grant-opens-more"_L1;
        return fail({.id = refused->id,
                     .arguments = {directory.text(), refused->reason},
                     .remedies = {u"choose-folder"_s, u"retry"_s},
                     .command = look ? lookCommand(directory, context.platform)
                                     : grantCommand(directory, context.platform, context.serviceAccount, service)});
    }
    // Given it is, whether or not it can be read back: the way back from it is not lost with the look.
    CreatedDirectory done{LocalPath(QDir::fromNativeSeparators(directory.text())), std::nullopt, undo};
    if (Result<AccessList> after = readAccess(done.path))
        done.after = std::move(*after);
    return done;
}

} // namespace smk
