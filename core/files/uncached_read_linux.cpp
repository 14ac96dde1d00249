#include "uncached_read.h"

#include "durable_file.h"
#include "file_calls_linux.h"
#include "thread_rule.h"

#include <QFile>

#include <linux/fiemap.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/vfs.h>

#include <array>
#include <cerrno>
#include <cstdlib>

namespace smk {

namespace {

// Kernel file systems on a block device, where leaving the page cache out means reading the device. FUSE, tmpfs and
// shares open with O_DIRECT too, and it proves nothing there (measured).
constexpr std::array<unsigned long, 9> deviceTypes{
    0xEF53,     // ext2, ext3, ext4
    0x58465342, // xfs
    0x9123683E, // btrfs
    0x4D44,     // vfat
    0x2011BAB0, // exfat
    0x7366746E, // ntfs3
    0xF2F52010, // f2fs
    0x15013346, // udf
    0x3153464A, // jfs
};
constexpr unsigned long overlayType = 0x794C7630;

enum class Below { Device, Overlay, Unknown };

Below whatIsBelow(int file)
{
    struct statfs system = {};
    if (::fstatfs(file, &system) != 0)
        return Below::Unknown;
    const auto type = static_cast<unsigned long>(system.f_type) & 0xFFFFFFFFUL;
    if (type == overlayType)
        return Below::Overlay;
    return std::find(deviceTypes.begin(), deviceTypes.end(), type) != deviceTypes.end() ? Below::Device
                                                                                        : Below::Unknown;
}

// Btrfs, and ext4 on request, keep files of a kilobyte inside their metadata, whose cache neither way drops.
bool keptInMetadata(int file)
{
    alignas(fiemap) std::array<char, sizeof(fiemap) + 8 * sizeof(fiemap_extent)> buffer{};
    auto *map = reinterpret_cast<fiemap *>(buffer.data());
    map->fm_length = FIEMAP_MAX_OFFSET;
    map->fm_flags = FIEMAP_FLAG_SYNC;
    map->fm_extent_count = 8;
    if (::ioctl(file, FS_IOC_FIEMAP, map) != 0)
        return false; // FAT and its like have no such place
    for (unsigned i = 0; i < map->fm_mapped_extents; ++i)
        if (map->fm_extents[i].fe_flags & (FIEMAP_EXTENT_DATA_INLINE | FIEMAP_EXTENT_DELALLOC))
            return true;
    return false;
}

// True where the kernel says that no page of the file is left in memory.
bool cacheIsEmpty(int file, size_t size)
{
    if (size == 0)
        return false;
    void *mapped = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED)
        return false;
    const auto page = size_t(::sysconf(_SC_PAGESIZE));
    std::vector<unsigned char> resident((size + page - 1) / page, 1);
    const bool told = ::mincore(mapped, size, resident.data()) == 0;
    ::munmap(mapped, size);
    return told && std::none_of(resident.begin(), resident.end(), [](unsigned char bits) { return bits & 1; });
}

// Reads with O_DIRECT into an aligned buffer. Nothing: the file system refuses it.
std::optional<Result<QByteArray>> readDirect(const LocalPath &path, qint64 limit)
{
    constexpr size_t step = 4096;
    Descriptor file(
        fileCalls().open(AT_FDCWD, QFile::encodeName(path.text()).constData(), O_RDONLY | O_CLOEXEC | O_DIRECT, 0));
    if (!file.isOpen())
        return std::nullopt;
    const size_t room = (size_t(limit) / step + 2) * step;
    const std::unique_ptr<void, decltype(&std::free)> buffer(std::aligned_alloc(step, room), &std::free);
    if (!buffer)
        return std::nullopt;
    size_t done = 0;
    for (;;) {
        const ssize_t count = fileCalls().read(file.get(), static_cast<char *>(buffer.get()) + done, room - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EINVAL && done == 0)
            return std::nullopt;
        if (count < 0)
            return fail(problemOfErrno(errno, FileAct::Read, path));
        done += size_t(count);
        if (done > size_t(limit))
            return fail(fileProblem(FileFault::TooLarge, path));
        // The tail comes short; nothing can follow it, and a further read would not be aligned.
        if (count == 0 || done % step != 0)
            return QByteArray(static_cast<const char *>(buffer.get()), qsizetype(done));
    }
}

} // namespace

Result<UncachedRead> readPastCache(const LocalPath &path, qint64 limit)
{
    aboutToBlock("readPastCache");
    Descriptor file(
        fileCalls().open(AT_FDCWD, QFile::encodeName(path.text()).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0));
    if (!file.isOpen())
        return fail(problemOfErrno(errno, FileAct::Read, path));
    struct stat found = {};
    if (fileCalls().stat(file.get(), "", &found, AT_EMPTY_PATH) != 0)
        return fail(problemOfErrno(errno, FileAct::Read, path));
    if (found.st_size > limit)
        return fail(fileProblem(FileFault::TooLarge, path));
    const Below below = whatIsBelow(file.get());
    // Dropped first in every case: O_DIRECT falls back to the cache where pages are shared or journalled.
    const bool dropped =
        ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED) == 0 && cacheIsEmpty(file.get(), size_t(found.st_size));
    // An overlay hands everything on to a file system that is not named here. Memory below it keeps its pages, so an
    // emptied cache tells it from a disk.
    const bool device = (below == Below::Device || (below == Below::Overlay && dropped)) && !keptInMetadata(file.get());
    if (device) {
        if (const auto direct = readDirect(path, limit)) {
            if (!*direct)
                return fail(direct->error());
            return UncachedRead{**direct, ReadMethod::Direct};
        }
    }
    const Result<QByteArray> bytes = readWhole(path, limit);
    if (!bytes)
        return fail(bytes.error());
    return UncachedRead{*bytes, device && dropped ? ReadMethod::DroppedCache : ReadMethod::Plain};
}

} // namespace smk
