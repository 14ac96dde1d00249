#include "connect_memory.h"
#include "data_folder.h"
#include "test_main.h"

#include <QTemporaryDir>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

RememberedServer entry(const QString &server)
{
    RememberedServer made;
    made.server = server;
    made.login = u"dba"_s;
    made.passwordKept = true;
    return made;
}

struct Spelling
{
    const char16_t *remembered;
    const char16_t *typed;
    bool same;
};

const Spelling spellings[] = {
    {u"localhost", u"(local)", true},
    {u"localhost", u" . ", true},
    {u"DBSRV01", u"dbsrv01\\MSSQLSERVER", true},
    {u"DBSRV01,1435", u"DbSrv01 , 1435", true},
    {u"DBSRV01\\REP", u"dbsrv01\\rep", true},
    {u"DBSRV01", u"DBSRV01,1435", false},
    {u"DBSRV01", u"DBSRV02", false},
    {u"DBSRV01", u"DBSRV01:1433", false}, // no server's name
};

} // namespace

class ConnectMemoryTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setDataFolder(LocalPath(m_folder.path())); }
    void foundInEverySpelling()
    {
        for (const Spelling &row : spellings) {
            const RememberedServers servers{entry(QStringView(row.remembered).toString())};
            QVERIFY2((findRemembered(servers, QStringView(row.typed).toString()) != nullptr) == row.same,
                     qPrintable(QStringView(row.typed).toString()));
        }
        test::expectCaseCount("spellings of a remembered server", int(std::size(spellings)), 8);
    }
    void oneEntryAServer()
    {
        QVERIFY(rememberServer(entry(u"localhost"_s)).empty());
        QVERIFY(rememberServer(entry(u"(local)"_s)).empty());
        QCOMPARE(rememberedServers().size(), std::size_t(1));
    }
    void whatFallsOutIsTold()
    {
        for (std::size_t i = 0; i < MostRemembered - 1; ++i)
            QVERIFY(rememberServer(entry(u"DBSRV%1"_s.arg(i))).empty());
        const RememberedServers dropped = rememberServer(entry(u"NEWEST"_s));
        QCOMPARE(dropped.size(), std::size_t(1));
        QCOMPARE(dropped.front().server, u"(local)"_s);
        QVERIFY(dropped.front().passwordKept);
        QCOMPARE(rememberedServers().size(), MostRemembered);
    }

private:
    QTemporaryDir m_folder;
};

SMK_TEST(ConnectMemoryTest)
#include "tst_connect_memory.moc"
