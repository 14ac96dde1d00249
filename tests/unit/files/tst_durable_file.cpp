#include "durable_file.h"
#include "file_fault.h"
#include "test_main.h"
#include "uncached_read.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;

class DurableFileTest : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    LocalPath path(const char *name) const { return LocalPath(m_dir.filePath(QString::fromUtf8(name))); }
    static QByteArray contents(const LocalPath &file)
    {
        QFile opened(file.text());
        return opened.open(QIODevice::ReadOnly) ? opened.readAll() : QByteArray("(none)");
    }
    // Nothing but what was asked for: no temporary file stays behind.
    int count(const QString &pattern) const
    {
        return int(QDir(m_dir.path())
                       .entryList({pattern}, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)
                       .size());
    }

private Q_SLOTS:
    void createsWhole()
    {
        const QByteArray bytes = "key\0bytes" + QByteArray(3000, 'x');
        const auto written = createDurably(path("a.key"), bytes, FileAccess::OwnerOnly, {});
        QVERIFY_RESULT(written);
        QCOMPARE(written->size, bytes.size());
        QVERIFY(written->hash == Sha256::of(bytes));
        QVERIFY(written->flushed);
        QCOMPARE(contents(path("a.key")), bytes);
        QCOMPARE(count(QStringLiteral(".smk-*")), 0);
    }
    void createsEmpty()
    {
        QVERIFY_RESULT(createDurably(path("empty"), {}, FileAccess::Inherited, {}));
        QCOMPARE(contents(path("empty")), QByteArray());
    }
    void neverReplaces()
    {
        QVERIFY_RESULT(createDurably(path("once"), "first", FileAccess::OwnerOnly, {}));
        const auto again = createDurably(path("once"), "second", FileAccess::OwnerOnly, {});
        QVERIFY(!again);
        QCOMPARE(again.error().id, QStringLiteral("files.exists"));
        QVERIFY(again.error().outcome == Outcome::None);
        QCOMPARE(contents(path("once")), QByteArray("first"));
        QCOMPARE(count(QStringLiteral(".smk-*")), 0);
    }
    void missingFolderIsGone()
    {
        const auto written = createDurably(path("nowhere/a.key"), "x", FileAccess::OwnerOnly, {});
        QVERIFY(!written);
        QCOMPARE(written.error().id, QStringLiteral("files.gone"));
        QVERIFY(written.error().arguments.value(0).contains(QStringLiteral("nowhere")));
    }
    void cancelLeavesNothing()
    {
        std::stop_source stop;
        stop.request_stop();
        const auto written = createDurably(path("cancelled"), "x", FileAccess::OwnerOnly, stop.get_token());
        QVERIFY(!written);
        QCOMPARE(written.error().id, QStringLiteral("files.cancelled"));
        QVERIFY(!fileExists(path("cancelled")));
        QCOMPARE(count(QStringLiteral(".smk-*")), 0);
    }
    void namesOfAnyScript()
    {
        const LocalPath name = path("Schlüssel $INST 鍵.key");
        QVERIFY_RESULT(createDurably(name, "x", FileAccess::OwnerOnly, {}));
        QVERIFY(fileExists(name));
    }
    void replacesItsOwnState()
    {
        QVERIFY_RESULT(replaceDurably(path("receipt"), "one"));
        QVERIFY_RESULT(replaceDurably(path("receipt"), "two, longer"));
        QCOMPARE(contents(path("receipt")), QByteArray("two, longer"));
        QCOMPARE(count(QStringLiteral(".smk-*")), 0);
    }
    void foldersAreMadeOnce()
    {
        QVERIFY_RESULT(createFolderDurably(path("folder"), FileAccess::OwnerOnly, false));
        const auto again = createFolderDurably(path("folder"), FileAccess::OwnerOnly, false);
        QVERIFY(!again);
        QCOMPARE(again.error().id, QStringLiteral("files.exists"));
        QVERIFY_RESULT(createFolderDurably(path("folder"), FileAccess::OwnerOnly, true));
    }
    void parentsOnlyForOurOwnFolders()
    {
        QVERIFY_RESULT(createFolderDurably(path("x/y/z"), FileAccess::OwnerOnly, true));
        QVERIFY(QDir(path("x/y/z").text()).exists());
        // A medium that went away must not come into being on the disk below.
        const auto gone = createFolderDurably(path("unplugged/DBSRV01-smk-1"), FileAccess::OwnerOnly, false);
        QVERIFY(!gone);
        QCOMPARE(gone.error().id, QStringLiteral("files.gone"));
        QVERIFY(!fileExists(path("unplugged")));
    }
    void aFileIsNoFolder()
    {
        QVERIFY_RESULT(createDurably(path("plain"), "x", FileAccess::OwnerOnly, {}));
        QVERIFY(!createFolderDurably(path("plain"), FileAccess::OwnerOnly, true));
        QVERIFY(!createDurably(path("plain/child"), "x", FileAccess::OwnerOnly, {}));
    }
    void readsUpToTheLimit()
    {
        QVERIFY_RESULT(createDurably(path("ten"), QByteArray(10, 'x'), FileAccess::OwnerOnly, {}));
        const auto fits = readWhole(path("ten"), 10);
        QVERIFY_RESULT(fits);
        QCOMPARE(fits->size(), 10);
        const auto over = readWhole(path("ten"), 9);
        QVERIFY(!over);
        QCOMPARE(over.error().id, QStringLiteral("files.too-large"));
    }
    void missingIsNotGone()
    {
        const auto missing = readWhole(path("absent"), 10);
        QVERIFY(!missing);
        QCOMPARE(missing.error().id, QStringLiteral("files.missing"));
        const auto gone = readWhole(path("no-folder/absent"), 10);
        QVERIFY(!gone);
        QCOMPARE(gone.error().id, QStringLiteral("files.gone"));
    }
    void removes()
    {
        QVERIFY_RESULT(createDurably(path("short-lived"), "x", FileAccess::OwnerOnly, {}));
        QVERIFY_RESULT(removeFile(path("short-lived")));
        QVERIFY(!fileExists(path("short-lived")));
        const auto again = removeFile(path("short-lived"));
        QVERIFY(!again);
        QCOMPARE(again.error().id, QStringLiteral("files.missing"));
    }
    void readsPastTheCache_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 511, 512, 1076, 4096, 4097, 65536, 65537, 1024 * 1024})
            QTest::addRow("%d bytes", size) << size;
    }
    void readsPastTheCache()
    {
        QFETCH(int, size);
        QByteArray bytes(size, Qt::Uninitialized);
        for (int i = 0; i < size; ++i)
            bytes[i] = static_cast<char>(i * 31 + i / 251);
        const LocalPath file = path(("sized-" + std::to_string(size)).c_str());
        QVERIFY_RESULT(createDurably(file, bytes, FileAccess::OwnerOnly, {}));
        const auto read = readPastCache(file, 1024 * 1024);
        QVERIFY_RESULT(read);
        QVERIFY(read->bytes == bytes);
    }
    void tooLargePastTheCache()
    {
        QVERIFY_RESULT(createDurably(path("large"), QByteArray(5000, 'x'), FileAccess::OwnerOnly, {}));
        const auto read = readPastCache(path("large"), 4999);
        QVERIFY(!read);
        QCOMPARE(read.error().id, QStringLiteral("files.too-large"));
    }
    void onlyPlainLeavesTheCacheIn()
    {
        QVERIFY(excludesCache(ReadMethod::Direct));
        QVERIFY(excludesCache(ReadMethod::DroppedCache));
        QVERIFY(excludesCache(ReadMethod::Remounted));
        QVERIFY(!excludesCache(ReadMethod::Plain));
        QCOMPARE(readMethodName(ReadMethod::DroppedCache), QStringLiteral("dropped-cache"));
    }
    void everyFaultHasWords()
    {
        for (const FileFault fault :
             {FileFault::Exists, FileFault::Missing, FileFault::Full, FileFault::ReadOnly, FileFault::Gone,
              FileFault::Denied, FileFault::TooLarge, FileFault::Cancelled, FileFault::Failed}) {
            const QByteArray id = fileFaultId(fault).toLatin1();
            const auto words = filesWords();
            QVERIFY2(std::any_of(words.begin(), words.end(), [&](const Words &w) { return id == w.id; }),
                     id.constData());
        }
    }
};

SMK_TEST(DurableFileTest)
#include "tst_durable_file.moc"
