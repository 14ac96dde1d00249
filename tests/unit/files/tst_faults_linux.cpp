// Every system call fails once, the 1st, 2nd, 3rd … until a run ends without having met its fault.
#include "durable_file.h"
#include "file_calls_linux.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <array>
#include <cerrno>

using namespace smk;

namespace {

struct Fault
{
    int at = 0; // which call; 0: none
    int code = EIO;
    bool noRename = false; // as on exFAT, NTFS and FAT by FUSE
    bool noLink = false;
    int calls = 0;
    bool met = false;
    bool metUnlink = false;
};

Fault fault;

bool fails()
{
    if (++fault.calls != fault.at)
        return false;
    fault.met = true;
    errno = fault.code;
    return true;
}

const FileCalls &real = systemFileCalls();

const FileCalls failing{
    .open = [](int folder, const char *name, int flags,
               mode_t mode) { return fails() ? -1 : real.open(folder, name, flags, mode); },
    .stat = [](int folder, const char *name, struct stat *out,
               int flags) { return fails() ? -1 : real.stat(folder, name, out, flags); },
    .read = [](int file, void *buffer, size_t size) { return fails() ? ssize_t(-1) : real.read(file, buffer, size); },
    .write =
        [](int file, const void *buffer, size_t size) {
            // Half of it, as a full medium does; the error comes with the next call.
            return fails() ? ssize_t(-1) : real.write(file, buffer, size > 1000 ? size / 2 : size);
        },
    .fsync = [](int file) { return fails() ? -1 : real.fsync(file); },
    .close =
        [](int file) {
            real.close(file);
            return fails() ? -1 : 0;
        },
    .renameNoReplace =
        [](int folder, const char *from, const char *to) {
            if (fails())
                return -1;
            if (fault.noRename) {
                errno = EINVAL;
                return -1;
            }
            return real.renameNoReplace(folder, from, to);
        },
    .renameOver = [](int folder, const char *from,
                     const char *to) { return fails() ? -1 : real.renameOver(folder, from, to); },
    .link =
        [](int folder, const char *from, const char *to) {
            if (fails())
                return -1;
            if (fault.noLink) {
                errno = EPERM;
                return -1;
            }
            return real.link(folder, from, to);
        },
    .unlink =
        [](int folder, const char *name) {
            if (fails()) {
                fault.metUnlink = true;
                return -1;
            }
            return real.unlink(folder, name);
        },
    .mkdir = [](const char *path, mode_t mode) { return fails() ? -1 : real.mkdir(path, mode); },
};

struct Injected
{
    explicit Injected(Fault wanted)
    {
        fault = wanted;
        setFileCalls(&failing);
    }
    ~Injected() { setFileCalls(nullptr); }
};

} // namespace

class FaultsTest : public QObject
{
    Q_OBJECT

    static std::optional<QByteArray> contents(const QString &path)
    {
        QFile file(path);
        if (!file.exists() || !file.open(QIODevice::ReadOnly))
            return std::nullopt;
        return file.readAll();
    }
    static int leftovers(const QString &folder)
    {
        return int(QDir(folder).entryList({QStringLiteral(".smk-*")}, QDir::Files | QDir::Hidden).size());
    }
    static void rows()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("noRename");
        QTest::addColumn<bool>("noLink");
        struct Way
        {
            const char *name;
            bool noRename;
            bool noLink;
        };
        struct Code
        {
            const char *name;
            int code;
        };
        static constexpr std::array ways{Way{"rename", false, false}, Way{"link", true, false},
                                         Way{"reserve", true, true}};
        static constexpr std::array codes{Code{"EIO", EIO},           Code{"ENOSPC", ENOSPC}, Code{"EROFS", EROFS},
                                          Code{"EINVAL", EINVAL},     Code{"EPERM", EPERM},   Code{"EACCES", EACCES},
                                          Code{"ENOTCONN", ENOTCONN}, Code{"EDQUOT", EDQUOT}, Code{"EEXIST", EEXIST}};
        for (const Way &way : ways)
            for (const Code &code : codes)
                QTest::addRow("%s, %s", way.name, code.name) << code.code << way.noRename << way.noLink;
    }

