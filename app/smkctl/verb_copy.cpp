#include "elevated_verbs.h"
#include "resumed_run.h"
#include "verbs.h"

using namespace Qt::StringLiterals;

namespace smk {

int copyVerb(const QStringList &arguments)
{
    CommandLine line(
        u"copy"_s,
        u"Copies the key of an interrupted run to its medium, and reads it again. With --server, over SQL too."_s,
        ConnectOptions | RunOptions);
    line.add(u"medium"_s, u"Another medium than the one chosen: its label, device or a path on it"_s, u"LABEL|PATH"_s);
    line.add(u"elevate"_s, u"Where nothing else reads the file, ask for administrator rights"_s);
    line.add(u"read"_s, u"Without a run: print the bytes of FILE; what the window starts with administrator rights"_s,
             u"FILE"_s);
    line.add(u"into"_s, u"With --read: into a new file instead"_s, u"NEWFILE"_s);
    Output output(u"copy"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"read"_s))
        return readForCopy(line, output);
    RunOrder order;
    order.elevate = line.has(u"elevate"_s);
    order.askPassword = false;
    order.medium = line.value(u"medium"_s);
    const bool otherMedium = line.has(u"medium"_s);
    const tl::expected<std::unique_ptr<BackupRun>, int> run = resumedRun(std::move(order), line, output);
    if (!run)
        return run.error();
    // The statement's answer was lost: whether there is a file comes first.
    if (const BackupRun::Stop stop = (*run)->findKeyFile())
        return *stop;
    if (otherMedium)
        if (const BackupRun::Stop stop = (*run)->medium())
            return *stop;
    if (const BackupRun::Stop stop = (*run)->copy())
        return *stop;
    output.line(u"Go on with: smkctl verify --run %1"_s.arg((*run)->procedure().runId()));
    return output.end((*run)->procedure().stateOf(Step::Copy) == StepState::Done ? Exit::Done : Exit::NotVerified);
}

} // namespace smk
