#include "run_lock.h"

#include <QFile>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace smk {

namespace {

// The last holder removes the file before it lets go; a lock on a removed file protects nothing.
bool isStillThere(int handle, const QByteArray &path)
{
    struct stat opened
    {
    };
    struct stat named
    {
    };
    return fstat(handle, &opened) == 0 && stat(path.constData(), &named) == 0 && opened.st_ino == named.st_ino
           && opened.st_dev == named.st_dev;
}

} // namespace

std::unique_ptr<RunLock> RunLock::take(const LocalPath &file)
{
    const QByteArray path = QFile::encodeName(file.text());
    for (int attempt = 0; attempt < 3; ++attempt) {
        const int handle = open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
        if (handle < 0)
            return nullptr;
        if (flock(handle, LOCK_EX | LOCK_NB) == 0 && isStillThere(handle, path))
            return std::unique_ptr<RunLock>(new RunLock(file, handle));
        close(handle);
        // isHeld() of another process holds it for an instant.
        usleep(10'000);
    }
    return nullptr;
}

bool RunLock::isHeld(const LocalPath &file)
{
    const int handle = open(QFile::encodeName(file.text()).constData(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (handle < 0)
        return false;
    const bool held = flock(handle, LOCK_SH | LOCK_NB) != 0;
    close(handle);
    return held;
}

RunLock::~RunLock()
{
    unlink(QFile::encodeName(m_file.text()).constData());
    close(static_cast<int>(m_handle));
}

} // namespace smk
