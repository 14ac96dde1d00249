#include "server_session.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *why;
    const char16_t *secret;
    const char16_t *text;
    const char16_t *clean;
};

const Row rows[] = {
    {"nothing to hide", u"Geheim-1234", u"Cannot write into file 'C:\\k'.", u"Cannot write into file 'C:\\k'."},
    {"bare", u"Geheim-1234", u"near Geheim-1234.", u"near ********."},
    {"after PASSWORD, quoted", u"Geheim-1234", u"… BY PASSWORD = N'Geheim-1234'", u"… BY PASSWORD = '********'"},
    {"after PASSWORD, cut off by the server", u"Geheim-1234", u"… BY PASSWORD = N'Gehe", u"… BY PASSWORD = '********'"},
    {"after PASSWORD, another one", u"Geheim-1234", u"by password='other' FORCE", u"by password='********' FORCE"},
    {"quote inside, doubled", u"it's-a-secret", u"PASSWORD = N'it''s-a-secret' x", u"PASSWORD = '********' x"},
    {"quote inside, doubled, without PASSWORD", u"it's-a-secret", u"string 'it''s-a-secret'.", u"string '********'."},
    {"quote inside, plain", u"it's-a-secret", u"string 'it's-a-secret'.", u"string '********'."},
    {"the beginning alone", u"correct-horse-battery", u"near 'correct-horse'.", u"near '********'."},
    {"the end alone", u"correct-horse-battery", u"near '-battery'.", u"near '********'."},
    {"an ordinary short word stays", u"correct-horse", u"Incorrect syntax", u"Incorrect syntax"},
    {"twice", u"Geheim-1234", u"Geheim-1234 Geheim-1234", u"******** ********"},
    {"short secret, whole", u"a1B!", u"x a1B! y", u"x ******** y"},
    {"no secret known", u"", u"PASSWORD = 'x'", u"PASSWORD = '********'"},
    {"pattern characters in it", u"(.*)+[a-z]\\", u"near (.*)+[a-z]\\!", u"near ********!"},
    {"line break after PASSWORD", u"Geheim-1234", u"PASSWORD =\r\n N'zz\r\nzz'", u"PASSWORD =\r\n '********'"},
    {"beyond the basic plane", u"\U0001F511\U0001F511\U0001F511\U0001F511",
     u"near \U0001F511\U0001F511\U0001F511\U0001F511.", u"near ********."},
};

} // namespace

class RedactTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            const QString clean = redact(QString::fromUtf16(row.text), SecretString(row.secret));
            QVERIFY2(clean == QString::fromUtf16(row.clean), qPrintable(QString::fromUtf8(row.why) + u": "_s + clean));
        }
        test::expectCaseCount("redact", int(std::size(rows)), 15);
    }
};

SMK_TEST(RedactTest)
#include "tst_redact.moc"