private Q_SLOTS:
    void createIsWholeOrNothing_data() { rows(); }
    void createIsWholeOrNothing()
    {
        QFETCH(int, code);
        QFETCH(bool, noRename);
        QFETCH(bool, noLink);
        const QByteArray bytes(5000, 'k');
        int at = 1;
        for (;; ++at) {
            QTemporaryDir dir;
            const QString path = dir.filePath(QStringLiteral("final.key"));
            Result<WrittenFile> written = fail(Problem{});
            {
                const Injected injected({.at = at, .code = code, .noRename = noRename, .noLink = noLink});
                written = createDurably(LocalPath(path), bytes, FileAccess::OwnerOnly, {});
            }
            const auto found = contents(path);
            const QByteArray where = "call " + QByteArray::number(at);
            if (found && *found != bytes) {
                QVERIFY2(found->isEmpty(), where.constData()); // the reservation, never a half file
                QVERIFY2(!written && written.error().outcome == Outcome::Unknown, where.constData());
            }
            if (written)
                QVERIFY2(found == bytes, where.constData());
            else if (written.error().outcome == Outcome::None)
                QVERIFY2(!found, where.constData());
            if (!fault.metUnlink)
                QVERIFY2(leftovers(dir.path()) == 0, where.constData());
            if (!fault.met) {
                QVERIFY_RESULT(written);
                break;
            }
        }
        QVERIFY2(at > 8, qPrintable(QString::number(at)));
    }
    void existingIsNeverReplaced_data() { rows(); }
    void existingIsNeverReplaced()
    {
        QFETCH(int, code);
        QFETCH(bool, noRename);
        QFETCH(bool, noLink);
        for (int at = 1;; ++at) {
            QTemporaryDir dir;
            const QString path = dir.filePath(QStringLiteral("final.key"));
            QVERIFY_RESULT(createDurably(LocalPath(path), "earlier", FileAccess::OwnerOnly, {}));
            {
                const Injected injected({.at = at, .code = code, .noRename = noRename, .noLink = noLink});
                QVERIFY(!createDurably(LocalPath(path), "later", FileAccess::OwnerOnly, {}));
            }
            QVERIFY2(contents(path) == QByteArray("earlier"), qPrintable(QString::number(at)));
            if (!fault.met)
                break;
        }
    }
    void receiptIsOldOrNew()
    {
        for (int at = 1;; ++at) {
            QTemporaryDir dir;
            const QString path = dir.filePath(QStringLiteral("receipt.json"));
            QVERIFY_RESULT(replaceDurably(LocalPath(path), "{\"state\":1}"));
            Result<void> replaced;
            {
                const Injected injected({.at = at});
                replaced = replaceDurably(LocalPath(path), "{\"state\":2}");
            }
            const auto found = contents(path);
            QVERIFY(found == QByteArray("{\"state\":1}") || found == QByteArray("{\"state\":2}"));
            if (replaced)
                QVERIFY(found == QByteArray("{\"state\":2}"));
            if (!fault.met)
                break;
        }
    }
    void folderFaultsAreTold()
    {
        int at = 1;
        for (;; ++at) {
            QTemporaryDir dir;
            Result<void> made;
            {
                const Injected injected({.at = at, .code = ENOSPC});
                made = createFolderDurably(LocalPath(dir.filePath(QStringLiteral("folder"))), FileAccess::OwnerOnly,
                                           false);
            }
            if (!fault.met) {
                QVERIFY_RESULT(made);
                break;
            }
            // The descriptor's close carries no data: its error is nobody's.
            QVERIFY(!made || at == 4);
        }
        QVERIFY(at >= 4);
    }
    void readFaultsAreTold()
    {
        QTemporaryDir dir;
        const LocalPath path(dir.filePath(QStringLiteral("a")));
        QVERIFY_RESULT(createDurably(path, "bytes", FileAccess::OwnerOnly, {}));
        for (int at = 1; at <= 3; ++at) {
            const Injected injected({.at = at, .code = EIO});
            const auto read = readWhole(path, 100);
            QVERIFY(!read);
            QCOMPARE(read.error().id, QStringLiteral("files.failed"));
        }
    }
    void interruptedCallsGoOn()
    {
        QTemporaryDir dir;
        const LocalPath path(dir.filePath(QStringLiteral("a")));
        {
            const Injected injected({.at = 4, .code = EINTR}); // the first write
            QVERIFY_RESULT(createDurably(path, "bytes", FileAccess::OwnerOnly, {}));
            QVERIFY(fault.met);
        }
        const Injected injected({.at = 2, .code = EINTR}); // the first read
        QVERIFY_RESULT(readWhole(path, 100));
    }
    void codesAreToldApart_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<int>("act");
        QTest::addColumn<QString>("id");
        const auto row = [](const char *name, int code, FileAct act, const char *id) {
            QTest::newRow(name) << code << int(act) << QString::fromLatin1(id);
        };
        row("full", ENOSPC, FileAct::Write, "files.full");
        row("over quota", EDQUOT, FileAct::Write, "files.full");
        row("full FAT says EPERM to a write", EPERM, FileAct::Write, "files.full");
        row("EPERM to a create is a refusal", EPERM, FileAct::Create, "files.denied");
        row("no right", EACCES, FileAct::Create, "files.denied");
        row("read-only", EROFS, FileAct::Create, "files.read-only");
        row("name taken", EEXIST, FileAct::Rename, "files.exists");
        row("folder not there", ENOENT, FileAct::Create, "files.gone");
        row("file not there", ENOENT, FileAct::Read, "files.missing");
        row("FUSE server gone", ENOTCONN, FileAct::Write, "files.gone");
        row("device gone", ENODEV, FileAct::Flush, "files.gone");
        row("share forgot the file", ESTALE, FileAct::Read, "files.gone");
        row("no card in the reader", ENOMEDIUM, FileAct::Create, "files.gone");
        row("I/O error", EIO, FileAct::Flush, "files.failed");
    }
    void codesAreToldApart()
    {
        QFETCH(int, code);
        QFETCH(int, act);
        QFETCH(QString, id);
        QCOMPARE(fileFaultId(faultOfErrno(code, FileAct(act))), id);
    }
    void firstByteIsTheOwnersAlone()
    {
        QTemporaryDir dir;
        const LocalPath path(dir.filePath(QStringLiteral("a")));
        const mode_t before = ::umask(0);
        const auto written = createDurably(path, "x", FileAccess::OwnerOnly, {});
        const auto folder =
            createFolderDurably(LocalPath(dir.filePath(QStringLiteral("f"))), FileAccess::OwnerOnly, false);
        ::umask(before);
        QVERIFY_RESULT(written);
        QVERIFY_RESULT(folder);
        struct stat found = {};
        QCOMPARE(::stat(QFile::encodeName(path.text()).constData(), &found), 0);
        QCOMPARE(found.st_mode & 0777, mode_t(0600));
        QCOMPARE(::stat(QFile::encodeName(dir.filePath(QStringLiteral("f"))).constData(), &found), 0);
        QCOMPARE(found.st_mode & 0777, mode_t(0700));
    }
    void aLinkIsNotFollowed()
    {
        QTemporaryDir dir;
        QVERIFY(QFile::link(dir.filePath(QStringLiteral("elsewhere")), dir.filePath(QStringLiteral("a"))));
        const auto written =
            createDurably(LocalPath(dir.filePath(QStringLiteral("a"))), "x", FileAccess::OwnerOnly, {});
        QVERIFY(!written);
        QCOMPARE(written.error().id, QStringLiteral("files.exists"));
        QVERIFY(!QFile::exists(dir.filePath(QStringLiteral("elsewhere"))));
    }
};

SMK_TEST(FaultsTest)
#include "tst_faults_linux.moc"
