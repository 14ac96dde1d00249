#include "custody_options.h"
#include "resumed_run.h"
#include "verbs.h"

using namespace Qt::StringLiterals;

namespace smk {

int verifyVerb(const QStringList &arguments)
{
    CommandLine line(
        u"verify"_s,
        u"Reads the copy of a run again, and proves the password. After a crash only the server can tell whether it is right."_s,
        ConnectOptions | RunOptions | ProofOptions);
    Output output(u"verify"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    RunOrder order;
    setProofs(order, line);
    const tl::expected<std::unique_ptr<BackupRun>, int> run = resumedRun(std::move(order), line, output);
    if (!run)
        return run.error();
    if (const BackupRun::Stop stop = (*run)->verify())
        return *stop;
    output.line(u"Go on with: smkctl store --run %1"_s.arg((*run)->procedure().runId()));
    return (*run)->endOfVerify();
}

} // namespace smk
