// What a run says on the papers of its medium.
#pragma once

#include "procedure.h"

namespace smk {

[[nodiscard]] PaperFacts paperFactsOf(const BackupPlan &plan, const RunResults &results, const QString &operatorName);
// "Copy re-read, identical." and its like, one line a level; what was not done is said as not done.
[[nodiscard]] QStringList proofLinesOf(const std::vector<Proof> &proofs);

} // namespace smk
