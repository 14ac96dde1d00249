// The credential store against a real gnome-keyring on a private session bus. GLib keeps one bus a process, so each
// state is a process of its own: this very program, which does nothing but the scenario it is asked for.
#include "credential_store.h"
#include "keyring_session.h"
#include "test_main.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <cstdio>
#include <cstdlib>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

const QString canary = u"Grün-Canary-7!\U0001F511'\"}"_s;

void say(const QString &line)
{
    std::printf("child: %s\n", qPrintable(line));
}

template <typename T>
QString wordOf(const Result<T> &result)
{
    return result ? u"ok"_s : result.error().id;
}

// What a child does, on a thread of its own as in the program.
void runScenario(const QString &name)
{
    CredentialStore store(std::chrono::seconds(2));
    const SecretString secret{QStringView(canary)};
    if (name == "round-trip"_L1) {
        say(u"probe "_s + wordOf(store.probe()));
        say(u"write "_s + wordOf(store.write(u"DBSRV01 20261124"_s, secret)));
        const Result<SecretString> read = store.read(u"DBSRV01 20261124"_s);
        say(u"read "_s + (read && read->equals(secret) ? u"equal"_s : wordOf(read)));
        say(u"again "_s + wordOf(store.write(u"DBSRV01 20261124"_s, secret)));
        say(u"remove "_s + wordOf(store.remove(u"DBSRV01 20261124"_s)));
        say(u"gone "_s + wordOf(store.read(u"DBSRV01 20261124"_s)));
        return;
    }
    say(u"probe "_s + wordOf(store.probe()));
    say(u"write "_s + wordOf(store.write(u"DBSRV01"_s, secret)));
    say(u"read "_s + wordOf(store.read(u"DBSRV01"_s)));
}

void runChildIfAsked()
{
    const QString scenario = qEnvironmentVariable("SMK_KEYRING_CHILD");
    if (scenario.isEmpty())
        return;
    QThread *worker = QThread::create([scenario] { runScenario(scenario); });
    worker->start();
    worker->wait();
    std::fflush(stdout);
    std::_Exit(0); // a store that never answers still holds a job
}

