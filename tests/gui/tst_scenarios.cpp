// Every scenario in the window: where it stops, what is said there, and that the way on is open where there is one.
#include "shell.h"
#include "wizard_driver.h"

#include <QCheckBox>
#include <QLineEdit>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

// What is expected of one scenario.
struct Expected
{
    const char *scenario;
    const char *page;    // where it stops
    const char *problem; // the banner's id begins with this; empty: none
    const char *words;   // must be read somewhere on the page
    const char *remedy;  // pressed in the banner; empty: the scenario ends here
    const char *endsOn;  // page reached after the remedy
};

constexpr Expected Table[] = {
    {"default", "finish", "", "backed up, copied and proved", "", ""},
    {"no-permission", "connect", "ui.blocked", "lacks CONTROL SERVER", "", ""},
    {"weak-password-rejected", "password", "execute.password", "password", "", ""},
    {"file-exists", "execute", "execute.", "name", "new-name", "verify"},
    {"directory-missing", "execute", "execute.", "found", "choose-folder", "directory"},
    {"directory-not-writable", "execute", "execute.", "may not write", "choose-folder", "directory"},
    {"unencrypted-line", "connect", "connect.line-readable", "can be read on the network", "override-line", "connect"},
    {"untrusted-certificate", "connect", "ui.certificate", "cannot prove who it is", "trust-once", "connect"},
    {"slow", "finish", "", "backed up, copied and proved", "", ""},
    {"drops-during-backup", "execute", "execute.unknown-outcome", "", "", ""},
    {"login-fails", "connect", "connect.login-failed", "did not accept this login", "edit-login", "connect"},
    {"password-must-change", "connect", "connect.login-must-change", "must be changed before first use", "", ""},
    {"old-version", "finish", "", "copied", "", ""},
    {"azure-sql-database", "connect", "ui.blocked", "nothing to back up", "", ""},
    {"linux-host", "finish", "", "backed up, copied and proved", "", ""},
    {"windows-host", "finish", "", "backed up, copied and proved", "", ""},
    {"echoes-statement", "execute", "execute.", "", "", ""},
    {"procedures-revoked", "finish", "", "copied", "", ""},
    {"share-not-writable", "execute", "execute.file-not-created", "REHEARSAL-WIN$", "choose-folder", "directory"},
};

} // namespace

class Scenarios : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopsWhereItShould_data();
    void stopsWhereItShould();
    void answerLost();
    void neverAnswers();
    void dropsAnywhere_data();
    void dropsAnywhere();
};

void Scenarios::stopsWhereItShould_data()
{
    QTest::addColumn<int>("row");
    int row = 0;
    for (const Expected &expected : Table)
        QTest::newRow(expected.scenario) << row++;
}

