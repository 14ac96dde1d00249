#include "browse_server.h"
#include "command_line.h"
#include "directory_order.h"
#include "elevated_verbs.h"
#include "interrupt.h"
#include "json_problem.h"
#include "request_text.h"
#include "seat.h"
#include "server_access.h"
#include "verbs.h"

#include "clock.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

void sayRights(const DirectoryLook &look, const Output &output)
{
    for (const AccessEntry &entry : look.verdict.shownEntries)
        output.line(u"     %1 %2%3"_s.arg(entry.principal.shown.isEmpty() ? entry.principal.id : entry.principal.shown,
                                          rightsWord(entry.rights), entry.inherited ? u" (inherited)"_s : QString()));
}

void sayRequest(const DirectoryLook &look, const BackupPlan &plan, Output &output)
{
    const QString text = requestText(plan, look);
    output.put(u"request"_s, text);
    output.line(text.isEmpty() ? u"Nothing has to be asked for."_s : text);
}

Result<void> create(const Connected &connected, const ServerPath &directory, const DirectoryContext &context,
                    Output &output)
{
    if (context.seat != Seat::OnServer)
        return createOverSql(*connected.session, directory);
    const Result<CreatedDirectory> created = createProtected(directory, context, interrupt::token());
    if (!created)
        return fail(created.error());
    output.put(u"undo"_s, created->undoCommand);
    output.line(u"Created and protected. Undo: %1"_s.arg(created->undoCommand));
    return {};
}

} // namespace

int directoryVerb(const QStringList &arguments)
{
    CommandLine line(
        u"directory"_s,
        u"Looks at the folder into which SQL Server would write, and says who can read there. Creates it only with --create-directory."_s,
        ConnectOptions | DirectoryOptions);
    line.add(u"browse"_s, u"List the folders in PATH as the server sees them; roots: its drives"_s, u"PATH"_s);
    line.add(u"request"_s, u"Print a request to the administrators, with the command, the reason and the way back"_s);
    line.add(u"create"_s, u"Without a server, on its machine: create DIR for ACCOUNT and protect it; needs the right"_s,
             u"DIR"_s);
    line.add(u"grant"_s, u"Without a server, on its machine: give ACCOUNT the right to write in DIR; needs the right"_s,
             u"DIR"_s);
    line.add(u"for"_s, u"With --create and --grant: account of SQL Server's service"_s, u"ACCOUNT"_s);
    Output output(u"directory"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"create"_s) || line.has(u"grant"_s))
        return createOrGrant(line, output);
    std::optional<Seat> chosen;
    if (!takeSeat(line.value(u"seat"_s), chosen))
        return output.usage(u"--seat takes on-server, other-machine or container"_s);
    const tl::expected<ServerAccess, int> access = serverAccessOf(line, output);
    if (!access)
        return access.error();
    const tl::expected<Connected, int> connected = signIn(access->order, output);
    if (!connected)
        return connected.error();
    interrupt::watch(connected->session.get());
    const ServerFacts &facts = connected->facts;
    if (line.has(u"browse"_s))
        return browseServer(*connected->session, line.value(u"browse"_s), facts.platform, output);
    BackupPlan plan;
    plan.facts = facts;
    plan.line = connected->line;
    chooseSeat(plan, chosen);
    DirectoryContext context = directoryContextOf(plan, access->order.server.port);
    if (access->rehearsal)
        context.rehearsalParent = access->rehearsal->folderParent;
    const ServerPath directory =
        line.has(u"directory"_s) ? ServerPath(line.value(u"directory"_s)) : proposeDirectory(context);
    const QString fileName =
        line.has(u"file-name"_s) ? line.value(u"file-name"_s) : proposeFileName(facts.serverName, nowUtc());
    plan.directory = directory;
    context.seat = seatOf(plan);
    output.put(u"directory"_s, directory.text());
    output.put(u"seat"_s, seatName(context.seat));
    output.line(directory.text());
    output.finding(seatFinding(plan));

    Findings findings = checkDirectoryText(directory, context);
    if (!hasState(findings, FindingState::Blocker)) {
        Result<DirectoryLook> look =
            lookAtDirectory(connected->session.get(), directory, fileName, context, interrupt::token());
        if (look && look->mustCreate && line.has(u"create-directory"_s)) {
            if (const Result<void> created = create(*connected, directory, context, output); !created)
                return output.problem(created.error(), Exit::Blocked);
            look = lookAtDirectory(connected->session.get(), directory, fileName, context, interrupt::token());
        }
        if (!look)
            return output.problem(look.error(), Exit::Blocked);
        findings.insert(findings.end(), look->verdict.findings.begin(), look->verdict.findings.end());
        output.put(u"exists"_s, !look->mustCreate);
        output.line(look->mustCreate                              ? u"It is not there yet."_s
                    : look->sight.directoryExists.value_or(false) ? u"It is there."_s
                                                                  : u"Whether it is there is not known."_s);
        sayRights(*look, output);
        if (!look->command.isEmpty())
            output.line(u"     run: %1"_s.arg(look->command));
        if (!look->network.account.isEmpty())
            output.put(u"writesAs"_s, look->network.account);
        if (line.has(u"request"_s))
            sayRequest(*look, plan, output);
    }
    interrupt::watch(nullptr);
    output.put(u"findings"_s, toJson(findings));
    output.findings(findings, true);
    if (hasState(findings, FindingState::Blocker))
        return output.end(Exit::Blocked);
    return output.end(hasState(findings, FindingState::NotVerified) ? Exit::NotVerified : Exit::Done);
}

} // namespace smk
