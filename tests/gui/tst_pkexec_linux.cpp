// Create and protect through the real pkexec. Started by tests/integration/pkexec.py, which runs polkitd, sets its
// rules and answers its question; SMK_PKEXEC_ENDS names how it shall end: "done", or the id of the problem.
#include "shell.h"
#include "wizard_driver.h"

#include <QDir>
#include <QFile>
#include <QLineEdit>

#include <sys/stat.h>
#include <unistd.h>

using namespace smk;
using namespace Qt::StringLiterals;

class PkexecTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void createsAsAdministrator();
};

void PkexecTest::createsAsAdministrator()
{
    const QString ends = qEnvironmentVariable("SMK_PKEXEC_ENDS");
    QVERIFY2(!ends.isEmpty(), "started by tests/integration/pkexec.py alone");
    WizardDriver wizard({.scenario = u"default"_s});
    QVERIFY(wizard.goTo(u"directory"_s));
    const LocalPath closed = wizard.practice().root.child(u"closed"_s);
    QVERIFY(QDir().mkpath(closed.text()));
    QFile::setPermissions(closed.text(), QFile::ReadOwner | QFile::ExeOwner);
    const QString wanted = closed.child(u"smk-pkexec"_s).text();
    auto *folder = wizard.find<QLineEdit>("directory.folder");
    folder->setFocus();
    folder->selectAll();
    wizard.type(wanted);
    QVERIFY2(wizard.waitFor([&] { return wizard.shownWords().contains(u"Asks once for administrator rights"_s); }),
             qPrintable(wizard.shownWords()));
    std::printf("process %d\n", static_cast<int>(::getpid())); // for the agent: it answers for this process alone
    std::fflush(stdout);
    const QString ready = qEnvironmentVariable("SMK_PKEXEC_READY"); // made once the agent is there
    QVERIFY(wizard.waitFor([&] { return ready.isEmpty() || QFile::exists(ready); }, 20000));
    wizard.click("directory.create");
    if (ends != "done"_L1) {
        QVERIFY2(wizard.waitFor([&] { return wizard.bannerId() == ends; }, 30000),
                 qPrintable(wizard.bannerId() + u'\n' + wizard.shownWords()));
        QVERIFY(!QFile::exists(wanted));
        QCOMPARE(folder->text(), wanted); // what was typed is still there
        wizard.save(u"pkexec-"_s + ends.section(u'.', -1));
        return;
    }
    QVERIFY2(wizard.waitFor([&] { return QFile::exists(wanted) && wizard.bannerId().isEmpty(); }, 30000),
             qPrintable(wizard.bannerId() + u'\n' + wizard.shownWords()));
    QVERIFY2(wizard.waitFor([&] { return wizard.shownWords().contains(u" can write there."_s); }),
             qPrintable(wizard.shownWords()));
    wizard.save(u"pkexec-done"_s);
    struct stat made = {};
    QVERIFY(::lstat(QFile::encodeName(wanted).constData(), &made) == 0);
    QVERIFY(made.st_uid == 0 && (made.st_mode & 0007) == 0); // root's own, closed to others
    QVERIFY2(wizard.goTo(u"finish"_s), qPrintable(wizard.page() + u' ' + wizard.bannerId() + wizard.shownWords()));
}

int main(int argc, char **argv)
{
    return runWindowTest(argc, argv, [] { return std::make_unique<PkexecTest>(); });
}

#include "tst_pkexec_linux.moc"
