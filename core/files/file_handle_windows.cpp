#include "file_handle_windows.h"

#include <QDir>

namespace smk {

std::wstring nativePath(const LocalPath &path)
{
    QString native = QDir::toNativeSeparators(QDir::cleanPath(QDir(path.text()).absolutePath()));
    if (native.size() >= 248 && !native.startsWith(QStringLiteral("\\\\")))
        native.prepend(QStringLiteral("\\\\?\\"));
    return native.toStdWString();
}

FileFault faultOfWindowsError(DWORD code, FileAct act)
{
    switch (code) {
    case ERROR_FILE_EXISTS:
    case ERROR_ALREADY_EXISTS:
        return FileFault::Exists;
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return FileFault::Full;
    case ERROR_WRITE_PROTECT:
        return FileFault::ReadOnly;
    case ERROR_ACCESS_DENIED:
    case ERROR_PRIVILEGE_NOT_HELD:
    case ERROR_SHARING_VIOLATION:
        return FileFault::Denied;
    case ERROR_FILE_NOT_FOUND:
        return act == FileAct::Read || act == FileAct::Remove ? FileFault::Missing : FileFault::Gone;
    case ERROR_PATH_NOT_FOUND:
    case ERROR_INVALID_DRIVE:
    case ERROR_NOT_READY:
    case ERROR_BAD_UNIT:
    case ERROR_DEV_NOT_EXIST:
    case ERROR_DEVICE_NOT_CONNECTED:
    case ERROR_NO_MEDIA_IN_DRIVE:
    case ERROR_BAD_NETPATH:
    case ERROR_BAD_NET_NAME:
    case ERROR_NETNAME_DELETED:
    case ERROR_UNEXP_NET_ERR:
    case ERROR_FILE_INVALID: // the volume was changed under an open file
    case ERROR_WRONG_DISK:
        return FileFault::Gone;
    default:
        return FileFault::Failed;
    }
}

Problem problemOfWindowsError(DWORD code, FileAct act, const LocalPath &path, Outcome outcome)
{
    return fileProblem(faultOfWindowsError(code, act), path, qt_error_string(int(code)).trimmed(), outcome);
}

} // namespace smk
