#include "thread_rule.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace smk {

namespace {

thread_local bool forbiddenHere = false;
std::atomic<int> violations = 0;

} // namespace

void setBlockingForbidden(bool forbidden)
{
    forbiddenHere = forbidden;
}

void aboutToBlock(const char *what)
{
    if (!forbiddenHere)
        return;
    ++violations;
    std::fprintf(stderr, "thread rule: %s on a thread that must not block\n", what);
    const char *rule = std::getenv("SMK_THREAD_RULE");
    if (rule && std::strcmp(rule, "abort") == 0)
        std::abort();
}

int blockingViolations()
{
    return violations;
}

} // namespace smk
