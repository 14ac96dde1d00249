// Real mounts: a full one, a read-only one, one without a device, one with. Needs root.
#include "durable_file.h"
#include "test_main.h"
#include "uncached_read.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <sys/mount.h>
#include <sys/vfs.h>
#include <unistd.h>

using namespace smk;

namespace {

class Mount
{
public:
    Mount(const QString &where, const char *type, unsigned long flags, const char *options)
        : m_path(QFile::encodeName(where))
        , m_mounted(::mount("smk-test", m_path.constData(), type, flags, options) == 0)
    {
    }
    ~Mount()
    {
        if (m_mounted)
            ::umount2(m_path.constData(), MNT_DETACH);
    }
    Mount(const Mount &) = delete;
    Mount &operator=(const Mount &) = delete;
    [[nodiscard]] bool ok() const { return m_mounted; }

private:
    QByteArray m_path;
    bool m_mounted;
};

bool mayMount()
{
    return ::geteuid() == 0;
}

QString run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed() + QStringLiteral(" ");
}

} // namespace

#define NEEDS_ROOT()                                                                                                   \
    if (!mayMount()) {                                                                                                 \
        if (qEnvironmentVariable("CI") == QStringLiteral("true"))                                                      \
            QFAIL("mounting needs root, and in CI this must run");                                                     \
        QSKIP("mounting needs root");                                                                                  \
    }

class MountsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fullMediumSaysSo()
    {
        NEEDS_ROOT();
        QTemporaryDir dir;
        const Mount mount(dir.path(), "tmpfs", 0, "size=64k");
        QVERIFY(mount.ok());
        const LocalPath path(dir.filePath(QStringLiteral("a.key")));
        const auto written = createDurably(path, QByteArray(100 * 1024, 'x'), FileAccess::OwnerOnly, {});
        QVERIFY(!written);
        QCOMPARE(written.error().id, QStringLiteral("files.full"));
        QVERIFY(!fileExists(path));
        QVERIFY(QDir(dir.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).isEmpty());
        QVERIFY_RESULT(createDurably(path, QByteArray(1000, 'x'), FileAccess::OwnerOnly, {}));
    }
    void readOnlyMediumSaysSo()
    {
        NEEDS_ROOT();
        QTemporaryDir dir;
        const Mount mount(dir.path(), "tmpfs", MS_RDONLY, "size=64k");
        QVERIFY(mount.ok());
        const auto written =
            createDurably(LocalPath(dir.filePath(QStringLiteral("a.key"))), "x", FileAccess::OwnerOnly, {});
        QVERIFY(!written);
        QCOMPARE(written.error().id, QStringLiteral("files.read-only"));
        const auto folder =
            createFolderDurably(LocalPath(dir.filePath(QStringLiteral("f"))), FileAccess::OwnerOnly, false);
        QVERIFY(!folder);
        QCOMPARE(folder.error().id, QStringLiteral("files.read-only"));
    }
    void memoryIsNeverDirect()
    {
        NEEDS_ROOT();
        QTemporaryDir dir;
        const Mount mount(dir.path(), "tmpfs", 0, "size=1m");
        QVERIFY(mount.ok());
        const LocalPath path(dir.filePath(QStringLiteral("a.key")));
        QVERIFY_RESULT(createDurably(path, QByteArray(1076, 'x'), FileAccess::OwnerOnly, {}));
        const auto read = readPastCache(path, 4096);
        QVERIFY_RESULT(read);
        QVERIFY(read->method == ReadMethod::Plain);
    }
    // As in a container: what lies below an overlay decides.
    void anOverlayIsAsGoodAsWhatLiesBelow()
    {
        NEEDS_ROOT();
        QTemporaryDir disk(QStringLiteral("/var/tmp/smk-test-XXXXXX"));
        QTemporaryDir memory;
        const Mount tmpfs(memory.path(), "tmpfs", 0, "size=1m");
        QVERIFY(tmpfs.ok());
        const auto methodOn = [](const QString &base) -> std::optional<ReadMethod> {
            for (const char *name : {"lower", "upper", "work", "merged"})
                QDir(base).mkdir(QString::fromLatin1(name));
            const QByteArray options =
                QFile::encodeName(QStringLiteral("lowerdir=%1/lower,upperdir=%1/upper,workdir=%1/work").arg(base));
            const Mount overlay(base + QStringLiteral("/merged"), "overlay", 0, options.constData());
            if (!overlay.ok())
                return std::nullopt;
            const LocalPath path(base + QStringLiteral("/merged/a.key"));
            if (!createDurably(path, QByteArray(1076, 'x'), FileAccess::OwnerOnly, {}))
                return std::nullopt;
            const auto read = readPastCache(path, 4096);
            return read && read->bytes == QByteArray(1076, 'x') ? std::optional(read->method) : std::nullopt;
        };
        const auto onMemory = methodOn(memory.path());
        if (!onMemory)
            QSKIP("this kernel makes no overlay here");
        QVERIFY(*onMemory == ReadMethod::Plain);
        const QByteArray type = QFile::encodeName(disk.path());
        struct statfs system = {};
        QCOMPARE(::statfs(type.constData(), &system), 0);
        if (system.f_type != 0xEF53)
            QSKIP("/var/tmp is not ext4");
        QVERIFY(methodOn(disk.path()) == std::optional(ReadMethod::Direct));
    }
    // One bit of the image turns over after the write: who reads the cache does not see it, we do.
    void aFlippedBitOnTheDeviceIsSeen()
    {
        NEEDS_ROOT();
        const QString losetup = QStandardPaths::findExecutable(QStringLiteral("losetup"),
                                                               {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")});
        const QString mkfs = QStandardPaths::findExecutable(QStringLiteral("mkfs.ext4"),
                                                            {QStringLiteral("/usr/sbin"), QStringLiteral("/sbin")});
        if (losetup.isEmpty() || mkfs.isEmpty())
            QSKIP("losetup or mkfs.ext4 is not installed");
        QTemporaryDir dir;
        const QString image = dir.filePath(QStringLiteral("image"));
        QFile file(image);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.resize(8 * 1024 * 1024));
        QVERIFY(!run(mkfs, {QStringLiteral("-q"), image}).isNull());
        const QString loop = run(losetup, {QStringLiteral("--show"), QStringLiteral("-f"), image}).trimmed();
        if (loop.isEmpty())
            QSKIP("no loop device to be had");
        QDir(dir.path()).mkdir(QStringLiteral("mnt"));
        const QByteArray where = QFile::encodeName(dir.filePath(QStringLiteral("mnt")));
        const bool mounted = ::mount(loop.toLocal8Bit().constData(), where.constData(), "ext4", 0, "") == 0;
        const auto detach = qScopeGuard([&] {
            if (mounted)
                ::umount2(where.constData(), MNT_DETACH);
            run(losetup, {QStringLiteral("-d"), loop});
        });
        QVERIFY(mounted);
        QByteArray bytes = "a marker that stands nowhere else on this image: 8f1c72e0";
        bytes += QByteArray(1000, 'k');
        const LocalPath path(dir.filePath(QStringLiteral("mnt/a.key")));
        QVERIFY_RESULT(createDurably(path, bytes, FileAccess::OwnerOnly, {}));
        const auto before = readPastCache(path, 4096);
        QVERIFY_RESULT(before);
        QVERIFY(before->method == ReadMethod::Direct);
        QVERIFY(before->bytes == bytes);
        QVERIFY_RESULT(readWhole(path, 4096)); // into the cache again

        file.seek(0);
        const qsizetype at = file.readAll().indexOf(bytes.left(50));
        QVERIFY(at > 0);
        QVERIFY(file.seek(at));
        QVERIFY(file.putChar('A'));
        QVERIFY(file.flush());
        QCOMPARE(::fsync(file.handle()), 0);

        const auto plain = readWhole(path, 4096);
        QVERIFY_RESULT(plain);
        QVERIFY(*plain == bytes);
        const auto past = readPastCache(path, 4096);
        QVERIFY_RESULT(past);
        QVERIFY(past->bytes != bytes);
        QCOMPARE(past->bytes[0], 'A');
    }
};

SMK_TEST(MountsTest)
#include "tst_mounts_linux.moc"
