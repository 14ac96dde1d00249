// The server goes away at each of the eight steps: the DBA reconnects and goes on, and every field holds what was
// typed.
#include "execute_page.h"
#include "shell.h"
#include "step.h"
#include "wizard_driver.h"

#include <QAbstractButton>
#include <QLabel>
#include <QLineEdit>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

// Everything that can be typed or chosen in the window, by name.
std::map<QString, QString> fieldsOf(const WizardDriver &wizard)
{
    std::map<QString, QString> fields;
    const auto edits = wizard.shell()->findChildren<QLineEdit *>();
    for (const QLineEdit *edit : edits)
        if (!edit->objectName().isEmpty() && !edit->objectName().startsWith(u"qt_"_s))
            fields[edit->objectName()] = edit->text();
    const auto choices = wizard.shell()->findChildren<QAbstractButton *>();
    for (const QAbstractButton *choice : choices)
        if (choice->isCheckable() && !choice->objectName().isEmpty())
            fields[choice->objectName()] = choice->isChecked() ? u"on"_s : u"off"_s;
    return fields;
}

bool isUp(const WizardDriver &wizard, const char *name)
{
    const auto *widget = wizard.find(name);
    return widget != nullptr && widget->isVisible();
}

} // namespace

class Reconnect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void goesOn_data();
    void goesOn();

private:
    // Brings the run to the moment at which the lost link is noticed at this step.
    static bool loseAt(WizardDriver &wizard, Step step);
};

void Reconnect::goesOn_data()
{
    QTest::addColumn<int>("step");
    for (const Step step : AllSteps)
        QTest::newRow(qPrintable(roomOf(step))) << static_cast<int>(step);
}

bool Reconnect::loseAt(WizardDriver &wizard, Step step)
{
    switch (step) {
    case Step::Connect:
        if (!wizard.waitFor([&] { return isUp(wizard, "connect.readAgain"); }))
            return false;
        wizard.link().cut();
        wizard.press(Qt::Key_F5);
        return wizard.waitFor([&] { return wizard.bannerId() == "connect.link-lost"_L1; });
    case Step::Password:
    case Step::Medium:
    case Step::Directory:
        // Password and Medium need no server: it is noticed on Folder, and their fields must still stand.
        wizard.link().cut();
        if (step == Step::Password) {
            wizard.click("password.own");
            wizard.find("password.typed")->setFocus();
            wizard.type(u"Typed-by-hand 17"_s);
            wizard.find("password.again")->setFocus();
            wizard.type(u"Typed-by-hand 17"_s);
            wizard.enter();
            if (!wizard.waitForPage("medium"))
                return false;
        }
        if (step != Step::Directory) {
            wizard.enter();
            if (!wizard.waitForPage("directory"))
                return false;
        }
        if (!wizard.waitFor([&] { return !isUp(wizard, "directory.loading"); }))
            return false;
        if (wizard.bannerId().isEmpty())
            wizard.press(Qt::Key_F5);
        return wizard.waitFor([&] { return wizard.bannerId() == "connect.link-lost"_L1; });
    case Step::Execute:
        wizard.link().cut();
        wizard.enter();
        return wizard.waitFor([&] { return wizard.bannerId() == "connect.link-lost"_L1; });
    case Step::Copy:
        // The line breaks in the moment between the server's answer and the reading of the file.
        QObject::connect(qobject_cast<ExecutePage *>(wizard.shell()->page(u"execute"_s)), &ExecutePage::committed,
                         wizard.shell(), [&wizard] { wizard.link().cut(); });
        wizard.enter();
        return wizard.waitForPage("copy") && wizard.waitFor([&] { return !wizard.bannerId().isEmpty(); });
    case Step::Verify:
        if (!wizard.waitFor([&] { return wizard.find<QLabel>("verify.identical")->text().contains(u"dentical"_s); }))
            return false;
        wizard.click("verify.byServer");
        wizard.find("verify.password")->setFocus();
        wizard.paste(wizard.keptPassword());
        wizard.link().cut();
        wizard.enter();
        return wizard.waitFor([&] { return !wizard.bannerId().isEmpty(); });
    case Step::Store:
        wizard.link().cut(); // needs no server any more
        return true;
    }
    return false;
}

void Reconnect::goesOn()
{
    QFETCH(const int, step);
    const Step at = static_cast<Step>(step);
    // From another machine the file can be read over SQL alone, so that a cut line is a stop on Copy.
    WizardDriver wizard({.scenario = at == Step::Copy ? u"linux-host"_s : u"default"_s});
    QVERIFY(wizard.goTo(at == Step::Copy ? u"execute"_s : roomOf(at)));
    QVERIFY2(loseAt(wizard, at), qPrintable(wizard.page() + u' ' + wizard.bannerId() + u'\n' + wizard.shownWords()));
    wizard.save(u"lost-%1"_s.arg(roomOf(at)));
    const auto before = fieldsOf(wizard);
    const QString lostOn = wizard.page();

    if (!wizard.bannerId().isEmpty()) {
        QVERIFY2(isUp(wizard, "remedy.reconnect"), qPrintable(wizard.bannerId()));
        // While the server is down, reconnecting fails on the page where the DBA can try again.
        if (at == Step::Directory) {
            wizard.link().setClosed(true);
            wizard.click("remedy.reconnect");
            QVERIFY(wizard.waitForPage("connect"));
            QVERIFY2(wizard.waitFor([&] { return !wizard.bannerId().isEmpty(); }, 40000),
                     qPrintable(wizard.shownWords()));
            QVERIFY(fieldsOf(wizard) == before);
            wizard.save(u"still-down"_s);
            wizard.link().setClosed(false);
            wizard.click("remedy.retry");
        } else {
            wizard.click("remedy.reconnect");
        }
        QVERIFY2(wizard.waitFor([&] { return wizard.page() == lostOn && wizard.bannerId().isEmpty(); })
                     || wizard.page() == "verify"_L1,
                 qPrintable(wizard.page() + u' ' + wizard.bannerId()));
    }
    for (const auto &[name, value] : fieldsOf(wizard)) {
        const auto old = before.find(name);
        QVERIFY2(old == before.end() || old->second == value, qPrintable(name));
    }
    // And the run goes on to its end.
    if (at == Step::Password)
        return; // the password that was typed is not the one the driver keeps; the fields were the point
    QVERIFY2(wizard.goTo(u"finish"_s), qPrintable(wizard.page() + u' ' + wizard.bannerId()));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Reconnect>(); });
}

#include "tst_reconnect.moc"
