// The Connect page as on a real day: a server with an ordinary name, found by typing, driven with keys and mouse in
// every state that it has. Pictures of each below SMK_PICTURES.
#include "desk.h"
#include "keyboard_check.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QScopeGuard>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Garbage
{
    const char *field;
    const char *typed;
    const char *words;
};

constexpr Garbage GarbageTable[] = {
    {"connect.serverEdit", "", "No server was named"},
    {"connect.serverEdit", "   ", "No server was named"},
    {"connect.serverEdit", "DBSRV01:1433", "after a comma"},
    {"connect.serverEdit", "DBSRV01,", "no port"},
    {"connect.serverEdit", "DBSRV01,0", "no port"},
    {"connect.serverEdit", "DBSRV01,65536", "no port"},
    {"connect.serverEdit", "DBSRV01\\", "no instance name"},
    {"connect.serverEdit", "x};UID=sa;PWD=y;{", "more than a server"},
    {"connect.serverEdit", "Data Source=db7,1433;UID=sa;PWD=y", "The server in it is db7,1433"},
    {"connect.serverEdit", "a b", "character"},
    {"connect.serverEdit", "'; DROP TABLE t; --", "character"},
    {"connect.serverEdit", "999.1.1.1", "not an address"},
    {"connect.serverEdit", "(localdb)\\MSSQLLocalDB", "LocalDB"},
    {"connect.serverEdit", "db.database.windows.net", "no service master key"},
    {"connect.login", "", "No login was named"},
    {"connect.password", "", "No password yet"},
    {"connect.port", "abc", "no port"},
    {"connect.port", "70000", "no port"},
    {"connect.port", "1", "Two ports"},
    {"connect.caFile", "/nowhere/ca.pem", "cannot be read"},
};

struct Certificate
{
    const char *scenario;
    const char *check;  // said in the card
    const char *remedy; // offered first
};

constexpr Certificate CertificateTable[] = {
    {"untrusted-certificate", "Issuer not known here", "trust-ca"},
    {"certificate-unknown-issuer", "Issuer not known here", "trust-ca"},
    {"certificate-wrong-name", "Another name", "use-name"},
    {"certificate-expired", "Not valid today", "trust-once"},
};

} // namespace

class Connect : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void garbage();
    void signsIn();
    void remembered();
    void certificate_data();
    void certificate();
    void trustIsRemembered();
    void readableLine();
    void strictOnly();
    void silentServer();
    void loginFails();
    void blockerHasItsReason();
    void blockerWithoutACommand();
    void instancesOnDemand();
    void fieldsBelongToOneServer();
    void checkNow();
    void checkNowStopped();
    void keyboardAlone();
};

void Connect::garbage()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.wizard().save(u"01-connect"_s);
    desk.fillIn(true);
    desk.openAdvanced();
    desk.wizard().save(u"01-connect-advanced"_s);
    int rows = 0;
    for (const Garbage &row : GarbageTable) {
        auto *edit = desk.wizard().find<QLineEdit>(row.field);
        QVERIFY2(edit != nullptr, row.field);
        const QString before = edit->text();
        desk.fill(row.field, QString::fromLatin1(row.typed));
        desk.next();
        const QString words = QString::fromLatin1(row.words);
        QVERIFY2(desk.wizard().waitFor(
                     [&] {
                         return desk.words().contains(words, Qt::CaseInsensitive)
                                && !desk.wizard().shell()->currentPage()->isBusy();
                     },
                     8000),
                 qPrintable(u"%1 '%2': %3"_s.arg(QLatin1String(row.field), QLatin1String(row.typed), desk.words())));
        QCOMPARE(desk.wizard().page(), u"connect"_s);
        QVERIFY2(!desk.shown("connect.readAgain"), row.typed);
        if (rows == 7)
            desk.wizard().save(u"01-connect-error-at-field"_s);
        desk.fill(row.field, before);
        ++rows;
    }
    std::printf("cases: connect garbage %d\n", rows);
}

void Connect::signsIn()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.wizard().save(u"01-connect-filled"_s);
    desk.wizard().find("connect.password")->setFocus();
    desk.wizard().enter(); // Enter follows the fill: Next
    QVERIFY2(desk.signedIn(), qPrintable(desk.words()));
    desk.wizard().save(u"01b-signed-in"_s);
    QVERIFY2(desk.words().contains(u"DBSRV01"_s), qPrintable(desk.words()));
    QVERIFY2(desk.words().contains(u"CONTROL SERVER"_s), qPrintable(desk.words()));
    QVERIFY(!desk.words().contains(desk.server().password()));
    // F5 reads again and leads nowhere else.
    desk.wizard().press(Qt::Key_F5);
    QVERIFY(desk.wizard().waitFor([&] { return !desk.wizard().shell()->currentPage()->isBusy(); }));
    QVERIFY2(desk.wizard().bannerId().isEmpty(), qPrintable(desk.wizard().bannerId()));
    desk.next();
    QVERIFY(desk.wizard().waitForPage("password"));
}