void Scenarios::stopsWhereItShould()
{
    QFETCH(const int, row);
    const Expected &expected = Table[row];
    WizardDriver wizard({.scenario = QString::fromLatin1(expected.scenario)});
    const QString page = wizard.goOn();
    wizard.save(u"scenario-%1"_s.arg(QLatin1String(expected.scenario)));
    const QString words = wizard.shownWords();
    std::printf("%s: %s %s\n", expected.scenario, qPrintable(page), qPrintable(wizard.bannerId()));
    QVERIFY2(page == QLatin1String(expected.page), qPrintable(page + u'\n' + wizard.bannerId() + u'\n' + words));
    QVERIFY2((wizard.bannerId() + u' ').startsWith(QLatin1String(expected.problem)), qPrintable(wizard.bannerId()));
    QVERIFY2(*expected.problem != '\0' || wizard.bannerId().isEmpty(), qPrintable(wizard.bannerId()));
    QVERIFY2(words.contains(QLatin1String(expected.words), Qt::CaseInsensitive), qPrintable(words));
    if (!wizard.keptPassword().isEmpty()) // never on the screen, in no error's text either
        QVERIFY(!words.contains(wizard.keptPassword()));
    if (*expected.remedy == '\0')
        return;
    auto *button = wizard.find(qPrintable(u"remedy."_s + QLatin1String(expected.remedy)));
    QVERIFY2(button != nullptr && button->isVisible(), expected.remedy);
    wizard.click(qPrintable(u"remedy."_s + QLatin1String(expected.remedy)));
    QVERIFY2(wizard.waitForPage(expected.endsOn), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
}

// The answer of BACKUP is lost: the file is looked for on a new session before anything else, and the run goes on.
void Scenarios::answerLost()
{
    WizardDriver wizard({.scenario = u"drops-during-backup"_s});
    QCOMPARE(wizard.goOn(), u"execute"_s);
    QCOMPARE(wizard.bannerId(), u"execute.unknown-outcome"_s);
    wizard.click("remedy.look-for-file");
    const auto decided = [&] { return wizard.page() == "verify"_L1 || wizard.bannerId().startsWith("ui.file-"_L1); };
    QVERIFY2(wizard.waitFor([&] { return decided() || wizard.bannerId() == "connect.link-lost"_L1; }),
             qPrintable(wizard.bannerId()));
    if (!decided()) {
        wizard.click("remedy.reconnect");
        QVERIFY2(wizard.waitFor(decided), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    }
    std::printf("answer lost: %s %s\n", qPrintable(wizard.page()), qPrintable(wizard.bannerId()));
    wizard.save(u"answer-lost"_s);
    if (wizard.page() == "execute"_L1) {
        wizard.click("remedy.new-name");
        QVERIFY2(wizard.waitForPage("verify"), qPrintable(wizard.bannerId()));
    }
    QVERIFY2(wizard.goTo(u"finish"_s), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
}

// A server that takes the connection and says nothing: told in words, with what was typed still there.
void Scenarios::neverAnswers()
{
    WizardDriver wizard({.scenario = u"silent"_s});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
    wizard.enter();
    QVERIFY2(wizard.waitFor([&] { return !wizard.bannerId().isEmpty(); }, 40000), qPrintable(wizard.shownWords()));
    wizard.save(u"scenario-silent"_s);
    std::printf("silent: %s %s\n", qPrintable(wizard.page()), qPrintable(wizard.bannerId()));
    QCOMPARE(wizard.page(), u"connect"_s);
    QCOMPARE(wizard.bannerId(), u"connect.silent"_s);
    QVERIFY(!wizard.find<QLineEdit>("connect.login")->text().isEmpty());
}

void Scenarios::dropsAnywhere_data()
{
    QTest::addColumn<int>("request");
    for (int request = 1; request <= 8; ++request)
        QTest::newRow(qPrintable(u"request %1"_s.arg(request))) << request;
}

// The line is reset at the n-th request of ours: the page says so and offers a way on, or the run did not need it.
void Scenarios::dropsAnywhere()
{
    QFETCH(const int, request);
    WizardDriver wizard(
        {.scenario = u"drops-anywhere"_s, .serverArguments = {u"--drop-at"_s, QString::number(request)}});
    const QString page = wizard.goOn();
    wizard.save(u"drops-at-%1"_s.arg(request));
    std::printf("drop at %d: %s %s\n", request, qPrintable(page), qPrintable(wizard.bannerId()));
    if (page == "finish"_L1)
        return;
    QVERIFY2(!wizard.bannerId().isEmpty(), qPrintable(page + u'\n' + wizard.shownWords()));
    const auto offered = [&](const char *name) {
        auto *button = wizard.find(name);
        return button != nullptr && button->isVisible();
    };
    QTRY_VERIFY2(offered("remedy.reconnect") || offered("remedy.retry") || offered("remedy.look-for-file"),
                 qPrintable(page + u' ' + wizard.bannerId() + wizard.shownWords()));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Scenarios>(); });
}

#include "tst_scenarios.moc"
