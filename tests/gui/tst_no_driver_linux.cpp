// A computer without any ODBC driver (started by without-driver): said in words with the command that installs one, at
// the driver's own field as well, and nothing that was typed is lost. Looking again is one press.
#include "desk.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>

using namespace smk;
using namespace Qt::StringLiterals;

class NoDriver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isSaid();
    void rehearsalSaysItToo();
};

void NoDriver::isSaid()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.openAdvanced();
    const auto none = [&desk] {
        return desk.wizard().find<QComboBox>("connect.driver")->currentText() == "none installed"_L1;
    };
    QVERIFY2(desk.wizard().waitFor(none), qPrintable(desk.words()));
    desk.wizard().save(u"01-no-driver-advanced"_s);
    desk.wizard().click("connect.advanced");
    desk.next();
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    desk.wizard().save(u"01-no-driver"_s);
    QCOMPARE(desk.wizard().bannerId(), u"connect.no-driver"_s);
    QVERIFY2(desk.words().contains(u"No ODBC driver"_s), qPrintable(desk.words()));
    QVERIFY2(desk.wizard().bannerShows(u"sudo "_s), qPrintable(desk.words()));
    QVERIFY(!desk.wizard().find<QLineEdit>("connect.password")->text().isEmpty());
    QVERIFY(desk.shown("remedy.retry"));
    desk.openAdvanced();
    QTest::qWait(100); // unfolded and laid out
    QApplication::clipboard()->clear();
    desk.wizard().click("connect.installDriver");
    QVERIFY2(QApplication::clipboard()->text().startsWith(u"sudo "_s), qPrintable(QApplication::clipboard()->text()));
    desk.wizard().click("connect.lookForDrivers");
    QVERIFY(desk.wizard().waitFor(none));
}

void NoDriver::rehearsalSaysItToo()
{
    WizardDriver wizard({});
    QCOMPARE(wizard.goOn(), u"connect"_s);
    wizard.save(u"01-no-driver-rehearsal"_s);
    QCOMPARE(wizard.bannerId(), u"connect.no-driver"_s);
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<NoDriver>(); });
}

#include "tst_no_driver_linux.moc"
