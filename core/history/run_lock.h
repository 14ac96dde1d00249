// Whether a run is alive: a lock that the system itself drops when the process ends, however it ends.
// (A lock file with a process id in it would outlive a kill, and ids are used again.)
#pragma once

#include "paths.h"

#include <memory>

namespace smk {

class RunLock
{
public:
    // Takes the lock; nothing where another holder (another process, or another journal of this one) has it.
    [[nodiscard]] static std::unique_ptr<RunLock> take(const LocalPath &file);
    // True while somebody holds it. Takes nothing.
    [[nodiscard]] static bool isHeld(const LocalPath &file);
    ~RunLock(); // removes the file, then lets go
    RunLock(const RunLock &) = delete;
    RunLock &operator=(const RunLock &) = delete;

private:
    RunLock(LocalPath file, qintptr handle)
        : m_file(std::move(file))
        , m_handle(handle)
    {
    }
    LocalPath m_file;
    qintptr m_handle;
};

} // namespace smk
