// The login's password in the keychain, only on request: kept, read at the next sign-in and by Check now, forgotten;
// and what is said where the keychain is locked or missing. Each state has a session bus and a keyring of its own.
#include "connect_memory.h"
#include "credential_store.h"
#include "desk.h"
#include "keyring_session.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <thread>

using namespace smk;
using namespace Qt::StringLiterals;

class Keychain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsReadsForgets();
    void spelledOtherwise();
    void goesWithItsLogin();
    void checksWithoutAsking();
    void saysWhyNot();

private:
    [[nodiscard]] static QString state() { return qEnvironmentVariable("SMK_KEYRING"); }
    static void tickKeep(Desk &desk);
    static void signInAndKeep(Desk &desk);
    static bool isInKeychain(const QString &server, const QString &login);
};

void Keychain::tickKeep(Desk &desk)
{
    desk.wizard().find("connect.keep")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QVERIFY(desk.wizard().find<QCheckBox>("connect.keep")->isChecked());
}

bool Keychain::isInKeychain(const QString &server, const QString &login)
{
    bool found = false;
    std::thread reader([&] { found = CredentialStore().read(keychainName(server, login)).has_value(); });
    reader.join();
    return found;
}

void Keychain::signInAndKeep(Desk &desk)
{
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    tickKeep(desk);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"Kept in this computer"_s); }),
             qPrintable(desk.words()));
}

void Keychain::keepsReadsForgets()
{
    const QTemporaryDir data;
    OwnServer server;
    QVERIFY2(server.start(u"default"_s), qPrintable(server.why()));
    {
        Desk desk(data.path());
        QVERIFY(desk.openForm());
        desk.fillIn(server.given(), true);
        tickKeep(desk);
        desk.next();
        QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
        QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"Kept in this computer"_s); }),
                 qPrintable(desk.words()));
        desk.wizard().save(u"01b-keychain-kept"_s);
    }
    QFile settings(data.filePath(u"settings.ini"_s));
    QVERIFY(settings.open(QIODevice::ReadOnly));
    QVERIFY(!settings.readAll().contains(server.password().toUtf8()));
    {
        Desk desk(data.path());
        QVERIFY(desk.openForm());
        auto *servers = desk.wizard().find<QComboBox>("connect.server");
        QVERIFY(desk.wizard().waitFor([&] { return servers->count() > 0; }));
        servers->setFocus();
        QTest::keyClick(servers, Qt::Key_Down);
        QVERIFY2(desk.shown("connect.forget"), qPrintable(desk.words()));
        QVERIFY(desk.wizard().find<QLineEdit>("connect.password")->text().isEmpty());
        desk.wizard().save(u"01-connect-kept"_s);
        desk.next();
        QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
        desk.wizard().click("connect.change");
        QVERIFY(desk.shown("connect.forget"));
        desk.wizard().click("connect.forget");
        QVERIFY2(desk.wizard().waitFor([&] { return !desk.shown("connect.forget"); }), qPrintable(desk.words()));
        desk.next();
        QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"No password yet"_s); }),
                 qPrintable(desk.words()));
    }
}

// The same server written in another way: its password is found, and Forget it takes that very one.
void Keychain::spelledOtherwise()
{
    const QTemporaryDir data;
    Desk desk(data.path());
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    const QString name = desk.server().given().server;
    const QString login = desk.server().given().login;
    signInAndKeep(desk);
    QVERIFY(isInKeychain(name, login));
    desk.wizard().press(Qt::Key_Escape);
    QVERIFY(desk.wizard().waitForPage("start"));
    QVERIFY(desk.openForm());
    desk.fill("connect.serverEdit", u" %1 "_s.arg(QString(name).replace(u',', u" , "_s)));
    desk.wizard().find("connect.login")->setFocus();
    QVERIFY2(desk.shown("connect.forget"), qPrintable(desk.words()));
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    desk.wizard().click("connect.change");
    desk.wizard().click("connect.forget");
    QVERIFY2(desk.wizard().waitFor([&] { return !desk.shown("connect.forget"); }), qPrintable(desk.words()));
    QVERIFY(!isInKeychain(name, login));
}

// Another login for the same server: the memory has one a server, so the one before would lie there unseen.
void Keychain::goesWithItsLogin()
{
    const QTemporaryDir data;
    Desk desk(data.path());
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    const QString name = desk.server().given().server;
    const QString before = desk.server().given().login;
    signInAndKeep(desk);
    QVERIFY(isInKeychain(name, before));
    desk.wizard().click("connect.change");
    desk.server().stop();
    const QString port = name.section(u',', 1);
    QVERIFY2(desk.server().start(u"default"_s, {u"--port"_s, port}), qPrintable(desk.server().why()));
    QVERIFY(desk.server().given().login != before);
    desk.fillIn(true);
    QVERIFY(!desk.shown("connect.forget"));
    tickKeep(desk);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    QVERIFY2(desk.wizard().waitFor([&] { return isInKeychain(name, desk.server().given().login); }), "not kept");
    QVERIFY(!isInKeychain(name, before));
}