// The next window knows the server, its login and its CA file, and no password.
void Connect::remembered()
{
    const QTemporaryDir data;
    OwnServer server;
    QString password;
    {
        Desk desk(data.path());
        QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
        password = desk.server().password();
        QVERIFY(desk.openForm());
        desk.fillIn(true);
        desk.next();
        QVERIFY2(desk.signedIn(), qPrintable(desk.words()));
        QVERIFY(desk.wizard().waitFor([&] { return QFile::exists(data.filePath(u"settings.ini"_s)); }, 5000));
        QTest::qWait(300);
    }
    QFile file(data.filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY2(text.contains("127.0.0.1"), text.constData());
    QVERIFY(!text.contains(password.toUtf8()));
    Desk again(data.path());
    QVERIFY(again.openForm());
    auto *servers = again.wizard().find<QComboBox>("connect.server");
    QVERIFY2(again.wizard().waitFor([&] { return servers->count() > 0; }), "no recent server");
    servers->setFocus();
    QTest::keyClick(servers, Qt::Key_Down);
    QVERIFY2(servers->currentText().startsWith(u"127.0.0.1,"_s), qPrintable(servers->currentText()));
    QVERIFY(!again.wizard().find<QLineEdit>("connect.login")->text().isEmpty());
    QVERIFY(again.wizard().find<QLineEdit>("connect.password")->text().isEmpty());
    QVERIFY(!again.wizard().find<QLineEdit>("connect.caFile")->text().isEmpty());
    again.wizard().save(u"01-connect-recalled"_s);
}

void Connect::certificate_data()
{
    QTest::addColumn<int>("row");
    int row = 0;
    for (const Certificate &each : CertificateTable)
        QTest::newRow(each.scenario) << row++;
}

void Connect::certificate()
{
    QFETCH(const int, row);
    const Certificate &expected = CertificateTable[row];
    Desk desk;
    QVERIFY2(desk.server().start(QString::fromLatin1(expected.scenario)), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    desk.wizard().save(u"01-%1"_s.arg(QLatin1String(expected.scenario)));
    QCOMPARE(desk.wizard().bannerId(), u"ui.certificate"_s);
    QVERIFY(desk.shown("connect.certificate"));
    const QString words = desk.words();
    QVERIFY2(words.contains(QLatin1String(expected.check)), qPrintable(words));
    for (const char *label : {"Certificate for", "Issued by", "Valid", "SHA-256"})
        QVERIFY2(words.contains(QLatin1String(label)), qPrintable(words));
    QCOMPARE(desk.wizard().shell()->currentPage()->banner()->problem().remedies.value(0),
             QString::fromLatin1(expected.remedy));
    // The other ways lead to their fields.
    if (desk.shown("remedy.trust-ca")) {
        desk.wizard().click("remedy.trust-ca");
        QCOMPARE(QApplication::focusWidget()->objectName(), u"connect.caFile"_s);
        desk.next();
        QVERIFY2(desk.refused(), qPrintable(desk.words()));
    }
    // Trusting it needs a reason; with one it goes on, and says on which line.
    desk.wizard().click("remedy.trust-once");
    QVERIFY(desk.shown("connect.reason"));
    QCOMPARE(QApplication::focusWidget()->objectName(), u"connect.reason"_s);
    QVERIFY2(desk.shown("connect.certificate"), "the card went before it was decided");
    desk.wizard().enter();
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"No reason yet"_s); }),
             qPrintable(desk.words()));
    desk.wizard().save(u"01-%1-reason"_s.arg(QLatin1String(expected.scenario)));
    desk.wizard().type(u"built this morning, compared on its console"_s);
    desk.wizard().enter();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    desk.wizard().save(u"01b-%1"_s.arg(QLatin1String(expected.scenario)));
    QVERIFY2(desk.words().contains(u"was not proved"_s), qPrintable(desk.words()));
    QVERIFY2(desk.words().contains(u"built this morning"_s), qPrintable(desk.words()));
}

