#include "durable_file.h"

#include "file_handle_windows.h"
#include "owner_only_windows.h"
#include "thread_rule.h"

#include <QRandomGenerator>

namespace smk {

namespace {

constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

// A temporary file in the same folder that is gone again unless it was moved to its final name.
class Temporary
{
public:
    explicit Temporary(const LocalPath &target)
        : m_target(target)
        , m_path(
              target.parent().child(QStringLiteral(".smk-%1.tmp").arg(QRandomGenerator::system()->generate64(), 0, 16)))
        , m_native(nativePath(m_path))
    {
    }
    ~Temporary()
    {
        if (m_exists)
            DeleteFileW(m_native.c_str());
    }
    Temporary(const Temporary &) = delete;
    Temporary &operator=(const Temporary &) = delete;

    // Returns whether the file system could flush it.
    Result<bool> write(const QByteArray &bytes, FileAccess access, const CancelToken &cancel)
    {
        const auto failure = [&](FileAct act) { return fail(problemOfWindowsError(GetLastError(), act, m_target)); };
        OwnerOnlyAttributes ownerOnly;
        if (access == FileAccess::OwnerOnly && !ownerOnly.get())
            return failure(FileAct::Create);
        FileHandle file(CreateFileW(m_native.c_str(), GENERIC_WRITE, 0,
                                    access == FileAccess::OwnerOnly ? ownerOnly.get() : nullptr, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL | FILE_FLAG_WRITE_THROUGH, nullptr));
        if (!file.isOpen())
            return failure(FileAct::Create);
        m_exists = true;
        for (qsizetype done = 0; done < bytes.size();) {
            if (cancel.stop_requested())
                return fail(fileProblem(FileFault::Cancelled, m_target));
            DWORD count = 0;
            const auto rest = DWORD(std::min<qsizetype>(bytes.size() - done, 1 << 20));
            if (!WriteFile(file.get(), bytes.constData() + done, rest, &count, nullptr))
                return failure(FileAct::Write);
            if (count == 0)
                return fail(fileProblem(FileFault::Full, m_target));
            done += count;
        }
        bool flushed = true;
        if (!FlushFileBuffers(file.get())) {
            flushed = false;
            if (GetLastError() != ERROR_INVALID_FUNCTION && GetLastError() != ERROR_NOT_SUPPORTED)
                return failure(FileAct::Flush);
        }
        if (!file.close())
            return failure(FileAct::Flush);
        if (cancel.stop_requested())
            return fail(fileProblem(FileFault::Cancelled, m_target));
        return flushed;
    }
    // Without the replace flag the move is refused where the name is taken.
    Result<void> moveTo(DWORD flags)
    {
        if (!MoveFileExW(m_native.c_str(), nativePath(m_target).c_str(), flags | MOVEFILE_WRITE_THROUGH)) {
            const Problem problem = problemOfWindowsError(GetLastError(), FileAct::Rename, m_target);
            const bool answered =
                problem.id != fileFaultId(FileFault::Gone) && problem.id != fileFaultId(FileFault::Failed);
            Problem told = problem;
            told.outcome = answered ? Outcome::None : Outcome::Unknown;
            return fail(told);
        }
        m_exists = false;
        return {};
    }

private:
    LocalPath m_target;
    LocalPath m_path;
    std::wstring m_native;
    bool m_exists = false;
};

// Windows flushes a folder only for those who may write its attributes, and some file systems not at all.
bool flushFolder(const LocalPath &folder)
{
    const FileHandle handle(CreateFileW(nativePath(folder).c_str(), GENERIC_WRITE, shareAll, nullptr, OPEN_EXISTING,
                                        FILE_FLAG_BACKUP_SEMANTICS, nullptr));
    return handle.isOpen() && FlushFileBuffers(handle.get());
}

bool isUsableFolder(const LocalPath &path)
{
    const DWORD attributes = GetFileAttributesW(nativePath(path).c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY);
}

} // namespace

Result<WrittenFile> createDurably(const LocalPath &path, const QByteArray &bytes, FileAccess access,
                                  const CancelToken &cancel)
{
    aboutToBlock("createDurably");
    if (fileExists(path))
        return fail(fileProblem(FileFault::Exists, path));
    WrittenFile written{.path = path, .size = bytes.size(), .hash = Sha256::of(bytes)};
    Temporary temporary(path);
    const Result<bool> flushed = temporary.write(bytes, access, cancel);
    if (!flushed)
        return fail(flushed.error());
    if (const Result<void> moved = temporary.moveTo(0); !moved)
        return fail(moved.error());
    // MOVEFILE_WRITE_THROUGH returns when the name is on the disk; the folder's own flush is asked for besides.
    (void)flushFolder(path.parent());
    written.flushed = *flushed;
    return written;
}

Result<void> replaceDurably(const LocalPath &path, const QByteArray &bytes)
{
    aboutToBlock("replaceDurably");
    Temporary temporary(path);
    if (const Result<bool> flushed = temporary.write(bytes, FileAccess::OwnerOnly, {}); !flushed)
        return fail(flushed.error());
    if (Result<void> moved = temporary.moveTo(MOVEFILE_REPLACE_EXISTING); !moved)
        return moved;
    (void)flushFolder(path.parent());
    return {};
}

Result<void> createFolderDurably(const LocalPath &path, FileAccess access, bool mayExist)
{
    aboutToBlock("createFolderDurably");
    OwnerOnlyAttributes ownerOnly;
    if (access == FileAccess::OwnerOnly && !ownerOnly.get())
        return fail(problemOfWindowsError(GetLastError(), FileAct::Create, path));
    SECURITY_ATTRIBUTES *attributes = access == FileAccess::OwnerOnly ? ownerOnly.get() : nullptr;
    const std::wstring native = nativePath(path);
    bool made = CreateDirectoryW(native.c_str(), attributes);
    if (!made && GetLastError() == ERROR_PATH_NOT_FOUND && mayExist && !path.parent().isEmpty()
        && path.parent() != path) {
        if (Result<void> above = createFolderDurably(path.parent(), access, true); !above)
            return above;
        made = CreateDirectoryW(native.c_str(), attributes);
    }
    if (!made) {
        const DWORD code = GetLastError();
        if (mayExist && isUsableFolder(path))
            return {};
        return fail(problemOfWindowsError(code, FileAct::Create, path));
    }
    (void)flushFolder(path.parent());
    return {};
}

Result<QByteArray> readWhole(const LocalPath &path, qint64 limit)
{
    aboutToBlock("readWhole");
    const FileHandle file(CreateFileW(nativePath(path).c_str(), GENERIC_READ, shareAll, nullptr, OPEN_EXISTING,
                                      FILE_ATTRIBUTE_NORMAL, nullptr));
    if (!file.isOpen())
        return fail(problemOfWindowsError(GetLastError(), FileAct::Read, path));
    QByteArray bytes;
    QByteArray part(64 * 1024, Qt::Uninitialized);
    for (;;) {
        DWORD count = 0;
        if (!ReadFile(file.get(), part.data(), DWORD(part.size()), &count, nullptr))
            return fail(problemOfWindowsError(GetLastError(), FileAct::Read, path));
        if (count == 0)
            return bytes;
        bytes.append(part.constData(), qsizetype(count));
        if (bytes.size() > limit)
            return fail(fileProblem(FileFault::TooLarge, path));
    }
}

bool fileExists(const LocalPath &path)
{
    aboutToBlock("fileExists");
    return GetFileAttributesW(nativePath(path).c_str()) != INVALID_FILE_ATTRIBUTES;
}

Result<void> removeFile(const LocalPath &path)
{
    aboutToBlock("removeFile");
    if (!DeleteFileW(nativePath(path).c_str()))
        return fail(problemOfWindowsError(GetLastError(), FileAct::Remove, path));
    return {};
}

} // namespace smk
