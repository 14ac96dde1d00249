#include "durable_file.h"

#include "file_calls_linux.h"
#include "thread_rule.h"

#include <QFile>
#include <QRandomGenerator>

#include <cerrno>

namespace smk {

namespace {

// The folder stays the one that was opened, even where something else is mounted over its path meanwhile.
struct Place
{
    LocalPath path;
    Descriptor folder;
    QByteArray name;
};

Result<Place> openPlace(const LocalPath &path)
{
    const QByteArray folder = QFile::encodeName(path.parent().isEmpty() ? QStringLiteral(".") : path.parent().text());
    Descriptor fd(fileCalls().open(AT_FDCWD, folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0));
    if (!fd.isOpen())
        return fail(problemOfErrno(errno, FileAct::OpenFolder, path));
    return Place{path, std::move(fd), QFile::encodeName(path.fileName())};
}

bool cannotDoThat(int code)
{
    return code == EINVAL || code == ENOSYS || code == ENOTSUP;
}

// A temporary file in the same folder that is gone again unless it was moved to its final name.
class Temporary
{
public:
    explicit Temporary(const Place &place)
        : m_place(place)
        , m_name(".smk-" + QByteArray::number(QRandomGenerator::system()->generate64(), 16) + ".tmp")
    {
    }
    ~Temporary()
    {
        if (m_exists)
            fileCalls().unlink(m_place.folder.get(), m_name.constData());
    }
    Temporary(const Temporary &) = delete;
    Temporary &operator=(const Temporary &) = delete;