// Decided once, the same certificate asks no more; another one does, and says so.
void Connect::trustIsRemembered()
{
    const QTemporaryDir data;
    QString port;
    {
        Desk desk(data.path());
        QVERIFY2(desk.server().start(u"untrusted-certificate"_s), qPrintable(desk.server().why()));
        port = desk.server().given().server.section(u',', 1);
        QVERIFY(desk.openForm());
        desk.fillIn(false);
        desk.next();
        QVERIFY2(desk.refused(), qPrintable(desk.words()));
        desk.wizard().click("remedy.trust-once");
        desk.wizard().type(u"compared on its console"_s);
        desk.wizard().enter();
        QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
        QTest::qWait(300);
        desk.wizard().click("connect.change");
        desk.next();
        QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
        QTest::qWait(300);
    }
    Desk again(data.path());
    QVERIFY2(again.server().start(u"untrusted-certificate"_s, {u"--port"_s, port}), qPrintable(again.server().why()));
    QVERIFY(again.openForm());
    again.fillIn(false);
    again.next();
    QVERIFY2(again.refused(), qPrintable(again.words()));
    again.wizard().save(u"01-certificate-changed"_s);
    QCOMPARE(again.wizard().bannerId(), u"ui.certificate-changed"_s);
    QVERIFY2(again.words().contains(u"compared on its console"_s), qPrintable(again.words()));
}

void Connect::readableLine()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"unencrypted-line"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    desk.wizard().save(u"01-readable-line"_s);
    QCOMPARE(desk.wizard().bannerId(), u"connect.line-readable"_s);
    desk.wizard().click("remedy.override-line");
    QVERIFY(desk.shown("connect.reason"));
    desk.wizard().enter();
    QVERIFY(desk.wizard().waitFor([&] { return desk.words().contains(u"No reason yet"_s); }));
    desk.wizard().type(u"test network of two machines"_s);
    desk.wizard().enter();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    desk.wizard().save(u"01b-readable-line"_s);
    QVERIFY2(desk.words().contains(u"test network of two machines"_s), qPrintable(desk.words()));
}

// Microsoft's driver signs in once strict is chosen; FreeTDS cannot speak it, which is said, and the way on is open.
void Connect::strictOnly()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"strict-only"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    desk.wizard().save(u"01-strict-only"_s);
    std::printf("strict only: %s\n", qPrintable(desk.wizard().bannerId()));
    QVERIFY2(desk.wizard().bannerId().startsWith(u"connect."_s), qPrintable(desk.wizard().bannerId()));
    QVERIFY2(desk.words().contains(u"strict"_s, Qt::CaseInsensitive), qPrintable(desk.words()));
    QVERIFY(desk.shown("connect.serverEdit"));
    desk.wizard().click("remedy.choose-strict");
    QCOMPARE(QApplication::focusWidget()->objectName(), u"connect.encryption"_s);
    QVERIFY2(desk.wizard().find<QComboBox>("connect.encryption")->currentText().contains(u"strict"_s), "not chosen");
    desk.next();
    if (isMicrosoftsDriver()) {
        QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
        desk.wizard().save(u"01b-strict"_s);
        return;
    }
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    QCOMPARE(desk.wizard().bannerId(), u"connect.driver-not-strict"_s);
    desk.wizard().save(u"01-strict-wanted"_s);
}

// A server that accepts and says nothing: what is waited for is said, and Cancel gives the page back at once.
void Connect::silentServer()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"silent"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY(desk.wizard().waitFor([&] { return desk.words().contains(u"Cancel stops waiting"_s); }, 10000));
    desk.wizard().save(u"01-connect-waiting"_s);
    std::printf("silent: %s\n", qPrintable(desk.wizard().find<QLabel>("connect.loading")->text()));
    QElapsedTimer clock;
    clock.start();
    desk.wizard().press(Qt::Key_Escape);
    QVERIFY(desk.wizard().waitFor([&] { return !desk.wizard().shell()->currentPage()->isBusy(); }, 2000));
    QVERIFY2(clock.elapsed() < 2000, "Cancel took too long");
    QCOMPARE(desk.wizard().page(), u"connect"_s);
    QCOMPARE(desk.wizard().find<QLineEdit>("connect.serverEdit")->text(), desk.server().given().server);
    QVERIFY(!desk.wizard().find<QLineEdit>("connect.password")->text().isEmpty());
}

void Connect::loginFails()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"login-fails"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.refused(), qPrintable(desk.words()));
    desk.wizard().save(u"01-login-fails"_s);
    QCOMPARE(desk.wizard().bannerId(), u"connect.login-failed"_s);
    desk.wizard().enter(); // the banner's remedy is the filled button
    QVERIFY(desk.wizard().bannerId().isEmpty());
    QCOMPARE(QApplication::focusWidget()->objectName(), u"connect.login"_s);
    QVERIFY(!desk.wizard().find<QLineEdit>("connect.password")->text().isEmpty());
}

