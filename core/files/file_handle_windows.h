// Handles, paths and errors of Win32 for this room.
#pragma once

#include "file_fault.h"

#include <qt_windows.h>

#include <string>
#include <utility>

namespace smk {

class FileHandle
{
public:
    explicit FileHandle(HANDLE handle = INVALID_HANDLE_VALUE)
        : m_handle(handle)
    {
    }
    ~FileHandle() { (void)close(); }
    FileHandle(FileHandle &&other) noexcept
        : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE))
    {
    }
    FileHandle(const FileHandle &) = delete;
    FileHandle &operator=(const FileHandle &) = delete;
    FileHandle &operator=(FileHandle &&) = delete;
    [[nodiscard]] HANDLE get() const { return m_handle; }
    [[nodiscard]] bool isOpen() const { return m_handle != INVALID_HANDLE_VALUE; }
    bool close() { return !isOpen() || CloseHandle(std::exchange(m_handle, INVALID_HANDLE_VALUE)) != 0; }

private:
    HANDLE m_handle;
};

// With back-slashes, absolute, and the \\?\ prefix where it is longer than the old limit.
[[nodiscard]] std::wstring nativePath(const LocalPath &path);
[[nodiscard]] FileFault faultOfWindowsError(DWORD code, FileAct act);
[[nodiscard]] Problem problemOfWindowsError(DWORD code, FileAct act, const LocalPath &path,
                                            Outcome outcome = Outcome::None);

} // namespace smk
