#include "secret_string.h"
#include "test_main.h"

using namespace smk;

class SecretStringTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesAndWipes()
    {
        QString text = QString::fromUtf16(u"Grün-7\U0001F511");
        const SecretString secret = SecretString::takeFrom(text);
        QVERIFY(text.isEmpty());
        QCOMPARE(secret.size(), std::size_t(8)); // the key sign is two units
        QVERIFY(secret.equals(SecretString(u"Grün-7\U0001F511")));
    }
    void comparesWithoutPrefixMistake()
    {
        QVERIFY(!SecretString(u"abc").equals(SecretString(u"abcd")));
        QVERIFY(!SecretString(u"abc").equals(SecretString(u"abC")));
        QVERIFY(SecretString().equals(SecretString(u"")));
    }
    void growsAndMoves()
    {
        SecretString secret;
        for (int i = 0; i < 300; ++i)
            secret.append(u'x');
        SecretString moved = std::move(secret);
        QCOMPARE(moved.size(), std::size_t(300));
        QCOMPARE(moved.clone().revealed(), QString(300, QLatin1Char('x')));
    }
};

SMK_TEST(SecretStringTest)
#include "tst_secret_string.moc"
