#include "backup_run.h"

#include "clock.h"
#include "directory_order.h"
#include "interrupt.h"
#include "json_problem.h"
#include "medium_disk.h"
#include "seat.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

// Step 4: the folder on the server's machine, looked at or created.
namespace smk {

BackupRun::Stop BackupRun::createDirectory(const DirectoryContext &context)
{
    BackupPlan &plan = m_procedure->plan;
    if (isFolderHere(plan)) {
        const Result<CreatedDirectory> created = createProtected(plan.directory, context, interrupt::token());
        if (!created)
            return stopped(Step::Directory, created.error(), Exit::Blocked);
        plan.directoryUndo = created->undoCommand;
    } else {
        ServerSession *server = session();
        const Result<void> created =
            server ? createOverSql(*server, plan.directory) : Result<void>(fail(Problem{u"procedure.not-signed-in"_s}));
        if (!created)
            return stopped(Step::Directory, created.error(), Exit::Blocked);
    }
    plan.directoryCreated = true;
    return {};
}

BackupRun::Stop BackupRun::directory()
{
    m_procedure->setCurrent(Step::Directory);
    BackupPlan &plan = m_procedure->plan;
    const std::optional<RehearsalPlaces> &rehearsal = m_order.access->rehearsal;
    DirectoryContext context = directoryContextOf(plan, m_order.access->order.server.port);
    if (rehearsal)
        context.rehearsalParent = rehearsal->folderParent;
    plan.directory = m_order.directory.isEmpty() ? proposeDirectory(context) : m_order.directory;
    context.seat = seatOf(plan);
    plan.fileName = m_order.fileName.isEmpty() ? proposeFileName(plan.facts.serverName, nowUtc()) : m_order.fileName;

    Findings findings = checkDirectoryText(plan.directory, context);
    const Findings name = checkFileName(plan.fileName, plan.facts.platform);
    findings.insert(findings.end(), name.begin(), name.end());
    if (hasState(findings, FindingState::Blocker))
        return blocked(Step::Directory, findings);

    Result<DirectoryLook> look = lookAtDirectory(session(), plan.directory, plan.fileName, context, interrupt::token());
    if (!look)
        return stopped(Step::Directory, look.error(), Exit::Blocked);
    refuseMediumsDisk(*look, plan.directory, mediumBesideFolder(plan));
    if (look->mustCreate) {
        if (!m_order.createDirectory)
            return stopped(Step::Directory,
                           Problem{.id = u"procedure.directory-not-there"_s,
                                   .arguments = {plan.directory.text()},
                                   .returnTo = roomOf(Step::Directory),
                                   .command = look->command},
                           Exit::Blocked);
        if (const Stop stop = createDirectory(context))
            return stop;
        look = lookAtDirectory(session(), plan.directory, plan.fileName, context, interrupt::token());
        if (!look)
            return stopped(Step::Directory, look.error(), Exit::Blocked);
    }
    plan.directoryVerdict = look->verdict;
    plan.writesAs = look->network.account;
    plan.directoryVerdict.findings.insert(plan.directoryVerdict.findings.begin(), seatFinding(plan));
    m_output.put(u"directory"_s, QJsonObject{{u"path"_s, plan.directory.text()},
                                             {u"fileName"_s, plan.fileName},
                                             {u"created"_s, plan.directoryCreated},
                                             {u"seat"_s, seatName(context.seat)},
                                             {u"findings"_s, smk::toJson(look->verdict.findings)}});
    if (hasState(look->verdict.findings, FindingState::Blocker))
        return blocked(Step::Directory, look->verdict.findings);
    m_procedure->setState(Step::Directory,
                          hasState(look->verdict.findings, FindingState::Note)          ? StepState::DoneWithNote
                          : hasState(look->verdict.findings, FindingState::NotVerified) ? StepState::NotVerified
                                                                                        : StepState::Done);
    say(Step::Directory, u"%1%2"_s.arg(plan.directory.text(), plan.directoryCreated ? u", created"_s : QString()));
    m_output.findings(look->verdict.findings, false);
    return {};
}

} // namespace smk
