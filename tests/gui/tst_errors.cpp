// Each class of error once in the window: the title says what it is, what was typed is kept, and there is a way on,
// which is walked: the next error comes by trying again. And the lost answer of BACKUP, told, looked up and ended.
#include "rich_text.h"
#include "shell.h"
#include "wizard_driver.h"
#include "word_book.h"

#include <QAbstractButton>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QSet>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Thrown
{
    QString number;
    QString level;
    QString id;
};

QString unknownIdAt(const QString &place)
{
    return place == "login"_L1   ? u"connect.login-refused"_s
           : place == "facts"_L1 ? u"sql.query-failed"_s
                                 : u"execute.refused"_s;
}

// One number a class, in the order of the data file.
QList<Thrown> oneOfEachClass(const QString &place)
{
    QList<Thrown> thrown;
    QSet<QString> seen;
    QFile file(u"" SMK_TEST_DATA "/errors/catalogue.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        return thrown;
    for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        const QStringList cells = line.split(u'\t');
        if (line.startsWith(u'#') || cells.size() != 5 || cells[0] != place || seen.contains(cells[3]))
            continue;
        seen.insert(cells[3]);
        thrown.append({cells[1], cells[2], cells[3] == "-"_L1 ? unknownIdAt(place) : cells[3]});
    }
    return thrown;
}

QStringList argumentsOf(const QList<Thrown> &thrown, const QString &place)
{
    QStringList arguments;
    for (const Thrown &one : thrown)
        arguments << u"--throw"_s << u"%1,%2@%3"_s.arg(one.number, one.level, place);
    return arguments;
}

bool isUp(const WizardDriver &wizard, const char *name)
{
    const auto *widget = wizard.find(name);
    return widget != nullptr && widget->isVisible() && widget->isEnabled();
}

// Differences of the drivers. Of a login that fails on its database Microsoft's hands out the error that follows.
QString numberSeen(const Thrown &thrown)
{
    const int number = thrown.number.toInt();
    return isMicrosoftsDriver() && number >= 4060 && number <= 4064 ? u"18456"_s : thrown.number;
}

QString title(const Problem &problem)
{
    return plainText(wordingOf(problem.id, problem.arguments).title);
}

// The receipts' records of the attempts at BACKUP, newest run last.
QJsonArray attempts(const WizardDriver &wizard)
{
    QJsonArray all;
    const QDir folder(wizard.dataFolder() + u"/rehearsal"_s);
    for (const QString &name : folder.entryList({u"*.json"_s}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QJsonArray steps = QJsonDocument::fromJson(file.readAll()).object().value("steps"_L1).toArray();
        for (const QJsonValue &step : steps)
            for (const QJsonValue &attempt : step["facts"_L1]["attempts"_L1].toArray())
                all.append(attempt);
    }
    return all;
}

} // namespace

class Errors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signingIn_data();
    void signingIn();
    void backUp();
    void outcomeUnknown_data();
    void outcomeUnknown();

private:
    static void look(WizardDriver &wizard, const Thrown &thrown);
};

void Errors::look(WizardDriver &wizard, const Thrown &thrown)
{
    QVERIFY2(wizard.waitFor([&] { return !wizard.bannerId().isEmpty(); }, 30000), qPrintable(thrown.number));
    const Problem problem = wizard.shell()->currentPage()->banner()->problem();
    std::printf("%s %s\n", qPrintable(thrown.number), qPrintable(problem.id));
    QVERIFY2(problem.id.startsWith(thrown.id), qPrintable(thrown.number + u' ' + problem.id));
    QVERIFY2(wizard.shownWords().contains(title(problem)), qPrintable(thrown.number + u'\n' + wizard.shownWords()));
    QVERIFY2(wizard.shownWords().contains(numberSeen(thrown)), qPrintable(thrown.number)); // in grey
    const bool unknown = thrown.id == unknownIdAt(u"login"_s) || thrown.id == unknownIdAt(u"facts"_s)
                         || thrown.id == unknownIdAt(u"backup"_s);
    QVERIFY2(!unknown || wizard.shownWords().contains(u"Geprobter Fehler"_s), qPrintable(wizard.shownWords()));
    if (!wizard.keptPassword().isEmpty())
        QVERIFY(!wizard.shownWords().contains(wizard.keptPassword())
                && !wizard.shell()->currentPage()->banner()->details().contains(wizard.keptPassword()));
    wizard.save(u"error-%1"_s.arg(thrown.number));
}

void Errors::signingIn_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("login") << u"login"_s;
    QTest::newRow("facts") << u"facts"_s;
}

