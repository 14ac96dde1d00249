// The window never freezes: a 20 ms timer of the GUI thread measures the largest gap, and Cancel gives the page back.
// The only window test with a clock: serial, for a release build.
#include "shell.h"
#include "wizard_driver.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 LargestGap = 200;
constexpr qint64 LongestCancel = 300;

class Pulse
{
public:
    Pulse()
    {
        m_clock.start();
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { m_gap = std::max(m_gap, m_clock.restart()); });
        m_timer.start(20);
    }
    [[nodiscard]] qint64 largestGap() const { return m_gap; }

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
    qint64 m_gap = 0;
};

bool isBusy(const WizardDriver &wizard)
{
    return wizard.shell()->currentPage()->isBusy();
}

} // namespace

class Responsive : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void noGap_data();
    void noGap();
    void cancelGivesThePageBack_data();
    void cancelGivesThePageBack();
};

void Responsive::noGap_data()
{
    QTest::addColumn<QString>("scenario");
    for (const char *scenario :
         {"default", "no-permission", "weak-password-rejected", "file-exists", "directory-missing",
          "directory-not-writable", "unencrypted-line", "untrusted-certificate", "slow", "silent",
          "drops-during-backup", "drops-anywhere", "login-fails", "password-must-change", "old-version",
          "azure-sql-database", "linux-host", "windows-host", "echoes-statement"})
        QTest::newRow(scenario) << QString::fromLatin1(scenario);
}

void Responsive::noGap()
{
    QFETCH(const QString, scenario);
    WizardDriver wizard({.scenario = scenario});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
    const Pulse pulse;
    if (scenario == "silent"_L1) {
        wizard.enter();
        QTest::qWait(3000);
    } else {
        (void)wizard.goOn();
    }
    std::printf("largest gap, %s: %lld ms\n", qPrintable(scenario), static_cast<long long>(pulse.largestGap()));
    QVERIFY(pulse.largestGap() <= LargestGap);
}

void Responsive::cancelGivesThePageBack_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("page");
    QTest::newRow("silent connect") << u"silent"_s << u"connect"_s;
    QTest::newRow("slow connect") << u"slow"_s << u"connect"_s;
    QTest::newRow("slow backup") << u"slow"_s << u"execute"_s;
}

void Responsive::cancelGivesThePageBack()
{
    QFETCH(const QString, scenario);
    QFETCH(const QString, page);
    WizardDriver wizard({.scenario = scenario});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
    if (page == "connect"_L1) {
        wizard.enter();
    } else {
        QVERIFY(wizard.goTo(page));
        wizard.enter();
    }
    QVERIFY(wizard.waitFor([&] { return wizard.page() == page && isBusy(wizard); }));
    QTest::qWait(400);
    QVERIFY(isBusy(wizard));
    QElapsedTimer clock;
    clock.start();
    wizard.press(Qt::Key_Escape);
    QVERIFY(wizard.waitFor([&] { return !isBusy(wizard); }, 5000));
    std::printf("cancel, %s: %lld ms\n", QTest::currentDataTag(), static_cast<long long>(clock.elapsed()));
    QVERIFY(clock.elapsed() <= LongestCancel);
    QCOMPARE(wizard.page(), page);
    // Given back means: it can be worked with.
    QVERIFY(wizard.shell()->primaryButton()->isEnabled());
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Responsive>(); });
}

#include "tst_responsive.moc"