    // Returns whether the file system could flush it.
    Result<bool> write(const QByteArray &bytes, mode_t mode, const CancelToken &cancel)
    {
        const auto failure = [&](FileAct act) { return fail(problemOfErrno(errno, act, m_place.path)); };
        constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
        Descriptor file(fileCalls().open(m_place.folder.get(), m_name.constData(), flags, mode));
        if (!file.isOpen())
            return failure(FileAct::Create);
        m_exists = true;
        for (qsizetype done = 0; done < bytes.size();) {
            if (cancel.stop_requested())
                return fail(fileProblem(FileFault::Cancelled, m_place.path));
            const ssize_t count = fileCalls().write(file.get(), bytes.constData() + done, size_t(bytes.size() - done));
            if (count < 0 && errno == EINTR)
                continue;
            if (count <= 0) {
                errno = count == 0 ? ENOSPC : errno;
                return failure(FileAct::Write);
            }
            done += count;
        }
        // Only the first error counts: a second fsync may say ok although the bytes are lost.
        const bool flushed = fileCalls().fsync(file.get()) == 0;
        if (!flushed && !cannotDoThat(errno))
            return failure(FileAct::Flush);
        if (file.close() != 0)
            return failure(FileAct::Flush);
        if (cancel.stop_requested())
            return fail(fileProblem(FileFault::Cancelled, m_place.path));
        return flushed;
    }
    [[nodiscard]] const char *name() const { return m_name.constData(); }
    void moved() { m_exists = false; }

private:
    const Place &m_place;
    QByteArray m_name;
    bool m_exists = false;
};

// Errors after which it is not known whether the name was given: a share may have lost the answer alone.
Outcome outcomeOfRename(int code)
{
    switch (code) {
    case EEXIST:
    case EACCES:
    case EPERM:
    case EROFS:
    case ENOSPC:
    case EDQUOT:
    case ENOENT:
        return Outcome::None;
    default:
        return Outcome::Unknown;
    }
}

// Last resort, FAT by FUSE: the name is reserved by an exclusive, empty file of our own, and the whole file is renamed
// over that reservation. A crash leaves the whole file or an empty one, never a half one and never a replaced one.
Result<void> reserveAndRename(const Place &place, Temporary &temporary, mode_t mode)
{
    const FileCalls &calls = fileCalls();
    constexpr int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
    Descriptor reserved(calls.open(place.folder.get(), place.name.constData(), flags, mode));
    if (!reserved.isOpen())
        return fail(problemOfErrno(errno, FileAct::Create, place.path));
    (void)reserved.close();
    if (calls.renameOver(place.folder.get(), temporary.name(), place.name.constData()) == 0) {
        temporary.moved();
        return {};
    }
    const int code = errno;
    struct stat now = {};
    const bool stillEmpty =
        calls.stat(place.folder.get(), place.name.constData(), &now, AT_SYMLINK_NOFOLLOW) == 0 && now.st_size == 0;
    const bool tidy = stillEmpty && calls.unlink(place.folder.get(), place.name.constData()) == 0;
    return fail(problemOfErrno(code, FileAct::Rename, place.path, tidy ? Outcome::None : Outcome::Unknown));
}

Result<void> giveName(const Place &place, Temporary &temporary, mode_t mode)
{
    const FileCalls &calls = fileCalls();
    if (calls.renameNoReplace(place.folder.get(), temporary.name(), place.name.constData()) == 0) {
        temporary.moved();
        return {};
    }
    if (!cannotDoThat(errno))
        return fail(problemOfErrno(errno, FileAct::Rename, place.path, outcomeOfRename(errno)));
    if (calls.link(place.folder.get(), temporary.name(), place.name.constData()) == 0)
        return {}; // the temporary name goes with `temporary`
    if (errno == EPERM || errno == EMLINK || cannotDoThat(errno))
        return reserveAndRename(place, temporary, mode);
    return fail(problemOfErrno(errno, FileAct::Rename, place.path, outcomeOfRename(errno)));
}

// False: the file system has no flush for folders. An error: the file has its name, but nobody knows for how long.
Result<bool> flushFolder(const Place &place)
{
    if (fileCalls().fsync(place.folder.get()) == 0)
        return true;
    if (cannotDoThat(errno))
        return false;
    return fail(problemOfErrno(errno, FileAct::Flush, place.path, Outcome::Unknown));
}

bool isFolder(const QByteArray &path)
{
    struct stat found = {};
    return fileCalls().stat(AT_FDCWD, path.constData(), &found, 0) == 0 && S_ISDIR(found.st_mode);
}

} // namespace

Result<WrittenFile> createDurably(const LocalPath &path, const QByteArray &bytes, FileAccess access,
                                  const CancelToken &cancel)
{
    aboutToBlock("createDurably");
    Result<Place> place = openPlace(path);
    if (!place)
        return fail(place.error());
    struct stat found = {};
    if (fileCalls().stat(place->folder.get(), place->name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0)
        return fail(fileProblem(FileFault::Exists, path));
    const mode_t mode = access == FileAccess::OwnerOnly ? 0600 : 0666;
    WrittenFile written{.path = path, .size = bytes.size(), .hash = Sha256::of(bytes)};
    {
        Temporary temporary(*place);
        const Result<bool> flushed = temporary.write(bytes, mode, cancel);
        if (!flushed)
            return fail(flushed.error());
        written.flushed = *flushed;
        if (const Result<void> named = giveName(*place, temporary, mode); !named)
            return fail(named.error());
    }
    const Result<bool> folder = flushFolder(*place);
    if (!folder)
        return fail(folder.error());
    written.flushed = written.flushed && *folder;
    return written;
}

Result<void> replaceDurably(const LocalPath &path, const QByteArray &bytes)
{
    aboutToBlock("replaceDurably");
    Result<Place> place = openPlace(path);
    if (!place)
        return fail(place.error());
    Temporary temporary(*place);
    if (const Result<bool> flushed = temporary.write(bytes, 0600, {}); !flushed)
        return fail(flushed.error());
    if (fileCalls().renameOver(place->folder.get(), temporary.name(), place->name.constData()) != 0)
        return fail(problemOfErrno(errno, FileAct::Rename, path, outcomeOfRename(errno)));
    temporary.moved();
    if (const Result<bool> folder = flushFolder(*place); !folder)
        return fail(folder.error());
    return {};
}

Result<void> createFolderDurably(const LocalPath &path, FileAccess access, bool mayExist)
{
    aboutToBlock("createFolderDurably");
    const QByteArray name = QFile::encodeName(path.text());
    const mode_t mode = access == FileAccess::OwnerOnly ? 0700 : 0777;
    int made = fileCalls().mkdir(name.constData(), mode);
    if (made != 0 && errno == ENOENT && mayExist && !path.parent().isEmpty() && path.parent() != path) {
        if (Result<void> above = createFolderDurably(path.parent(), access, true); !above)
            return above;
        made = fileCalls().mkdir(name.constData(), mode);
    }
    if (made != 0) {
        if (errno == EEXIST && mayExist && isFolder(name))
            return {};
        return fail(problemOfErrno(errno, FileAct::Create, path));
    }
    const Result<Place> place = openPlace(path);
    if (!place)
        return fail(place.error());
    if (const Result<bool> flushed = flushFolder(*place); !flushed)
        return fail(flushed.error());
    return {};
}

Result<QByteArray> readWhole(const LocalPath &path, qint64 limit)
{
    aboutToBlock("readWhole");
    const QByteArray name = QFile::encodeName(path.text());
    // Not blocking, for a pipe laid under the name would hold the thread for ever.
    Descriptor file(fileCalls().open(AT_FDCWD, name.constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0));
    if (!file.isOpen())
        return fail(problemOfErrno(errno, FileAct::Read, path));
    QByteArray bytes;
    QByteArray part(64 * 1024, Qt::Uninitialized);
    for (;;) {
        const ssize_t count = fileCalls().read(file.get(), part.data(), size_t(part.size()));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return fail(problemOfErrno(errno, FileAct::Read, path));
        if (count == 0)
            return bytes;
        bytes.append(part.constData(), count);
        if (bytes.size() > limit)
            return fail(fileProblem(FileFault::TooLarge, path));
    }
}

bool fileExists(const LocalPath &path)
{
    aboutToBlock("fileExists");
    struct stat found = {};
    const QByteArray name = QFile::encodeName(path.text());
    return fileCalls().stat(AT_FDCWD, name.constData(), &found, AT_SYMLINK_NOFOLLOW) == 0;
}

Result<void> removeFile(const LocalPath &path)
{
    aboutToBlock("removeFile");
    if (fileCalls().unlink(AT_FDCWD, QFile::encodeName(path.text()).constData()) != 0)
        return fail(problemOfErrno(errno, FileAct::Remove, path));
    return {};
}

} // namespace smk
