#include "uncached_read.h"

#include "durable_file.h"
#include "file_handle_windows.h"
#include "thread_rule.h"

#include <malloc.h>

#include <memory>

namespace smk {

namespace {

// Only a drive of this machine: on a share the other host's cache answers.
bool isLocalDrive(const std::wstring &path)
{
    wchar_t root[MAX_PATH + 1] = {};
    if (path.rfind(L"\\\\", 0) == 0 && path.rfind(L"\\\\?\\", 0) != 0)
        return false;
    if (!GetVolumePathNameW(path.c_str(), root, MAX_PATH))
        return false;
    const UINT kind = GetDriveTypeW(root);
    return kind == DRIVE_FIXED || kind == DRIVE_REMOVABLE;
}

} // namespace

Result<UncachedRead> readPastCache(const LocalPath &path, qint64 limit)
{
    aboutToBlock("readPastCache");
    const std::wstring native = nativePath(path);
    constexpr DWORD step = 64 * 1024; // a multiple of every sector size
    FileHandle file(CreateFileW(native.c_str(), GENERIC_READ, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                                nullptr, OPEN_EXISTING, FILE_FLAG_NO_BUFFERING, nullptr));
    if (isLocalDrive(native) && file.isOpen()) {
        const std::unique_ptr<void, decltype(&_aligned_free)> buffer(_aligned_malloc(step, 4096), &_aligned_free);
        QByteArray bytes;
        while (buffer) {
            DWORD count = 0;
            if (!ReadFile(file.get(), buffer.get(), step, &count, nullptr)) {
                if (GetLastError() == ERROR_INVALID_PARAMETER)
                    break; // refuses unbuffered reads after all
                return fail(problemOfWindowsError(GetLastError(), FileAct::Read, path));
            }
            bytes.append(static_cast<const char *>(buffer.get()), qsizetype(count));
            if (bytes.size() > limit)
                return fail(fileProblem(FileFault::TooLarge, path));
            // The tail comes short; nothing can follow it.
            if (count < step)
                return UncachedRead{bytes, ReadMethod::Direct};
        }
    }
    (void)file.close();
    const Result<QByteArray> bytes = readWhole(path, limit);
    if (!bytes)
        return fail(bytes.error());
    return UncachedRead{*bytes, ReadMethod::Plain};
}

} // namespace smk
