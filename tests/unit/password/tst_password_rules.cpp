#include "password_rules.h"
#include "test_main.h"
#include "words_of_room.h"

#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *reason;
    QString password;
    const char *expected; // an id among the findings; "!id": must not be there
    FindingState state = FindingState::Blocker;
    QString login = {};
    QString machine = {};
};

const QString strong = u"kV7!mmRtQ"_s;

std::vector<Row> rows()
{
    using enum FindingState;
    return {
        {"nothing typed", {}, "password.length.empty"},
        {"seven units", u"aB3!efg"_s, "password.length.too-short"},
        {"eight units are enough", u"aB3!efgh"_s, "password.length", Ok},
        {"128 units are the most", strong + QString(119, u'x'), "password.length", Ok},
        {"129 units", strong + QString(120, u'x'), "password.length.too-long"},
        {"length counts UTF-16 units: 65 signs of two",
         QString::fromUcs4(std::u32string(65, U'\U0001F511').c_str()) + u"aB3"_s, "password.length.too-long"},
        {"lower case and digits alone", u"abcdefg1234"_s, "password.classes.too-few"},
        {"one class, however long", QString(40, u'a'), "password.classes.too-few"},
        {"three classes without symbol", u"abcdEFG123"_s, "password.classes", Ok},
        {"three classes without digit", u"abcdEFG!!"_s, "password.classes", Ok},
        {"three classes without upper case", u"abcd1234!"_s, "password.classes", Ok},
        {"umlauts count by their category", u"\u00c4\u00d6\u00dc\u00e4\u00f6\u00fc123"_s, "password.classes", Ok},
        {"letters without case are of no class", u"\u4f60\u597d\u4e16\u754c\u4f60\u597d\u4e16\u754c12"_s,
         "password.classes.too-few"},
        {"digits are 0 to 9, not those of another script", u"abcdEFG\u0661\u0662\u0663"_s, "password.classes.too-few"},
        {"a currency sign is a symbol", u"abcdEFG\u20ac\u20ac"_s, "password.classes", Ok},
        {"a tab", u"kV7!mm\tRtQ"_s, "password.control-characters"},
        {"a line break from a paste", u"kV7!mmRtQ\r\n"_s, "password.control-characters"},
        {"NUL", u"kV7!mm"_s + QChar(0) + u"RtQ"_s, "password.control-characters"},
        {"a C1 control", u"kV7!mm\u0085RtQ"_s, "password.control-characters"},
        {"half a surrogate pair", u"kV7!mmRtQ"_s + QChar(0xd83d), "password.lone-surrogate"},
        {"surrogates in the wrong order", u"kV7!mm"_s + QChar(0xdd11) + QChar(0xd83d) + u"RtQ"_s,
         "password.lone-surrogate"},
        {"a whole pair is fine", u"kV7!mmRt\U0001F511"_s, "!password.lone-surrogate"},
        {"the login is in it", u"xx-svc-Backup-9"_s, "password.contains-login", Blocker, u"svc-backup"_s},
        {"the domain login's bare part", u"xx-SVC-backup-9"_s, "password.contains-login", Blocker,
         u"EXAMPLE\\svc-backup"_s},
        {"the whole domain login", u"7EXAMPLE\\saXY"_s, "password.contains-login", Blocker, u"example\\sa"_s},
        {"a login under three characters is in everything", u"Passage-17"_s, "!password.contains-login", Blocker,
         u"sa"_s},
        {"the login without regard to case beyond ASCII", u"J\u00dcRGEN-17x"_s, "password.contains-login", Blocker,
         u"j\u00fcrgen"_s},
        {"the computer's name", u"My-dbsrv01-Key"_s, "password.contains-machine", Blocker, {}, u"DBSRV01"_s},
        {"only a part of the computer's name",
         u"My-dbsrv0-Key1"_s,
         "!password.contains-machine",
         Blocker,
         {},
         u"DBSRV01"_s},
        {"no names known", u"My-dbsrv01-Key"_s, "!password.contains-machine"},
        {"beyond ASCII is advice", u"kV7!mmR\u00fcQ"_s, "password.non-ascii", Note},
        {"what shows nothing is advice", u"kV7!mm\u200bRtQ"_s, "password.hidden-characters", Note},
        {"a blank at the end is advice", u"kV7!mmRtQ "_s, "password.edge-blank", Note},
        {"quotes, brackets and semicolons are data", u"kV7!m';}]\"RtQ"_s, "password.classes", Ok},
        {"STIG: 15 units, four classes", u"kV7!mmRtQabcdef"_s, "password.stig", Ok},
        {"STIG: 14 units", u"kV7!mmRtQabcde"_s, "password.stig.not-met", Note},
        {"STIG: long, three classes", u"kV7mmRtQabcdefghij"_s, "password.stig.not-met", Note},
        {"the server has the last word", strong, "password.server-policy", NotVerified},
    };
}

std::optional<FindingState> stateOf(const Findings &findings, const QString &id)
{
    for (const Finding &finding : findings)
        if (finding.id == id)
            return finding.state;
    return std::nullopt;
}

