// The system calls of this room behind one table, so that a test can let the n-th of them fail.
#pragma once

#include "file_fault.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

namespace smk {

struct FileCalls
{
    int (*open)(int folder, const char *name, int flags, mode_t mode);
    int (*stat)(int folder, const char *name, struct stat *out, int flags);
    ssize_t (*read)(int file, void *buffer, size_t size);
    ssize_t (*write)(int file, const void *buffer, size_t size);
    int (*fsync)(int file);
    int (*close)(int file);
    int (*renameNoReplace)(int folder, const char *from, const char *to);
    int (*renameOver)(int folder, const char *from, const char *to);
    int (*link)(int folder, const char *from, const char *to);
    int (*unlink)(int folder, const char *name);
    int (*mkdir)(const char *path, mode_t mode);
};

[[nodiscard]] const FileCalls &systemFileCalls();
[[nodiscard]] const FileCalls &fileCalls();
// For tests: null brings the system's back. Not thread-safe.
void setFileCalls(const FileCalls *calls);

[[nodiscard]] FileFault faultOfErrno(int code, FileAct act);
// A Problem of the error; where an I/O error came and the folder no longer opens, it is "files.gone".
[[nodiscard]] Problem problemOfErrno(int code, FileAct act, const LocalPath &path, Outcome outcome = Outcome::None);

// A descriptor that closes itself; close() tells the error, as some systems report a failed write only there.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    {
    }
    ~Descriptor() { (void)close(); }
    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }
    int close() { return m_fd < 0 ? 0 : fileCalls().close(std::exchange(m_fd, -1)); }

private:
    int m_fd;
};

} // namespace smk
