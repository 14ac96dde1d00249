// The Medium page in each of its states, on a source of the test's own, and following a made-up UDisks on a private
// bus. Pictures below SMK_PICTURES, where that is set.
#include "card_list.h"
#include "finding_list.h"
#include "medium_page.h"
#include "page_words.h"
#include "password_page.h"
#include "shell.h"
#include "theme.h"
#include "wizard_driver.h"
#include "word_book.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QProcess>
#include <QStandardPaths>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

Drive stick(const QString &label, const QString &device, const QString &serial, const QString &volume)
{
    Drive drive;
    drive.kind = MediumKind::RemovableDrive;
    drive.identity = {serial, 16'008'609'792, volume};
    drive.label = label;
    drive.model = u"SanDisk Ultra"_s;
    drive.deviceName = device;
    drive.fileSystem = u"exFAT"_s;
    drive.freeBytes = 14'600'000'000;
    drive.encrypted = true;
    drive.mountPoint = LocalPath(u"/media/dba/"_s + label);
    drive.diskIds = {device.section(u'/', -1).left(3)};
    return drive;
}

Drive systemDisk()
{
    Drive drive;
    drive.label = u"DATA"_s;
    drive.deviceName = u"/dev/sda1"_s;
    drive.fileSystem = u"XFS"_s;
    drive.freeBytes = 412'000'000'000;
    drive.identity.sizeBytes = 1'800'000'000'000;
    drive.mountPoint = LocalPath(u"/"_s);
    drive.systemDisk = true;
    return drive;
}

// What the next list says; may be changed while the page looks.
class Source : public DriveSource
{
public:
    struct State
    {
        std::mutex lock;
        std::vector<Drive> drives;
        Findings notices;
        std::optional<Problem> problem;
        std::optional<Problem> mountProblem;
    };
    explicit Source(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {
    }
    Result<std::vector<Drive>> list(const CancelToken &) override
    {
        const std::scoped_lock guard(m_state->lock);
        if (m_state->problem)
            return fail(*m_state->problem);
        return m_state->drives;
    }
    Result<void> eject(const Drive &) override { return {}; }
    Result<Drive> mount(const Drive &drive) override
    {
        const std::scoped_lock guard(m_state->lock);
        if (m_state->mountProblem)
            return fail(*m_state->mountProblem);
        for (Drive &one : m_state->drives)
            if (one.deviceName == drive.deviceName) {
                one.mountPoint = LocalPath(u"/media/dba/"_s + one.label);
                return one;
            }
        return fail(Problem{u"medium.gone"_s});
    }
    Findings notices() const override
    {
        const std::scoped_lock guard(m_state->lock);
        return m_state->notices;
    }

private:
    std::shared_ptr<State> m_state;
};

} // namespace

class MediumTest : public QObject
{
    Q_OBJECT
    std::shared_ptr<Source::State> state;
    std::unique_ptr<WizardRun> run;
    std::unique_ptr<Shell> shell;
    MediumPage *page = nullptr;
    CardList *cards = nullptr;

    void open(std::unique_ptr<DriveSource> source)
    {
        run = std::make_unique<WizardRun>(u"test"_s);
        run->begin(guardedDrives(std::move(source)));
        run->plan().facts.serverName = u"DBSRV01"_s;
        shell = std::make_unique<Shell>();
        page = new MediumPage(*run);
        shell->addStep(page);
        shell->resize(960, 680);
        shell->show();
        QVERIFY(QTest::qWaitForWindowExposed(shell.get()));
        shell->showPage(u"medium"_s);
        cards = page->findChild<CardList *>(u"medium.cards"_s);
    }
    // A change of what is plugged in, seen by the page.
    void plug(std::vector<Drive> drives, Findings notices = {})
    {
        {
            const std::scoped_lock guard(state->lock);
            state->drives = std::move(drives);
            state->notices = std::move(notices);
        }
        page->lookAgain();
        QTest::qWait(120);
    }
    void picture(const char *name) const
    {
        const QString folder = qEnvironmentVariable("SMK_PICTURES");
        if (folder.isEmpty())
            return;
        QDir().mkpath(folder);
        QTest::qWait(100); // a picture of what a person sees, not of a list that is still being laid out
        shell->grab().save(QDir(folder).filePath(QString::fromLatin1(name) + u"-"_s
                                                 + qEnvironmentVariable("SMK_THEME", u"light"_s) + u".png"_s));
    }
    [[nodiscard]] QWidget *find(const char *name) const
    {
        return page->findChild<QWidget *>(QString::fromLatin1(name));
    }

private Q_SLOTS:
    void init()
    {
        state = std::make_shared<Source::State>();
        state->drives = {systemDisk()};
    }
    void cleanup()
    {
        shell.reset();
        run.reset();
    }
    void plugPullAndReturn()
    {
        const Drive first = stick(u"SMK-07"_s, u"/dev/sdb1"_s, u"4C53-0001-1207"_s, u"A"_s);
        const Drive second = stick(u"SMK-08"_s, u"/dev/sdc1"_s, u"4C53-0001-1208"_s, u"B"_s);
        state->drives = {first, systemDisk()};
        open(std::make_unique<Source>(state));
        QTRY_VERIFY(!cards->selectedId().isEmpty()); // the only one that fits
        const QString chosen = cards->selectedId();
        picture("medium-one");
        plug({first, second, systemDisk()});
        QCOMPARE(cards->cards().size(), std::size_t(3));
        QCOMPARE(cards->selectedId(), chosen); // what arrives later appears unselected
        picture("medium-two");
        plug({second, systemDisk()});
        QCOMPARE(cards->selectedId(), QString()); // and nothing takes its place
        page->primary();
        QVERIFY(page->banner()->isShowing());
        picture("medium-pulled");
        plug({second, first, systemDisk()});
        QCOMPARE(cards->selectedId(), chosen); // the same one again
    }
    void twoAlike()
    {
        const Drive one = stick(u"SMK-07"_s, u"/dev/sdb1"_s, u"4C53"_s, u"A"_s);
        const Drive other = stick(u"SMK-07"_s, u"/dev/sdc1"_s, u"4C53"_s, u"A"_s);
        std::vector<Drive> both{one, other};
        both[1].mountPoint = LocalPath(u"/media/dba/SMK-071"_s);
        markTwins(both);
        state->drives = both;
        open(std::make_unique<Source>(state));
        QTRY_COMPARE(cards->cards().size(), std::size_t(2));
        QVERIFY(!cards->cards()[0].possible && !cards->cards()[1].possible);
        picture("medium-twins");
    }
    void mountOnRequest()
    {
        Drive drive = stick(u"SMK-07"_s, u"/dev/sdb1"_s, u"4C53"_s, u"A"_s);
        drive.mountPoint = {};
        drive.freeBytes = -1;
        drive.encrypted = false;
        state->drives = {drive, systemDisk()};
        open(std::make_unique<Source>(state));
        QTRY_VERIFY(find("medium.mount")->isVisible());
        picture("medium-unmounted");
        state->mountProblem = Problem{.id = u"medium.policy"_s,
                                      .arguments = {u"SMK-07"_s, u"Not authorized to perform operation"_s},
                                      .remedies = {u"medium-folder"_s, u"retry"_s}};
        QTest::mouseClick(find("medium.mount"), Qt::LeftButton);
        QTRY_VERIFY(page->banner()->isShowing());
        QCOMPARE(page->banner()->problem().id, u"medium.policy"_s);
        picture("medium-policy");
        state->mountProblem.reset();
        QTest::mouseClick(find("medium.mount"), Qt::LeftButton);
        QTRY_VERIFY(!cards->selectedId().isEmpty()); // asked for by its name, so it is chosen
        QTRY_VERIFY(!find("medium.mount")->isVisible());
        QVERIFY(!page->banner()->isShowing());
    }
    void everyKindOfCard()
    {
        std::vector<Drive> drives{stick(u"SMK-07"_s, u"/dev/sdb1"_s, u"4C53-0001-1207"_s, u"A"_s)};
        const auto add = [&drives](const char *label, auto change) {
            Drive drive = stick(QString::fromLatin1(label), u"/dev/sd%1"_s.arg(QChar(u'c' + int(drives.size()))),
                                u"S%1"_s.arg(drives.size()), u"V%1"_s.arg(drives.size()));
            change(drive);
            drives.push_back(drive);
        };
        add("PLAIN", [](Drive &d) {
            d.encrypted = false;
            d.identity.serial.clear();
        });
        add("LOCKED", [](Drive &d) { d.readOnly = true; });
        add("FULL", [](Drive &d) { d.freeBytes = 100; });
        open(std::make_unique<Source>(state));
        plug(drives);
        picture("medium-kinds-1");
        drives.clear();
        add("CRYPT", [](Drive &d) {
            d.mountPoint = {};
            d.freeBytes = -1;
        });
        add("", [](Drive &d) {
            d.model = u"Generic Multi-Card"_s;
            d.holdsMedium = false;
            d.mountPoint = {};
            d.freeBytes = -1;
            d.identity.sizeBytes = 0;
            d.fileSystem.clear();
        });
        add("DEAD", [](Drive &d) {
            d.answers = false;
            d.freeBytes = -1;
        });
        add("VTOYEFI", [](Drive &d) { d.bootPartition = true; });
        plug(drives);
        picture("medium-kinds-2");
        drives.clear();
        add("VAULT", [](Drive &d) {
            d.kind = MediumKind::RemoteFolder;
            d.label.clear();
            d.deviceName = u"filer.example:/vault"_s;
            d.fileSystem = u"NFS 4"_s;
            d.identity = {{}, 0, u"filer.example:/vault"_s};
            d.hostIsThisMachine = false;
            d.encrypted.reset();
        });
        add("CLIENT", [](Drive &d) {
            d.kind = MediumKind::RedirectedDrive;
            d.label.clear();
            d.deviceName = u"\\\\tsclient\\E"_s;
            d.identity = {{}, 0, u"E"_s};
            d.encrypted.reset();
        });
        plug(drives, {{.id = u"medium.service-broken"_s,
                       .state = FindingState::NotVerified,
                       .arguments = {{}, u"no reply"_s},
                       .command = u"systemctl status udisks2"_s},
                      {.id = u"medium.policy-no-usb-storage"_s,
                       .state = FindingState::Note,
                       .arguments = {u"/etc/modprobe.d/stig.conf"_s}}});
        QTRY_VERIFY(find("medium.notices")->isVisible());
        picture("medium-notices");
        plug({});
        picture("medium-empty");
        QVERIFY(!cards->isVisible());
    }
    void hostileNames()
    {
        std::vector<Drive> drives;
        int number = 0;
        for (const QString &name :
             {u"A\nB"_s, u"a\u202Eexe"_s, QString(255, u'x'), u"NUL"_s, u"dots..."_s, u"a:b"_s, u"<b>**x**</b>"_s}) {
            Drive drive =
                stick(name, u"/dev/sd%1"_s.arg(QChar(u'b' + number)), u"S%1"_s.arg(number), u"V%1"_s.arg(number));
            ++number;
            drives.push_back(drive);
        }
        open(std::make_unique<Source>(state));
        plug(drives);
        QCOMPARE(cards->cards().size(), drives.size());
        for (const Card &card : cards->cards())
            QVERIFY(!card.name.contains(u'\n') && !card.name.contains(QChar(0x202E)));
        picture("medium-hostile");
    }
    void listFails()
    {
        state->problem = Problem{.id = u"medium.list-failed"_s,
                                 .arguments = {u"/proc/self/mountinfo"_s, u"Permission denied"_s},
                                 .remedies = {u"retry"_s, u"medium-folder"_s}};
        open(std::make_unique<Source>(state));
        QTRY_VERIFY(page->banner()->isShowing());
        picture("medium-list-failed");
        state->problem.reset();
        plug({stick(u"SMK-07"_s, u"/dev/sdb1"_s, u"4C53"_s, u"A"_s)});
        QCOMPARE(cards->cards().size(), std::size_t(1));
    }
    // Level 2 on the Verify page, with the practice medium: the hand is a button there.
    void replugOnVerify()
    {
        WizardDriver wizard(WizardDriver::Order{});
        QVERIFY(wizard.goTo(u"verify"_s));
        const auto shown = [&wizard](const char *name) {
            const QWidget *widget = wizard.find(name);
            return widget != nullptr && widget->isVisible();
        };
        QVERIFY(wizard.waitFor([&] { return shown("verify.replug"); }));
        wizard.save(u"verify-offered"_s);
        wizard.click("verify.replug");
        QVERIFY(wizard.waitFor([&] { return shown("verify.plugIn"); }));
        wizard.save(u"verify-away"_s);
        wizard.click("verify.plugIn");
        QVERIFY(wizard.waitFor([&] { return wizard.shownWords().contains(u"Identical after plugging in again"_s); }));
        wizard.save(u"verify-replugged"_s);
    }
    // A stick plugged into a made-up UDisks appears by itself, and goes by itself: by signals, well before the timer.
    void followsTheDriveService()
    {
        const QString python = u"/usr/bin/python3"_s;
        QProcess probe;
        probe.start(python, {u"-c"_s, u"import dbusmock"_s});
        if (!probe.waitForFinished(20000) || probe.exitCode() != 0
            || QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty()) {
            if (qEnvironmentVariable("CI") == u"true"_s)
                QFAIL("python3-dbusmock and dbus are needed");
            QSKIP("python3-dbusmock and dbus are needed");
        }
        QTemporaryDir folder;
        const QString address = u"unix:path="_s + folder.filePath(u"bus"_s);
        QProcess bus;
        bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--address="_s + address});
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(folder.filePath(u"bus"_s)), 10000);
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", address.toUtf8());
        QProcess service;
        service.start(python, {u"-m"_s, u"dbusmock"_s, u"--system"_s, u"--template"_s,
                               QStringLiteral(SMK_TEST_DATA "/support/mock_udisks.py")});
        const auto act = [&](const QStringList &words) {
            QProcess call;
            call.start(u"dbus-send"_s, QStringList{u"--bus="_s + address, u"--print-reply"_s,
                                                   u"--dest=org.freedesktop.UDisks2"_s, u"/org/freedesktop/UDisks2"_s}
                                           + words);
            return call.waitForFinished(10000) && call.exitCode() == 0;
        };
        QTRY_VERIFY_WITH_TIMEOUT(act({u"org.freedesktop.DBus.Peer.Ping"_s}), 20000);
        open(systemDrives());
        const auto shows = [this](const QString &label) {
            return std::any_of(cards->cards().begin(), cards->cards().end(),
                               [&](const Card &card) { return card.name.contains(label); });
        };
        QTest::qWait(1500); // the first list, and the watch made after it
        QVERIFY(!shows(u"KEYS"_s));
        const QString mock = u"org.freedesktop.DBus.Mock."_s;
        QVERIFY(act({mock + u"AddStick"_s, u"string:smkx1"_s, u"string:KEYS"_s, u"string:vfat"_s, u"string:"_s}));
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY_WITH_TIMEOUT(shows(u"KEYS"_s), 10000);
        qInfo("appeared after %lld ms", clock.elapsed());
        QVERIFY(find("medium.mount")->isVisible());
        QVERIFY(act({mock + u"RemoveStick"_s, u"string:smkx1"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(!shows(u"KEYS"_s), 10000);
        for (QProcess *process : {&service, &bus}) {
            process->terminate();
            process->waitForFinished(5000);
        }
    }
};

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, []() -> std::unique_ptr<QObject> {
        useWords();
        return std::make_unique<MediumTest>();
    });
}

#include "tst_medium.moc"
