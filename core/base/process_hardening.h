// What a process does before it touches a secret: no core dumps, not dumpable, no driver logs from the environment.
#pragma once

#include <QStringList>

namespace smk {

// Switches core dumps and attaching by the same user off (Linux: PR_SET_DUMPABLE, RLIMIT_CORE; Windows: error mode).
void forbidCoreDumps();
// Takes TDSDUMP, TDSDUMPCONFIG and their like out of our environment before a driver is loaded.
// Returns the names that were set, so that it can be said.
QStringList removeTracingFromEnvironment();

} // namespace smk
