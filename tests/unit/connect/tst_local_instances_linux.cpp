#include "local_instances.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

void put(const QTemporaryDir &root, const QString &name, const QByteArray &text)
{
    QDir().mkpath(QFileInfo(root.filePath(name)).path());
    QFile file(root.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class LocalInstancesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void none()
    {
        const QTemporaryDir root;
        QVERIFY(localInstances(LocalPath(root.path())).empty());
    }
    void installedAndRunning()
    {
        const QTemporaryDir root;
        put(root, u"opt/mssql/bin/sqlservr"_s, {});
        auto found = localInstances(LocalPath(root.path()));
        QCOMPARE(int(found.size()), 1);
        QCOMPARE(found[0].address, u"localhost"_s);
        QCOMPARE(found[0].running, std::optional<bool>()); // processes of others are hidden
        put(root, u"proc/1/comm"_s, "systemd\n");
        QCOMPARE(localInstances(LocalPath(root.path())).at(0).running, std::optional(false));
        put(root, u"proc/4711/comm"_s, "sqlservr\n");
        put(root, u"var/opt/mssql/mssql.conf"_s, "[network]\ntcpport = 14330\n");
        found = localInstances(LocalPath(root.path()));
        QCOMPARE(found[0].running, std::optional(true));
        QCOMPARE(found[0].port, quint16(14330));
        QCOMPARE(found[0].address, u"localhost,14330"_s);
    }
    void brokenConfigurations()
    {
        for (const char *text : {"tcpport", "tcpport = ", "tcpport = 99999", "tcpport = x", "= 1", "\0\0"}) {
            const QTemporaryDir root;
            put(root, u"opt/mssql/bin/sqlservr"_s, {});
            put(root, u"var/opt/mssql/mssql.conf"_s, text);
            QCOMPARE(localInstances(LocalPath(root.path())).at(0).address, u"localhost"_s);
        }
    }
};

SMK_TEST(LocalInstancesTest)
#include "tst_local_instances_linux.moc"
