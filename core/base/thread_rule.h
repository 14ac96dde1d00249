// The window never freezes: SQL, disk, network and keychain work is refused on the GUI thread.
// The assertion is always on in tests (setBlockingForbidden is called by every window test and by the program).
#pragma once

namespace smk {

// Marks the calling thread as one on which nothing may block (the GUI thread). Undone with false.
void setBlockingForbidden(bool forbidden);
// Called at the entrance of every blocking function of core. On a forbidden thread: prints `what` and aborts when
// the environment has SMK_THREAD_RULE=abort (tests set it), else counts it (blockingViolations()).
void aboutToBlock(const char *what);
[[nodiscard]] int blockingViolations();

} // namespace smk