// Check now on Start: with the kept password it signs in by itself, and the page stays; without one it says what is
// missing, and asks nothing.
void Keychain::checksWithoutAsking()
{
    const QTemporaryDir data;
    const QTemporaryDir root; // with an instance of this computer, whose port is the practice server's
    OwnServer server;
    QVERIFY2(server.start(u"default"_s), qPrintable(server.why()));
    QVERIFY(QDir(root.path()).mkpath(u"opt/mssql/bin"_s) && QDir(root.path()).mkpath(u"var/opt/mssql"_s));
    QFile program(root.filePath(u"opt/mssql/bin/sqlservr"_s));
    QFile conf(root.filePath(u"var/opt/mssql/mssql.conf"_s));
    QVERIFY(program.open(QIODevice::WriteOnly) && conf.open(QIODevice::WriteOnly));
    conf.write(QStringLiteral("[network]\ntcpport = %1\n").arg(server.given().port).toUtf8());
    conf.close();
    Desk desk(data.path(), root.path());
    QVERIFY(desk.wizard().waitFor([&] { return desk.shown("start.check"); }));
    const auto check = [&desk](const QString &words) {
        desk.wizard().press(Qt::Key_C, Qt::AltModifier);
        const bool told = desk.wizard().waitFor(
            [&] { return desk.cards().contains(words) && desk.words().contains(u"Check now"_s); }, 20000);
        return told && desk.wizard().page() == "start"_L1;
    };
    QVERIFY2(check(u"Not checked"_s), qPrintable(desk.cards()));
    desk.wizard().save(u"00-start-not-checked"_s);
    QVERIFY(desk.openForm());
    desk.fillIn(server.given(), true);
    desk.fill("connect.serverEdit", u"localhost,%1"_s.arg(server.given().port));
    desk.fill("connect.password", server.password()); // the one before went with its server
    if (state() == "open"_L1)
        tickKeep(desk);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    if (state() == "open"_L1)
        QVERIFY(desk.wizard().waitFor([&] { return desk.words().contains(u"Kept in this computer"_s); }));
    desk.wizard().press(Qt::Key_Escape);
    QVERIFY(desk.wizard().waitForPage("start"));
    QTest::qWait(300);
    QVERIFY2(check(state() == "open"_L1 ? u"not in the history"_s : u"Not checked"_s), qPrintable(desk.cards()));
    desk.wizard().save(u"00-start-checked-%1"_s.arg(state()));
}

void Keychain::saysWhyNot()
{
    const QTemporaryDir data;
    Desk desk(data.path());
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    tickKeep(desk);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    // Denied: whoever closed the keyring's question.
    const QString words = state() == "absent"_L1 ? u"No credential store answers"_s : u"is locked"_s;
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(words); }, 20000), qPrintable(desk.words()));
    QVERIFY2(desk.words().contains(u"Not kept"_s), qPrintable(desk.words()));
    desk.wizard().save(u"01b-keychain-%1"_s.arg(state()));
}

namespace {

constexpr int Skipped = 77;

// This program once more, below a bus of its own with the keyring in the wanted state.
int runBelow(const QString &state, const QString &home)
{
    const QString before = state == "open"_L1     ? test::OpenKeyring
                           : state == "locked"_L1 ? test::OpenKeyring + test::LockKeyring
                                                  : QString();
    const QString below =
        state == "denied"_L1 ? u"/usr/bin/python3 -B " SMK_TEST_DATA "/support/mock_secrets.py "_s : QString();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"SMK_KEYRING"_s, state);
    environment.insert(u"SMK_CHILD_PROGRAM"_s, QCoreApplication::applicationFilePath());
    // What only an open keyring can show, and what only one that does not open: the rest would not apply.
    const QString functions = state == "open"_L1
                                  ? u"keepsReadsForgets spelledOtherwise goesWithItsLogin checksWithoutAsking"_s
                                  : u"checksWithoutAsking saysWhyNot"_s;
    environment.insert(u"SMK_CHILD_FUNCTIONS"_s, functions);
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedChannels);
    test::startInSession(process, environment, home, home,
                         before + u"exec "_s + below + u"\"$SMK_CHILD_PROGRAM\" $SMK_CHILD_FUNCTIONS"_s,
                         state == "absent"_L1 ? test::bareBus(home) : QString());
    if (!process.waitForFinished(120000)) {
        process.kill();
        process.waitForFinished();
        return 1;
    }
    return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : 1;
}

int runInEveryState(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    for (const QString &program : {u"gnome-keyring-daemon"_s, u"dbus-run-session"_s, u"dbus-send"_s})
        if (QStandardPaths::findExecutable(program).isEmpty()) {
            std::printf("skipped: %s is not installed\n", qPrintable(program));
            return qEnvironmentVariable("CI") == "true"_L1 ? 1 : Skipped;
        }
    int failed = 0;
    for (const QString &state : {u"open"_s, u"locked"_s, u"absent"_s, u"denied"_s}) {
        const QTemporaryDir home; // 0700, as a runtime folder must be
        const int code = runBelow(state, home.path());
        std::printf("%s keychain %s\n", code == 0 ? "ok" : "not ok", qPrintable(state));
        failed += code == 0 ? 0 : 1;
    }
    return failed;
}

} // namespace

int main(int argc, char **argv)
{
    if (!qEnvironmentVariableIsSet("SMK_KEYRING"))
        return runInEveryState(argc, argv);
    return runWindowTest(argc, argv, [] { return std::make_unique<Keychain>(); });
}

#include "tst_connect_keychain.moc"
