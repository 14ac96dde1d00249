// Every field refuses nonsense at the field, in words, and the page stays; help and the places are reached by keys.
#include "shell.h"
#include "side_list.h"
#include "wizard_driver.h"

#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QTextBrowser>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Nonsense
{
    const char *page;
    const char *field; // object name of the line edit
    const char *typed;
    const char *words; // said at the field
};

constexpr Nonsense Table[] = {
    {"connect", "connect.serverEdit", "", "server"},
    {"connect", "connect.serverEdit", "host,99999", "port"},
    {"connect", "connect.serverEdit", "host,abc", "port"},
    {"connect", "connect.login", "", "login"},
    {"connect", "connect.password", "", "No password yet"},
    {"password", "password.typed", "", "Nothing typed yet"},
    {"password", "password.typed", "short", "8"},
    {"password", "password.typed", "alllowercaseletters", "class"},
    {"password", "password.again", "Another-one-17", "differ"},
    {"directory", "directory.folder", "relative/folder", "root"},
    {"directory", "directory.folder", "/", "root"},
    {"directory", "directory.fileName", "a/b.key", "slash"},
    {"directory", "directory.fileName", "", "name"},
    {"verify", "verify.password", "", "No password entered yet"},
    {"verify", "verify.password", "Not-the-one-17", ""},
    {"store", "store.place", "", "Nothing entered yet"},
    {"store", "store.custodian", "", "Nothing entered yet"},
};

} // namespace

class BadInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_wizard = std::make_unique<WizardDriver>(WizardDriver::Order{}); }
    void cleanupTestCase() { m_wizard.reset(); }
    void refusedAtTheField();
    void helpByF1();

private:
    void enterNonsense(const Nonsense &nonsense);
    std::unique_ptr<WizardDriver> m_wizard;
};

void BadInput::enterNonsense(const Nonsense &nonsense)
{
    WizardDriver &wizard = *m_wizard;
    auto *edit = wizard.find<QLineEdit>(nonsense.field);
    QVERIFY2(edit != nullptr, nonsense.field);
    const QString before = edit->text();
    if (QLatin1String(nonsense.field).startsWith("password."_L1)) {
        wizard.click("password.own");
        if (QLatin1String(nonsense.field) == "password.again"_L1) {
            wizard.find("password.typed")->setFocus();
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
            wizard.type(u"Good-enough-17"_s);
        }
    }
    if (QLatin1String(nonsense.field) == "store.custodian"_L1) {
        wizard.find("store.place")->setFocus();
        wizard.type(u"somewhere"_s);
    }
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(edit, Qt::Key_Delete);
    if (*nonsense.typed != '\0')
        wizard.type(QString::fromLatin1(nonsense.typed));
    QTest::mouseClick(wizard.shell()->primaryButton(), Qt::LeftButton);
    const QString words = QString::fromLatin1(nonsense.words);
    QVERIFY2(wizard.waitFor(
                 [&] {
                     return wizard.shownWords().contains(words, Qt::CaseInsensitive)
                            && !wizard.shell()->currentPage()->isBusy();
                 },
                 5000),
             qPrintable(QLatin1String(nonsense.field) + u": "_s + wizard.shownWords()));
    QVERIFY2(wizard.page() == QLatin1String(nonsense.page), nonsense.field);
    edit->setText(before);
    if (QLatin1String(nonsense.page) == "password"_L1)
        wizard.click("password.generated");
    if (QLatin1String(nonsense.page) == "store"_L1)
        wizard.find<QLineEdit>("store.place")->clear();
}

void BadInput::refusedAtTheField()
{
    QString page;
    int rows = 0;
    for (const Nonsense &nonsense : Table) {
        if (page != QLatin1String(nonsense.page)) {
            page = QLatin1String(nonsense.page);
            QVERIFY2(m_wizard->goTo(page), qPrintable(page));
            if (page == "connect"_L1) {
                QVERIFY(m_wizard->waitFor([&] { return m_wizard->find("connect.change")->isVisible(); }));
                m_wizard->click("connect.change");
            }
            if (page == "directory"_L1 || page == "verify"_L1)
                QTest::qWait(800);
        }
        enterNonsense(nonsense);
        if (QTest::currentTestFailed())
            return;
        ++rows;
        if (page == "connect"_L1 && QLatin1String(nonsense.field) == "connect.password"_L1) {
            QTest::mouseClick(m_wizard->shell()->primaryButton(), Qt::LeftButton); // with what was typed before
            QVERIFY(m_wizard->waitFor([&] { return m_wizard->find("connect.readAgain")->isVisible(); }));
        }
        if (page == "directory"_L1)
            QVERIFY(m_wizard->waitFor([&] { return !m_wizard->find("directory.loading")->isVisible(); }));
        if (page == "directory"_L1 && QLatin1String(nonsense.field) == "directory.fileName"_L1)
            m_wizard->press(Qt::Key_F5);
    }
    std::printf("cases: bad input %d\n", rows);
}

void BadInput::helpByF1()
{
    m_wizard->press(Qt::Key_F1);
    auto *text = m_wizard->find<QTextBrowser>("help.text");
    QVERIFY(text != nullptr && text->isVisible());
    QVERIFY2(text->toPlainText().contains(u"Off-site"_s), qPrintable(text->toPlainText()));
    QTest::keyClick(text, Qt::Key_Escape);
    QVERIFY(!text->isVisible());
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<BadInput>(); });
}

#include "tst_bad_input.moc"