bool eachCharacter(const SecretString &secret, const std::function<bool(QChar)> &holds)
{
    return std::all_of(secret.view().begin(), secret.view().end(),
                       [&holds](char16_t unit) { return holds(QChar(unit)); });
}

} // namespace

class PasswordRulesTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rules()
    {
        QSet<QString> reasons;
        for (const Row &row : rows()) {
            QVERIFY2(!reasons.contains(QString::fromUtf8(row.reason)), row.reason);
            reasons.insert(QString::fromUtf8(row.reason));
            const Findings findings = judgePassword(SecretString(row.password), {row.login, row.machine});
            if (*row.expected == '!')
                QVERIFY2(!stateOf(findings, QString::fromLatin1(row.expected + 1)), row.reason);
            else
                QVERIFY2(stateOf(findings, QString::fromLatin1(row.expected)) == row.state, row.reason);
        }
        test::expectCaseCount("password rules", int(reasons.size()), 30);
    }

    // No finding may carry the password, its length or a part of it: findings go to the receipt.
    void findingsKeepTheSecret()
    {
        const Findings findings = judgePassword(SecretString(u"kV7!mmRtQ-dbsrv01"), {u"login"_s, u"DBSRV01"_s});
        for (const Finding &finding : findings)
            for (const QString &argument : finding.arguments)
                QVERIFY2(argument == "4"_L1 || argument == "DBSRV01"_L1, qPrintable(finding.id));
    }

    void generated()
    {
        const QString forbidden = u"0Oo1lI|'\"`\\;{}[]()<>,.$^~ "_s;
        QSet<QString> seen;
        QSet<QChar> characters;
        for (int i = 0; i < 500; ++i) {
            const SecretString password = generatePassword();
            QCOMPARE(password.size(), std::size_t(24));
            QVERIFY(meetsStigPreset(password));
            QVERIFY(!hasState(judgePassword(password, {}), FindingState::Blocker));
            QVERIFY(!hasState(judgePassword(password, {}), FindingState::Note));
            QVERIFY(eachCharacter(
                password, [&](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f && !forbidden.contains(c); }));
            for (const char16_t unit : password.view())
                characters.insert(QChar(unit));
            seen.insert(password.revealed());
        }
        QCOMPARE(seen.size(), 500);      // never twice
        QCOMPARE(characters.size(), 69); // 24 + 24 + 8 + 13: all of the alphabet comes up
    }

    // 500 × 24 draws over 69 characters: 174 expected each; ±60 is 4.6 standard deviations.
    void generatedWithoutBias()
    {
        std::map<char16_t, int> counts;
        for (int i = 0; i < 500; ++i) {
            const SecretString password = generatePassword();
            for (const char16_t unit : password.view())
                ++counts[unit];
        }
        for (const auto &[unit, count] : counts)
            QVERIFY2(count > 100 && count < 260, qPrintable(QString(QChar(unit)) + QString::number(count)));
    }

    void words()
    {
        const QRegularExpression shape(
            u"^([BDFGHJKMNPRSTVWZ][aeiou]([bdfghjkmnprstvwz][aeiou]){2}-?){6}[2-9][!#%*+=?@_&/:-]$"_s);
        QSet<QString> seen;
        for (int i = 0; i < 200; ++i) {
            const SecretString secret = generateWords();
            const QString text = secret.revealed();
            QVERIFY2(shape.match(text).hasMatch(), "not six words, a digit and a symbol");
            QCOMPARE(text.left(41).count(u'-'), 5);
            QVERIFY(meetsStigPreset(secret));
            seen.insert(text);
        }
        QCOMPARE(seen.size(), 200);
    }

    // Never exact scores: zxcvbn's versions differ by some bits.
    void strength()
    {
        QCOMPARE(strengthOf(SecretString()), Strength::VeryWeak);
        QCOMPARE(strengthOf(SecretString(u"password")), Strength::VeryWeak);
        QCOMPARE(strengthOf(SecretString(u"Sommer2024!")), Strength::VeryWeak);
        QVERIFY(strengthOf(SecretString(u"qwertzuiop123")) <= Strength::Weak);
        QCOMPARE(strengthOf(generatePassword()), Strength::VeryStrong);
        QCOMPARE(strengthOf(generateWords()), Strength::VeryStrong);
        QVERIFY(strengthOf(SecretString(QString(128, QChar(0x4f60)))) <= Strength::Strong); // long, but one character
        QCOMPARE(strengthName(Strength::VeryStrong), u"very-strong"_s);
    }

    void wordsForEveryId()
    {
        QStringList strengths;
        for (const Strength s :
             {Strength::VeryWeak, Strength::Weak, Strength::Fair, Strength::Strong, Strength::VeryStrong})
            strengths << u"password.strength."_s + strengthName(s);
        test::expectWordsOfRoom(u"password"_s, passwordWords(), strengths);
    }
};

SMK_TEST(PasswordRulesTest)
#include "tst_password_rules.moc"
