// Which user the practice server runs as. Started by root it becomes a system user of its own, so that rights mean
// something; started by anybody else it stays who it is.
#pragma once

#include "result.h"

namespace smk {

// Name of the user that this process runs as.
[[nodiscard]] QString runningUser();
[[nodiscard]] bool runsAsRoot();
// Becomes `smk-rehearsal` for good; makes that user where it is missing. Returns what was done, in lines for stderr.
// `root` is handed over to the user before. Only with runsAsRoot().
[[nodiscard]] Result<QStringList> becomeRehearsalUser(const QString &root);
// mode bits, since QFile knows neither the sticky bit nor 0711 reliably. Windows: nothing to do.
[[nodiscard]] bool setMode(const QString &path, unsigned mode);

} // namespace smk
