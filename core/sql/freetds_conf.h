// A private freetds.conf: the only place where FreeTDS 1.3 takes a CA from. One file for the process, since
// FREETDSCONF is the process's; one section for each way of connecting; no secrets in it.
#pragma once

#include "connection_spec.h"

namespace smk {

// The section's name to connect with (SERVERNAME=…), after it was written. Sets FREETDSCONF at the first call.
[[nodiscard]] Result<QString> freeTdsSection(const ConnectionSpec &spec);
// The text of a section without its head; pure, for tests. `written`: the certificates that lie beside it,
// pinned ones, or of a CA file whose path freetds.conf cannot hold.
[[nodiscard]] QString freeTdsSectionText(const ConnectionSpec &spec, const LocalPath &written = {});
// The pinned certificate as a file of the same private folder, for the drivers that compare it.
[[nodiscard]] Result<LocalPath> pinnedCertificateFile(const ConnectionSpec &spec);
// The freetds.conf that users or the system have, the first that exists decides for FreeTDS.
[[nodiscard]] QStringList usersFreeTdsConfs();

} // namespace smk