void Connect::blockerHasItsReason()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"no-permission"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.words()));
    desk.wizard().save(u"01b-no-permission"_s);
    desk.next();
    QVERIFY(desk.refused());
    desk.wizard().save(u"01b-no-permission-next"_s);
    QCOMPARE(desk.wizard().page(), u"connect"_s);
    QVERIFY2(desk.wizard().bannerShows(u"lacks CONTROL SERVER"_s), qPrintable(desk.words()));
    QVERIFY2(desk.wizard().bannerShows(u"GRANT CONTROL SERVER"_s), qPrintable(desk.words()));
    // The command in the list is copied, and no help page comes in its place.
    QAbstractButton *copy = nullptr;
    const auto links = desk.wizard().find("connect.findings")->findChildren<QAbstractButton *>();
    for (QAbstractButton *link : links)
        if (link->isVisible() && link->text().remove(u'&') == u"Copy"_s && copy == nullptr)
            copy = link;
    QVERIFY(copy != nullptr);
    QApplication::clipboard()->clear();
    QTest::mouseClick(copy, Qt::LeftButton);
    QVERIFY2(QApplication::clipboard()->text().contains(u"GRANT CONTROL SERVER"_s),
             qPrintable(QApplication::clipboard()->text()));
    desk.wizard().click("remedy.change-server");
    QVERIFY(desk.shown("connect.serverEdit"));
}

// Nothing can be granted there: the filled button, which Enter presses, leads to another server.
void Connect::blockerWithoutACommand()
{
    Desk desk;
    QVERIFY2(desk.server().start(u"contained-group"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.words()));
    desk.next();
    QVERIFY(desk.refused());
    desk.wizard().save(u"01b-contained-group"_s);
    QVERIFY2(desk.wizard().bannerShows(u"contained availability group"_s), qPrintable(desk.words()));
    desk.wizard().enter();
    QVERIFY(desk.wizard().waitFor([&] { return desk.shown("connect.serverEdit"); }));
}

void Connect::instancesOnDemand()
{
    // One test of this computer at a time, whoever runs it: the port of SQL Server Browser is a fixed one. The folder
    // itself is locked, as in tests/integration/house.py: no user may open another's file in there for writing.
    const int folder = ::open("/var/tmp", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const auto unlock = qScopeGuard([folder] { ::close(folder); });
    QVERIFY(QTest::qWaitFor([&] { return ::flock(folder, LOCK_EX | LOCK_NB) == 0; }, 240000));
    Desk desk;
    QVERIFY(desk.openForm());
    QVERIFY2(desk.server().start(u"named-instances"_s), qPrintable(desk.server().why()));
    desk.fill("connect.serverEdit", u"127.0.0.1"_s);
    desk.wizard().press(Qt::Key_I, Qt::AltModifier);
    auto *servers = desk.wizard().find<QComboBox>("connect.server");
    QVERIFY2(desk.wizard().waitFor([&] { return servers->findText(u"127.0.0.1\\"_s, Qt::MatchStartsWith) >= 0; }, 8000),
             qPrintable(desk.words()));
    servers->hidePopup();
    QVERIFY2(desk.words().contains(u"choose in the list"_s), qPrintable(desk.words()));
    desk.wizard().save(u"01-connect-instances"_s);
    desk.server().stop();
    // Nobody answers: said at the field.
    desk.fill("connect.serverEdit", u"127.0.0.1"_s);
    QTest::qWait(1000);
    desk.wizard().press(Qt::Key_I, Qt::AltModifier);
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"SQL Server Browser"_s); }, 15000),
             qPrintable(desk.words()));
    QVERIFY(desk.shown("connect.serverEdit"));
}

