// Create and protect, or give one right, with administrator rights: a verb of smkctl, and then our own look.
#include "directory_commands.h"
#include "directory_step.h"
#include "elevation.h"
#include "grant_undo.h"
#include "links_followed.h"
#include "service_identity.h"
#include "thread_rule.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

QStringList argumentsOf(ElevatedAct act, const ServerPath &directory, const QString &serviceKey)
{
    return {u"directory"_s, act == ElevatedAct::Create ? u"--create"_s : u"--grant"_s, directory.text(), u"--for"_s,
            serviceKey};
}

} // namespace

Result<CreatedDirectory> actElevated(ElevatedAct act, const ServerPath &directory, const QString &serviceKey,
                                     const DirectoryContext &context, const CancelToken &cancel)
{
    aboutToBlock("actElevated");
    // Where it leads now, as it was looked at; the elevated program takes no path with a link above its last part.
    const ServerPath place(
        QDir::toNativeSeparators(placeOfParent(LocalPath(QDir::fromNativeSeparators(directory.text()))).text()));
    const QStringList arguments = argumentsOf(act, place, serviceKey);
    const Principal service{serviceKey, {}};
    const QString undo = act == ElevatedAct::Create ? undoCommand(directory, context.platform)
                                                    : undoOfGrant(directory, context, service);
    const Result<ElevatedAnswer> answer = runElevated(arguments, cancel);
    if (!answer) {
        Problem problem = answer.error();
        problem.remedies << u"copy-request"_s << u"choose-folder"_s;
        return fail(problem);
    }
    if (answer->exitCode != 0) {
        QByteArray said = answer->errors.trimmed().isEmpty() ? answer->output : answer->errors;
        if (said.trimmed().isEmpty()) // runas hands nothing over but the code
            said = "exit code " + QByteArray::number(answer->exitCode);
        return fail({.id = u"elevation.failed"_s,
                     .arguments = {QString::fromUtf8(said).simplified().left(400)},
                     .remedies = {u"copy-request"_s, u"choose-folder"_s},
                     .command = elevatedCommand(arguments)});
    }
    CreatedDirectory done;
    done.path = LocalPath(directory.text());
    // Read back by us, who may not be allowed to: the look afterwards says so then.
    if (Result<AccessList> after = readAccess(done.path))
        done.after = std::move(*after);
    done.undoCommand = undo;
    return done;
}

Result<CreatedDirectory> grantOrAsk(const ServerPath &directory, const DirectoryContext &context,
                                    const CancelToken &cancel)
{
    Result<CreatedDirectory> own = grantService(directory, context, cancel);
    if (own || own.error().id != "directory.grant-not-permitted"_L1)
        return own;
    return actElevated(ElevatedAct::Grant, directory, judgeContextOf(context).service.id, context, cancel);
}

} // namespace smk
