#include "statements.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

class StatementsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quotesAreDoubled()
    {
        QCOMPARE(statements::literal(u"C:\\it's\\%1"_s), u"N'C:\\it''s\\%1'"_s);
        const ServerPath file(u"C:\\o'x\\k.key"_s);
        QCOMPARE(statements::backUp(file, SecretString(u"p'w%1")).revealed(),
                 u"BACKUP SERVICE MASTER KEY TO FILE = N'C:\\o''x\\k.key' ENCRYPTION BY PASSWORD = N'p''w%1'"_s);
        QCOMPARE(statements::restore(file, SecretString(u"''")).revealed(),
                 u"RESTORE SERVICE MASTER KEY FROM FILE = N'C:\\o''x\\k.key' DECRYPTION BY PASSWORD = N''''''"_s);
    }
    void theMaskTellsNoLength()
    {
        const QString masked = statements::backUpMasked(ServerPath(u"/k"_s));
        QVERIFY(masked.endsWith(u"PASSWORD = N'********'"_s));
    }
    void onlyWhatTheVersionKnows()
    {
        QVERIFY(!statements::keyAndRights(10, true).contains("dm_server_services"_L1));
        QVERIFY(!statements::keyAndRights(13, true).contains("dm_os_host_info"_L1));
        QVERIFY(statements::keyAndRights(14, true).contains("dm_os_host_info"_L1));
        QVERIFY(!statements::keyAndRights(16, false).contains("dm_exec_connections"_L1));
        QVERIFY(!statements::keyAndRights(16, false).contains("dm_server_services"_L1));
    }
    void noStatementChangesAnything()
    {
        for (const QString &batch :
             {statements::identity(), statements::keyAndRights(), statements::keyFingerprint()}) {
            for (const QString &part : batch.split(u';'))
                QVERIFY(part.trimmed().startsWith("SELECT "_L1));
        }
    }
};

SMK_TEST(StatementsTest)
#include "tst_statements.moc"