void Errors::signingIn()
{
    QFETCH(const QString, place);
    const QList<Thrown> thrown = oneOfEachClass(place);
    QVERIFY(thrown.size() >= (place == "login"_L1 ? 14 : 4));
    WizardDriver wizard({.serverArguments = argumentsOf(thrown, place)});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
    wizard.enter();
    for (const Thrown &one : thrown) {
        look(wizard, one);
        if (QTest::currentTestFailed())
            return;
        QCOMPARE(wizard.page(), u"connect"_s);
        QVERIFY2(!wizard.find<QLineEdit>("connect.login")->text().isEmpty(), qPrintable(one.number));
        QVERIFY2(isUp(wizard, "remedy.retry"), qPrintable(one.number));
        wizard.click("remedy.retry");
    }
    QVERIFY2(wizard.waitFor([&] { return isUp(wizard, "connect.readAgain"); }, 30000), qPrintable(wizard.bannerId()));
    std::printf("classes while signing in, %s: %d\n", qPrintable(place), int(thrown.size()));
}

void Errors::backUp()
{
    const QList<Thrown> thrown = oneOfEachClass(u"backup"_s);
    QVERIFY(thrown.size() >= 18);
    WizardDriver wizard({.serverArguments = argumentsOf(thrown, u"backup"_s)});
    QVERIFY(wizard.goTo(u"execute"_s));
    wizard.enter();
    for (const Thrown &one : thrown) {
        look(wizard, one);
        if (QTest::currentTestFailed())
            return;
        const bool ofPassword = one.id.startsWith("execute.password."_L1);
        QCOMPARE(wizard.page(), ofPassword ? u"password"_s : u"execute"_s);
        // The way on: another try where it stands, or through the pages with what they hold.
        if (isUp(wizard, "remedy.retry")) {
            wizard.click("remedy.retry");
        } else if (isUp(wizard, "remedy.new-name")) {
            wizard.click("remedy.new-name");
        } else {
            for (int pages = 0; pages < 6 && wizard.page() != "execute"_L1; ++pages) {
                const QString from = wizard.page();
                QVERIFY2(wizard.waitFor([&] { return isUp(wizard, "footer.primary"); }), qPrintable(from));
                wizard.click("footer.primary");
                QVERIFY2(wizard.waitFor([&] { return wizard.page() != from; }),
                         qPrintable(one.number + u' ' + from + u' ' + wizard.bannerId() + u'\n' + wizard.shownWords()));
            }
            QVERIFY2(isUp(wizard, "footer.primary"), qPrintable(one.number));
            wizard.click("footer.primary");
        }
    }
    QVERIFY2(wizard.waitForPage("verify", 30000), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    std::printf("classes of backup: %d\n", int(thrown.size()));
}

void Errors::outcomeUnknown_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("found"); // what looking for the file tells; empty: the run goes on
    QTest::newRow("answer lost, the file is there") << u"default"_s << u"lost"_s << QString();
    QTest::newRow("line cut, no file") << u"default"_s << u"cut"_s << u"ui.file-absent"_s;
    QTest::newRow("nobody may look") << u"not-looked-up"_s << u"lost"_s << u"ui.file-not-visible"_s;
    QTest::newRow("no answer, waiting stopped") << u"default"_s << u"hang"_s << QString();
}

void Errors::outcomeUnknown()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, what);
    QFETCH(const QString, found);
    WizardDriver wizard({.scenario = scenario, .serverArguments = {u"--throw"_s, what + u"@backup"_s}});
    QVERIFY(wizard.goTo(u"execute"_s));
    wizard.enter();
    if (what == "hang"_L1) {
        QTest::qWait(500);
        wizard.click("footer.cancel");
    }
    QVERIFY2(wizard.waitFor([&] { return wizard.bannerId() == "execute.unknown-outcome"_L1; }, 30000),
             qPrintable(wizard.bannerId()));
    wizard.save(u"unknown-%1-%2"_s.arg(what, scenario));
    QCOMPARE(wizard.page(), u"execute"_s);
    QVERIFY(!isUp(wizard, "remedy.retry") && !isUp(wizard, "remedy.new-name")); // first of all the file is looked for
    QTRY_COMPARE(attempts(wizard).size(), 1);
    QCOMPARE(attempts(wizard)[0]["outcome"_L1].toString(), u"unknown"_s);
    wizard.click("remedy.look-for-file");
    const auto decided = [&] {
        return wizard.page() == "verify"_L1 || (!found.isEmpty() && wizard.bannerId() == found);
    };
    QVERIFY(wizard.waitFor([&] { return decided() || wizard.bannerId() == "connect.link-lost"_L1; }, 30000));
    if (!decided()) {
        wizard.click("remedy.reconnect");
        QVERIFY2(wizard.waitFor(decided, 30000), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    }
    QCOMPARE(attempts(wizard).size(), 1); // nothing was sent by itself
    if (found.isEmpty())
        return;
    wizard.save(u"looked-up-%1-%2"_s.arg(what, scenario));
    wizard.click("remedy.new-name");
    QVERIFY2(wizard.waitFor([&] { return attempts(wizard).size() == 2; }, 30000), qPrintable(wizard.bannerId()));
    QVERIFY(attempts(wizard)[0]["fileName"_L1] != attempts(wizard)[1]["fileName"_L1]);
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Errors>(); });
}

#include "tst_errors.moc"