QString missingPrograms()
{
    QStringList missing;
    for (const QString &program : {u"gnome-keyring-daemon"_s, u"dbus-run-session"_s, u"gdbus"_s})
        if (program != "gdbus"_L1 && QStandardPaths::findExecutable(program).isEmpty())
            missing << program;
    return missing.join(u' ');
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(runChildIfAsked)

class CredentialStoreTest : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    // Runs this program as a child below a bus of its own; `before` is shell that prepares the bus.
    QStringList child(const QString &scenario, const QString &before, const QString &busConfig = {})
    {
        const QString home = m_folder.filePath(scenario);
        QDir().mkpath(home + u"/run"_s);
        QFile::setPermissions(home + u"/run"_s, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"SMK_CHILD_PROGRAM"_s, QCoreApplication::applicationFilePath());
        environment.insert(u"SMK_CHILD_SCENARIO"_s, scenario);
        environment.remove(u"DISPLAY"_s);
        test::startInSession(process, environment, home, home + u"/run"_s,
                             before + u" SMK_KEYRING_CHILD=$SMK_CHILD_SCENARIO exec \"$SMK_CHILD_PROGRAM\""_s,
                             busConfig);
        if (!process.waitForFinished(60000)) {
            process.kill();
            process.waitForFinished();
            return {u"did not end"_s};
        }
        QStringList lines;
        for (const QString &line : QString::fromUtf8(process.readAllStandardOutput()).split(u'\n'))
            if (line.startsWith("child: "_L1))
                lines << line.mid(7);
        if (lines.isEmpty())
            lines << QString::fromUtf8(process.readAllStandardError());
        return lines;
    }

    void compare(const QStringList &seen, const QStringList &expected)
    {
        QCOMPARE(seen.join(u" | "_s), expected.join(u" | "_s));
    }

private Q_SLOTS:
    void initTestCase()
    {
        const QString missing = missingPrograms();
        if (missing.isEmpty())
            return;
        if (qEnvironmentVariable("CI") == "true"_L1)
            QFAIL(qPrintable(u"not installed: "_s + missing));
        QSKIP(qPrintable(u"not installed: "_s + missing));
    }

    void writtenAndReadBack()
    {
        compare(child(u"round-trip"_s, test::OpenKeyring),
                {u"probe ok"_s, u"write ok"_s, u"read equal"_s, u"again password.store-exists"_s, u"remove ok"_s,
                 u"gone password.store-no-entry"_s});
    }

    // The entry is in the keyring's file, and not as plain text.
    void keptEncrypted()
    {
        QDir keyrings(m_folder.filePath(u"round-trip/data/keyrings"_s));
        const QStringList names = keyrings.entryList({u"*.keyring"_s}, QDir::Files);
        QVERIFY2(!names.isEmpty(), qPrintable(keyrings.path()));
        for (const QString &name : names) {
            QFile file(keyrings.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(!file.readAll().contains("Canary"));
        }
    }

    void locked()
    {
        // Unlocked once so that the keyring exists, then locked over its own interface.
        compare(child(u"locked"_s, test::OpenKeyring + test::LockKeyring),
                {u"probe password.store-locked"_s, u"write password.store-locked"_s, u"read password.store-locked"_s});
    }

    void absent()
    {
        compare(child(u"absent"_s, {}, test::bareBus(m_folder.path())),
                {u"probe password.store-absent"_s, u"write password.store-absent"_s, u"read password.store-absent"_s});
    }

    void neverAnswering()
    {
        // A stand-in that owns the name and leaves every call without an answer.
        const QString standIn = m_folder.filePath(u"silent.py"_s);
        QFile file(standIn);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("import dbus, dbus.service, dbus.mainloop.glib\n"
                   "from gi.repository import GLib\n"
                   "dbus.mainloop.glib.DBusGMainLoop(set_as_default=True)\n"
                   "bus = dbus.SessionBus()\n"
                   "name = dbus.service.BusName('org.freedesktop.secrets', bus)\n"
                   "bus.add_message_filter(lambda b, m: 0 if m.get_path() != '/org/freedesktop/secrets' else None)\n"
                   "class S(dbus.service.Object):\n"
                   "    @dbus.service.method('org.freedesktop.Secret.Service', in_signature='sv', out_signature='vo', "
                   "async_callbacks=('ok', 'bad'))\n"
                   "    def OpenSession(self, a, i, ok, bad):\n"
                   "        pass\n"
                   "    @dbus.service.method('org.freedesktop.DBus.Properties', in_signature='s', "
                   "out_signature='a{sv}', async_callbacks=('ok', 'bad'))\n"
                   "    def GetAll(self, a, ok, bad):\n"
                   "        pass\n"
                   "S(bus, '/org/freedesktop/secrets')\n"
                   "print('ready', flush=True)\n"
                   "GLib.MainLoop().run()\n");
        file.close();
        if (QProcess::execute(u"/usr/bin/python3"_s, {u"-c"_s, u"import dbus, gi"_s}) != 0) {
            if (qEnvironmentVariable("CI") == "true"_L1)
                QFAIL("python3-dbus or python3-gi is not installed");
            QSKIP("python3-dbus or python3-gi is not installed");
        }
        QElapsedTimer timer;
        timer.start();
        const QStringList lines =
            child(u"silent"_s, u"/usr/bin/python3 "_s + standIn + u" >/dev/null 2>&1 & sleep 1;"_s,
                  test::bareBus(m_folder.path()));
        compare(lines,
                {u"probe password.store-silent"_s, u"write password.store-silent"_s, u"read password.store-silent"_s});
        QVERIFY2(timer.elapsed() < 20000, "waited for the store's own 25 seconds");
    }
};

SMK_TEST(CredentialStoreTest)
#include "tst_credential_store_linux.moc"
