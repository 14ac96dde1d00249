#include "file_calls_linux.h"

#include <QFile>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace smk {

namespace {

const FileCalls systemCalls{
    .open = [](int folder, const char *name, int flags, mode_t mode) { return ::openat(folder, name, flags, mode); },
    .stat = [](int folder, const char *name, struct stat *out,
               int flags) { return ::fstatat(folder, name, out, flags); },
    .read = [](int file, void *buffer, size_t size) { return ::read(file, buffer, size); },
    .write = [](int file, const void *buffer, size_t size) { return ::write(file, buffer, size); },
    .fsync = [](int file) { return ::fsync(file); },
    .close = [](int file) { return ::close(file); },
    .renameNoReplace = [](int folder, const char *from,
                          const char *to) { return ::renameat2(folder, from, folder, to, RENAME_NOREPLACE); },
    .renameOver = [](int folder, const char *from, const char *to) { return ::renameat(folder, from, folder, to); },
    .link = [](int folder, const char *from, const char *to) { return ::linkat(folder, from, folder, to, 0); },
    .unlink = [](int folder, const char *name) { return ::unlinkat(folder, name, 0); },
    .mkdir = [](const char *path, mode_t mode) { return ::mkdir(path, mode); },
};

const FileCalls *current = &systemCalls;

} // namespace

const FileCalls &systemFileCalls()
{
    return systemCalls;
}

const FileCalls &fileCalls()
{
    return *current;
}

void setFileCalls(const FileCalls *calls)
{
    current = calls ? calls : &systemCalls;
}

FileFault faultOfErrno(int code, FileAct act)
{
    switch (code) {
    case EEXIST:
    case ENOTEMPTY:
        return FileFault::Exists;
    case ENOSPC:
    case EDQUOT:
        return FileFault::Full;
    case EPERM:
        // A full FAT medium says EPERM to a write that the open allowed.
        return act == FileAct::Write || act == FileAct::Flush ? FileFault::Full : FileFault::Denied;
    case EACCES:
        return FileFault::Denied;
    case EROFS:
        return FileFault::ReadOnly;
    case ENOENT:
    case ENOTDIR:
        return act == FileAct::Read || act == FileAct::Remove ? FileFault::Missing : FileFault::Gone;
    case ENOTCONN:
    case ECONNABORTED: // what a FUSE server was working on when its connection was cut
    case ENODEV:
    case ENXIO:
    case ESTALE:
    case ESHUTDOWN:
    case ENOMEDIUM:
        return FileFault::Gone;
    case EFBIG:
        return FileFault::TooLarge;
    default:
        return FileFault::Failed;
    }
}

Problem problemOfErrno(int code, FileAct act, const LocalPath &path, Outcome outcome)
{
    FileFault fault = faultOfErrno(code, act);
    const bool mayBeGone = code == EIO || fault == FileFault::Missing;
    if (mayBeGone) {
        const QByteArray folder = QFile::encodeName(path.parent().text());
        const int fd = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0 && errno != EACCES)
            fault = FileFault::Gone;
        if (fd >= 0)
            ::close(fd);
    }
    return fileProblem(fault, path, QString::fromLocal8Bit(std::strerror(code)), outcome);
}

} // namespace smk
