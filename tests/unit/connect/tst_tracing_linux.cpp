#include "connect_step.h"
#include "line_trust.h"
#include "test_main.h"
#include "tracing_places.h"

#include <QFile>
#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

void write(const QString &name, const QByteArray &text)
{
    QFile file(name);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) == text.size());
}

} // namespace

class TracingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("HOME", QFile::encodeName(m_home.path()));
        qputenv("ODBCSYSINI", QFile::encodeName(m_home.path()));
        qunsetenv("ODBCINSTINI");
        qunsetenv("TDSDUMP");
    }
    void quiet() { QVERIFY_RESULT(checkNoTracing()); }
    void driverManager()
    {
        for (const char *on : {"Yes", "yes", "1", "On", "TRUE"}) {
            write(m_home.filePath(u"odbcinst.ini"_s), QByteArray("[FreeTDS]\nDriver=x\n[ODBC]\nTrace = ") + on + "\n");
            QCOMPARE(checkNoTracing().error().id, u"connect.tracing-on"_s);
        }
        for (const char *off : {"No", "0", "Off", ""}) {
            write(m_home.filePath(u"odbcinst.ini"_s), QByteArray("[ODBC]\nTrace = ") + off + "\n");
            QVERIFY_RESULT(checkNoTracing());
        }
    }
    void userOfTheDriverManager()
    {
        const QString file = m_home.filePath(u".odbcinst.ini"_s);
        write(file, "[ODBC]\nTrace=Yes\n");
        QVERIFY(checkNoTracing().error().arguments.join(u' ').contains(file));
        QFile::remove(file);
    }
    void freeTds()
    {
        const QString file = m_home.filePath(u".freetds.conf"_s);
        write(file, "[global]\n\tdump  file = /tmp/freetds.log\n");
        QVERIFY(checkNoTracing().error().arguments.join(u' ').contains(file));
        write(file, "[global]\n;\tdump file = /tmp/freetds.log\n[x]\nhost = y\n");
        QVERIFY_RESULT(checkNoTracing());
        QFile::remove(file);
    }
    void environment()
    {
        qputenv("TDSDUMP", "/tmp/x");
        QCOMPARE(checkNoTracing().error().id, u"connect.tracing-on"_s);
        qunsetenv("TDSDUMP");
    }
    void aTracedLoginIsRefusedBeforeAnythingElse()
    {
        const QString file = m_home.filePath(u".odbcinst.ini"_s);
        write(file, "[ODBC]\nTrace=Yes\n");
        ConnectOrder order;
        order.server.host = u"no-such-host.invalid"_s;
        order.login = u"dba"_s;
        order.password = SecretString(u"pw");
        const auto connected = connectToServer(order, {}, {});
        QVERIFY(!connected);
        QCOMPARE(connected.error().id, u"connect.tracing-on"_s);
        QFile::remove(file);
    }

private:
    QTemporaryDir m_home;
};

SMK_TEST(TracingTest)
#include "tst_tracing_linux.moc"
