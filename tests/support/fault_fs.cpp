// A file system of the tests: passes everything on to a folder, and fails where it is told to. Linux with FUSE 3.
//   fault_fs FOLDER MOUNT-POINT [FUSE options]
// Faults are read from FOLDER.faults at each call, a line each: OPERATION HOW AFTER
//   OPERATION  open create read write fsync fsyncdir flush rename mkdir statfs readdir getattr
//   HOW        a number of errno · "short" (half is written) · "flip" (one bit of what is read) · "sleep" (until
//   aborted) AFTER      so many calls go through first; the count begins anew when the file is gone
#define FUSE_USE_VERSION 31
#include <fuse3/fuse.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <mutex>
#include <string>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace {

int folder = -1;
std::string faultFile;
std::mutex lock;
std::map<std::string, int> calls;

constexpr int shortWrite = -1;
constexpr int flippedBit = -2;

// Zero: nothing; above: an errno.
int faultOf(const char *operation)
{
    bool sleeps = false;
    int found = 0;
    {
        const std::lock_guard guard(lock);
        FILE *file = std::fopen(faultFile.c_str(), "r");
        if (!file) {
            calls.clear();
            return 0;
        }
        char name[32], how[32];
        int after = 0;
        while (std::fscanf(file, "%31s %31s %d", name, how, &after) == 3) {
            if (std::strcmp(name, operation) != 0 || calls[name]++ < after)
                continue;
            const std::string what = how;
            sleeps = what == "sleep";
            found = what == "short" ? shortWrite : what == "flip" ? flippedBit : std::atoi(how);
        }
        std::fclose(file);
    }
    while (sleeps)
        ::sleep(1); // the test aborts the connection, and ends this process
    return found;
}

const char *below(const char *path)
{
    return path[1] ? path + 1 : ".";
}

int answer(int result)
{
    return result < 0 ? -errno : 0;
}

int doGetattr(const char *path, struct stat *out, fuse_file_info *)
{
    if (const int error = faultOf("getattr"); error > 0)
        return -error;
    return answer(::fstatat(folder, below(path), out, AT_SYMLINK_NOFOLLOW));
}

int opened(const char *operation, const char *path, fuse_file_info *info, int flags, mode_t mode)
{
    if (const int error = faultOf(operation); error > 0)
        return -error;
    const int file = ::openat(folder, below(path), flags & ~O_DIRECT, mode);
    if (file < 0)
        return -errno;
    info->fh = static_cast<uint64_t>(file);
    info->direct_io = 1;
    return 0;
}

int doOpen(const char *path, fuse_file_info *info)
{
    return opened("open", path, info, info->flags, 0);
}

int doCreate(const char *path, mode_t mode, fuse_file_info *info)
{
    const int error = opened("create", path, info, info->flags | O_CREAT, mode);
    if (error == 0)
        (void)!::fchown(static_cast<int>(info->fh), fuse_get_context()->uid, fuse_get_context()->gid);
    return error;
}

int doRead(const char *, char *buffer, size_t size, off_t offset, fuse_file_info *info)
{
    const int error = faultOf("read");
    if (error > 0)
        return -error;
    const ssize_t count = ::pread(static_cast<int>(info->fh), buffer, size, offset);
    if (count > 0 && error == flippedBit)
        buffer[count / 2] = static_cast<char>(buffer[count / 2] ^ 1);
    return count < 0 ? -errno : static_cast<int>(count);
}

int doWrite(const char *, const char *buffer, size_t size, off_t offset, fuse_file_info *info)
{
    const int error = faultOf("write");
    if (error > 0)
        return -error;
    const ssize_t count = ::pwrite(static_cast<int>(info->fh), buffer, error == shortWrite ? size / 2 : size, offset);
    return count < 0 ? -errno : static_cast<int>(count);
}

int doFsync(const char *, int, fuse_file_info *info)
{
    const int error = faultOf("fsync");
    return error > 0 ? -error : answer(::fsync(static_cast<int>(info->fh)));
}

int doFsyncdir(const char *, int, fuse_file_info *)
{
    const int error = faultOf("fsyncdir");
    return error > 0 ? -error : answer(::fsync(folder));
}

int doFlush(const char *, fuse_file_info *info)
{
    const int error = faultOf("flush");
    return error > 0 ? -error : answer(::close(::dup(static_cast<int>(info->fh))));
}

int doRelease(const char *, fuse_file_info *info)
{
    return answer(::close(static_cast<int>(info->fh)));
}

int doReaddir(const char *path, void *buffer, fuse_fill_dir_t fill, off_t, fuse_file_info *, fuse_readdir_flags)
{
    if (const int error = faultOf("readdir"); error > 0)
        return -error;
    const int file = ::openat(folder, below(path), O_RDONLY | O_DIRECTORY);
    DIR *listed = file < 0 ? nullptr : ::fdopendir(file);
    if (!listed)
        return -errno;
    while (const dirent *entry = ::readdir(listed))
        fill(buffer, entry->d_name, nullptr, 0, fuse_fill_dir_flags(0));
    ::closedir(listed);
    return 0;
}

int doMkdir(const char *path, mode_t mode)
{
    if (const int error = faultOf("mkdir"); error > 0)
        return -error;
    if (::mkdirat(folder, below(path), mode) != 0)
        return -errno;
    return answer(
        ::fchownat(folder, below(path), fuse_get_context()->uid, fuse_get_context()->gid, AT_SYMLINK_NOFOLLOW));
}

int doRename(const char *from, const char *to, unsigned flags)
{
    if (const int error = faultOf("rename"); error > 0)
        return -error;
    return answer(::renameat2(folder, below(from), folder, below(to), flags));
}

int doStatfs(const char *, struct statvfs *out)
{
    if (const int error = faultOf("statfs"); error > 0)
        return -error;
    return answer(::fstatvfs(folder, out));
}

int doUnlink(const char *path)
{
    return answer(::unlinkat(folder, below(path), 0));
}

int doRmdir(const char *path)
{
    return answer(::unlinkat(folder, below(path), AT_REMOVEDIR));
}

int doChmod(const char *path, mode_t mode, fuse_file_info *)
{
    return answer(::fchmodat(folder, below(path), mode, 0));
}

int doUtimens(const char *path, const timespec times[2], fuse_file_info *)
{
    return answer(::utimensat(folder, below(path), times, 0));
}

} // namespace

int main(int count, char **arguments)
{
    if (count < 3) {
        std::fprintf(stderr, "usage: fault_fs FOLDER MOUNT-POINT [options]\n");
        return 2;
    }
    folder = ::open(arguments[1], O_RDONLY | O_DIRECTORY);
    if (folder < 0) {
        std::perror(arguments[1]);
        return 1;
    }
    faultFile = std::string(arguments[1]) + ".faults";
    ::umask(0);
    fuse_operations calls{};
    calls.getattr = doGetattr;
    calls.open = doOpen;
    calls.create = doCreate;
    calls.read = doRead;
    calls.write = doWrite;
    calls.fsync = doFsync;
    calls.fsyncdir = doFsyncdir;
    calls.flush = doFlush;
    calls.release = doRelease;
    calls.readdir = doReaddir;
    calls.mkdir = doMkdir;
    calls.rename = doRename;
    calls.statfs = doStatfs;
    calls.unlink = doUnlink;
    calls.rmdir = doRmdir;
    calls.chmod = doChmod;
    calls.utimens = doUtimens;
    arguments[1] = arguments[0];
    return fuse_main(count - 1, arguments + 1, &calls, nullptr);
}
