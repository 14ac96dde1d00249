// Leaving between commit and proof is asked about; what was left is offered on Start; the first question is whether the
// password is still there; then the run goes on to its end.
#include "shell.h"
#include "wizard_driver.h"

#include <QLabel>

using namespace smk;
using namespace Qt::StringLiterals;

class Resume : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leaveAndResume();
    void passwordLost();

private:
    static bool leaveAtVerify(WizardDriver &wizard);
};

bool Resume::leaveAtVerify(WizardDriver &wizard)
{
    if (!wizard.goTo(u"verify"_s))
        return false;
    if (!wizard.waitFor([&] { return wizard.find<QLabel>("verify.identical")->text().contains(u"dentical"_s); }))
        return false;
    wizard.press(Qt::Key_Escape);
    if (!wizard.waitFor([&] { return wizard.bannerId() == "ui.leave-run-copied"_L1; }))
        return false;
    wizard.save(u"leave-asked"_s);
    wizard.click("remedy.stay");
    if (wizard.page() != "verify"_L1 || !wizard.bannerId().isEmpty())
        return false;
    wizard.press(Qt::Key_Escape);
    if (!wizard.waitFor([&] { return wizard.bannerId() == "ui.leave-run-copied"_L1; }))
        return false;
    QTest::qWait(50);
    wizard.click("remedy.leave-run");
    return wizard.waitForPage("start") && wizard.waitFor([&] { return wizard.bannerId() == "ui.interrupted"_L1; });
}

void Resume::leaveAndResume()
{
    WizardDriver wizard({});
    QVERIFY2(leaveAtVerify(wizard), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    wizard.save(u"interrupted"_s);
    wizard.click("remedy.resume");
    QVERIFY(wizard.waitFor([&] { return wizard.bannerId() == "ui.password-still-there"_L1; }));
    wizard.save(u"password-still-there"_s);
    wizard.click("remedy.have-password");
    QVERIFY2(wizard.waitForPage("verify"), qPrintable(wizard.page() + u' ' + wizard.bannerId() + wizard.shownWords()));
    QVERIFY(wizard.waitFor([&] { return wizard.find<QLabel>("verify.identical")->text().contains(u"dentical"_s); }));
    wizard.save(u"resumed"_s);
    // The run no longer holds the password: the server's proof is chosen, for it alone can tell.
    wizard.find("verify.password")->setFocus();
    wizard.paste(wizard.keptPassword());
    wizard.enter();
    QVERIFY2(wizard.waitFor([&] {
        return wizard.shell()->primaryButton()->text().contains(u"Next"_s) && !wizard.shell()->currentPage()->isBusy();
    }),
             qPrintable(wizard.bannerId() + wizard.shownWords()));
    QVERIFY2(wizard.waitFor([&] { return wizard.shownWords().contains(u"15588"_s); }, 2000),
             qPrintable(wizard.shownWords()));
    wizard.save(u"opened-by-server"_s);
    wizard.enter();
    QVERIFY2(wizard.goTo(u"finish"_s), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
}

void Resume::passwordLost()
{
    WizardDriver wizard({});
    QVERIFY2(leaveAtVerify(wizard), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    wizard.click("remedy.resume");
    QVERIFY(wizard.waitFor([&] { return wizard.bannerId() == "ui.password-still-there"_L1; }));
    wizard.click("remedy.lost-password");
    QVERIFY(wizard.waitFor([&] { return wizard.bannerId() == "ui.run-without-password"_L1; }));
    QVERIFY2(wizard.waitFor([&] { return wizard.shownWords().contains(u".key"_s); }, 2000), "the orphan file is named");
    wizard.save(u"password-lost"_s);
    wizard.click("remedy.new-run");
    QVERIFY(wizard.waitFor([&] { return wizard.bannerId().isEmpty(); }));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Resume>(); });
}

#include "tst_resume.moc"
