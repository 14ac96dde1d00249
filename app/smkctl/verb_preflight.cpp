#include "command_line.h"
#include "interrupt.h"
#include "server_access.h"
#include "verbs.h"

using namespace Qt::StringLiterals;

namespace smk {

int preflightVerb(const QStringList &arguments)
{
    CommandLine line(u"preflight"_s, u"Signs in and says what stands in the way of a backup. Changes nothing."_s, ConnectOptions);
    Output output(u"preflight"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    const tl::expected<ServerAccess, int> access = serverAccessOf(line, output);
    if (!access)
        return access.error();
    const tl::expected<Connected, int> connected = signIn(access->order, output);
    if (!connected)
        return connected.error();
    output.line(u"%1, signed in as %2; the line %3"_s.arg(serverLine(connected->facts), connected->facts.login, lineInWords(connected->line)));
    output.findings(connected->findings, true);
    if (hasState(connected->findings, FindingState::Blocker))
        return output.end(Exit::Blocked);
    return output.end(hasState(connected->findings, FindingState::NotVerified) ? Exit::NotVerified : Exit::Done);
}

} // namespace smk
