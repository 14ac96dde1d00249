// Connect with a ticket, or without one. Started by tests/integration/kerberos_window.py, beside a realm and a server
// of its own: SMK_KERBEROS_SERVER is where, SMK_KERBEROS_ACCOUNT whose ticket there is; empty: none.
#include "desk.h"

#include <QRadioButton>

using namespace smk;
using namespace Qt::StringLiterals;

class KerberosTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signsIn();
};

void KerberosTest::signsIn()
{
    const QString server = qEnvironmentVariable("SMK_KERBEROS_SERVER");
    const QString account = qEnvironmentVariable("SMK_KERBEROS_ACCOUNT");
    QVERIFY2(!server.isEmpty(), "started by tests/integration/kerberos_window.py alone");
    Desk desk;
    QVERIFY(desk.openForm());
    desk.fill("connect.serverEdit", server);
    desk.wizard().press(Qt::Key_W, Qt::AltModifier);
    QTRY_VERIFY(desk.wizard().find<QRadioButton>("connect.windows")->isChecked());
    const QString told = account.isEmpty() ? u"There is no Kerberos ticket"_s : account;
    QVERIFY2(desk.wizard().waitFor([&] { return desk.words().contains(told); }), qPrintable(desk.words()));
    if (account.isEmpty())
        QVERIFY2(desk.words().contains(u"kinit"_s), qPrintable(desk.words()));
    desk.wizard().save(account.isEmpty() ? u"kerberos-no-ticket"_s : u"kerberos-ticket"_s);
    desk.wizard().enter();
    if (account.isEmpty()) {
        QVERIFY(desk.refused());
        QCOMPARE(desk.wizard().bannerId(), u"connect.no-ticket"_s);
        desk.wizard().save(u"kerberos-no-ticket-refused"_s);
        return;
    }
    QVERIFY2(desk.signedIn(), qPrintable(desk.wizard().bannerId() + desk.words()));
    QVERIFY2(desk.words().contains(u"(Kerberos)"_s), qPrintable(desk.words()));
    desk.wizard().save(u"kerberos-signed-in"_s);
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<KerberosTest>(); });
}

#include "tst_kerberos_linux.moc"
