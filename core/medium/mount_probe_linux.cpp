#include "mount_probe_linux.h"

#include "patient_call.h"

#include <QFile>

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>

namespace smk {

namespace {

struct MountState
{
    qint64 freeBytes = -1;
    int error = 0;
    bool mayWrite = true;
};

// What a pulled drive, an aborted FUSE server or a lost share says.
bool isDead(int code)
{
    return code == EIO || code == ENOTCONN || code == ECONNABORTED || code == ENODEV || code == ENXIO || code == ESTALE
           || code == ESHUTDOWN || code == EHOSTDOWN;
}

} // namespace

void probeMount(Drive &drive)
{
    const QByteArray path = QFile::encodeName(drive.mountPoint.text());
    const auto ask = [path] {
        MountState state;
        struct statvfs system = {};
        if (::statvfs(path.constData(), &system) == 0)
            state.freeBytes = static_cast<qint64>(system.f_bavail) * static_cast<qint64>(system.f_frsize);
        else
            state.error = errno;
        // With the effective user's rights; a write-protected file system is told apart from a missing right.
        if (::faccessat(AT_FDCWD, path.constData(), W_OK | X_OK, AT_EACCESS) != 0) {
            state.mayWrite = errno != EACCES && errno != EPERM;
            if (isDead(errno))
                state.error = errno;
        }
        return state;
    };
    const std::optional<MountState> state =
        answerInTime<MountState>(QStringLiteral("mount ") + drive.mountPoint.text(), ask);
    drive.answers = state && !isDead(state->error);
    drive.freeBytes = state ? state->freeBytes : -1;
    if (drive.answers)
        drive.mayWrite = state->mayWrite;
}

} // namespace smk
