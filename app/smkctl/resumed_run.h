// The run that a verb goes on with: --run ID, else the newest in progress.
#pragma once

#include "backup_run.h"
#include "command_line.h"

#include <tl/expected.hpp>

namespace smk {

// Where the receipts of a run lie: its own folder or the rehearsals'.
struct FoundRun
{
    LocalPath folder;
    QString runId;
};
[[nodiscard]] tl::expected<FoundRun, Problem> findRun(const QString &runId);

// The run taken up, with the server signed in to later where the command line names one. Error: the exit code.
[[nodiscard]] tl::expected<std::unique_ptr<BackupRun>, int> resumedRun(RunOrder order, const CommandLine &line,
                                                                       Output &output);

} // namespace smk
