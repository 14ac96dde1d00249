// The papers of a finished run that are not on its medium: whether that is so, and writing them when it is back.
#pragma once

#include "procedure.h"

namespace smk {

// Finished, with a copy, and neither its own record nor a later one names papers.
[[nodiscard]] bool papersAreMissing(const HistoryEntry &entry);
// (worker) Writes them beside the copy, which must be there with the recorded hash, and adds the later record
// "written-again". The finished receipt is not touched.
[[nodiscard]] Result<MediumPapers> writePapersAgain(const LocalPath &receipts, const Receipt &finished,
                                                    DriveSource &drives, const CancelToken &cancel);

} // namespace smk