// A password that was typed for one server is not sent to another one, and what was filled in from memory goes with its
// server. A slip that names no server changes nothing.
void Connect::fieldsBelongToOneServer()
{
    const QTemporaryDir data;
    Desk desk(data.path());
    OwnServer second;
    QVERIFY2(desk.server().start(u"default"_s), qPrintable(desk.server().why()));
    QVERIFY2(second.start(u"default"_s), qPrintable(second.why()));
    const auto text = [&desk](const char *field) { return desk.wizard().find<QLineEdit>(field)->text(); };
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.fill("connect.serverEdit", u"DBSRV01:1433"_s);
    desk.wizard().find("connect.login")->setFocus();
    QVERIFY(!text("connect.password").isEmpty());
    desk.fill("connect.serverEdit", second.given().server);
    desk.wizard().enter(); // without leaving the field
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(u"No password yet"_s); }, 5000),
             qPrintable(desk.words()));
    QVERIFY(text("connect.password").isEmpty());
    QCOMPARE(text("connect.login"), desk.server().given().login); // typed, and no secret
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    QTest::qWait(300);
    // Remembered now; another server gets nothing of it, the same one in another spelling all.
    desk.wizard().click("connect.change");
    desk.fill("connect.serverEdit", second.given().server);
    desk.wizard().find("connect.login")->setFocus();
    desk.fill("connect.serverEdit", QString(desk.server().given().server).replace(u',', u" , "_s));
    desk.wizard().find("connect.login")->setFocus();
    QCOMPARE(text("connect.login"), desk.server().given().login);
    QVERIFY(!text("connect.caFile").isEmpty());
    QVERIFY(text("connect.password").isEmpty());
    desk.fill("connect.serverEdit", second.given().server);
    desk.wizard().find("connect.login")->setFocus();
    QVERIFY2(text("connect.login").isEmpty() && text("connect.caFile").isEmpty(), qPrintable(text("connect.login")));
}

// "Check now" on Start, in a rehearsal: it signs in by itself, stays, and compares nothing.
void Connect::checkNow()
{
    WizardDriver wizard({});
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->primaryButton()->text().contains(u"REHEARSAL"_s); }));
    wizard.press(Qt::Key_C, Qt::AltModifier);
    QVERIFY2(wizard.waitFor([&] { return cardsOf(wizard).contains(u"never compared"_s); }),
             qPrintable(cardsOf(wizard)));
    QCOMPARE(wizard.page(), u"start"_s);
    wizard.save(u"00-start-checked"_s);
}

// Its Stop leaves the session of a run alone, which goes on where it was.
void Connect::checkNowStopped()
{
    WizardDriver wizard({.scenario = u"slow"_s});
    QVERIFY(wizard.goTo(u"password"_s));
    wizard.press(Qt::Key_Escape);
    QVERIFY(wizard.waitForPage("start"));
    wizard.press(Qt::Key_C, Qt::AltModifier);
    QVERIFY(wizard.waitFor([&] { return cardsOf(wizard).contains(u"Checking"_s); }));
    wizard.save(u"00-start-checking"_s);
    wizard.press(Qt::Key_P, Qt::AltModifier);
    QVERIFY2(wizard.waitFor([&] { return !cardsOf(wizard).contains(u"Checking"_s); }, 1000),
             qPrintable(cardsOf(wizard)));
    wizard.enter();
    QVERIFY(wizard.waitForPage("connect"));
    wizard.press(Qt::Key_F5);
    QVERIFY(wizard.waitFor([&] { return wizard.shell()->currentPage()->isBusy(); }, 2000));
    QVERIFY(wizard.waitFor([&] { return !wizard.shell()->currentPage()->isBusy(); }, 30000));
    QVERIFY2(wizard.bannerId().isEmpty(), qPrintable(wizard.bannerId()));
    QVERIFY(wizard.goTo(u"medium"_s));
}

void Connect::keyboardAlone()
{
    QStringList complaints;
    const auto look = [&complaints](Desk &desk, const QString &where) {
        const QStringList all = complaintsOfKeyboard(*desk.wizard().shell());
        for (const QString &complaint : all)
            complaints << where + u": "_s + complaint;
    };
    {
        Desk desk;
        QVERIFY2(desk.server().start(u"untrusted-certificate"_s), qPrintable(desk.server().why()));
        QVERIFY(desk.openForm());
        look(desk, u"form"_s);
        desk.fillIn(false);
        desk.next();
        QVERIFY2(desk.refused(), qPrintable(desk.words()));
        look(desk, u"certificate"_s);
        desk.openAdvanced();
        look(desk, u"certificate, advanced"_s);
        desk.wizard().click("remedy.trust-once");
        look(desk, u"reason"_s);
    }
    Desk desk;
    QVERIFY2(desk.server().start(u"no-permission"_s), qPrintable(desk.server().why()));
    QVERIFY(desk.openForm());
    desk.fillIn(true);
    desk.next();
    QVERIFY2(desk.signedIn(), qPrintable(desk.words()));
    look(desk, u"signed in"_s);
    desk.next();
    QVERIFY(desk.refused());
    look(desk, u"blocked"_s);
    QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(u'\n')));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<Connect>(); });
}

#include "tst_connect.moc"
