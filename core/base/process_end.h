// The end of a program whose own work is done and whose objects are gone.
#pragma once

namespace smk {

// Ends the process with `code`, after what was printed is written. Main thread, as the last call of main().
// Windows: without the detach routines of its libraries. ExitProcess ends every other thread wherever it stands, and
// one that still waits for a dead share (patient_call.h) or is just ending may then hold winpthread's key lock, on
// which libstdc++'s detach routine waits for ever: a process without a window that never ends (seen under Wine).
[[noreturn]] void endProcess(int code);

} // namespace smk
