#include "run_lock.h"

#include <QDir>

#include <windows.h>

namespace smk {

namespace {

HANDLE openAlone(const LocalPath &file, DWORD creation, DWORD flags)
{
    const std::wstring path = QDir::toNativeSeparators(file.text()).toStdWString();
    return CreateFileW(path.c_str(), GENERIC_READ | DELETE, 0, nullptr, creation, flags, nullptr);
}

} // namespace

std::unique_ptr<RunLock> RunLock::take(const LocalPath &file)
{
    // Shared with nobody, and gone with its handle: a killed process leaves nothing behind.
    const HANDLE handle = openAlone(file, OPEN_ALWAYS, FILE_ATTRIBUTE_NORMAL | FILE_FLAG_DELETE_ON_CLOSE);
    if (handle == INVALID_HANDLE_VALUE)
        return nullptr;
    return std::unique_ptr<RunLock>(new RunLock(file, reinterpret_cast<qintptr>(handle)));
}

bool RunLock::isHeld(const LocalPath &file)
{
    const HANDLE handle = openAlone(file, OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL);
    if (handle != INVALID_HANDLE_VALUE) {
        CloseHandle(handle);
        return false;
    }
    return GetLastError() == ERROR_SHARING_VIOLATION;
}

RunLock::~RunLock()
{
    CloseHandle(reinterpret_cast<HANDLE>(m_handle));
}

} // namespace smk
