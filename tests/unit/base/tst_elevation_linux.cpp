// The elevated act through a pkexec of the test's own: it asks nobody, and ends as the real one does.
#include "elevation.h"
#include "test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

#include <thread>

using namespace smk;
using namespace Qt::StringLiterals;

class ElevationTest : public QObject
{
    Q_OBJECT
    QTemporaryDir m_dir;
    QByteArray m_path;

    void script(const char *name, const QByteArray &body)
    {
        QFile file(m_dir.filePath(QString::fromLatin1(name)));
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write("#!/bin/sh\n" + body);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    // A person who stops waiting a moment after the question came.
    static Result<ElevatedAnswer> stoppedSoon()
    {
        std::stop_source stop;
        std::thread soon([&stop] {
            std::this_thread::sleep_for(std::chrono::milliseconds(300));
            stop.request_stop();
        });
        auto answer = runElevated({u"copy"_s}, stop.get_token());
        soon.join();
        return answer;
    }

private Q_SLOTS:
    void init()
    {
        m_path = qgetenv("PATH");
        qputenv("PATH", m_dir.path().toUtf8() + ":/usr/bin:/bin");
        script("smkctl", "printf '%s|' \"$@\"\n");
        setElevatedProgram(m_dir.filePath(u"smkctl"_s));
    }
    void cleanup()
    {
        qputenv("PATH", m_path);
        setElevatedProgram({});
    }
    void endsAreTold()
    {
        struct Row
        {
            const char *reason;
            QByteArray body;
            const char *expected; // a Problem's id; "": the verb ran
        };
        const Row rows[] = {
            {"allowed", "shift; exec \"$@\"\n", ""},
            {"closed by the DBA", "echo 'Request dismissed' >&2; exit 126\n", "elevation.dismissed"},
            {"wrong password", "echo 'Error executing command as another user: Not authorized' >&2; exit 127\n",
             "elevation.refused"},
            {"no agent in the session",
             "echo 'Error executing command as another user: No authentication agent found.' >&2; exit 127\n",
             "elevation.no-agent"},
            {"no agent, in another language", "echo 'Kein Agent gefunden' >&2; exit 127\n", "elevation.refused"},
            {"killed by a signal", "kill -9 $$\n", "elevation.refused"},
        };
        smk::test::expectCaseCount("ends of pkexec", int(std::size(rows)), 6);
        for (const Row &row : rows) {
            script("pkexec", row.body);
            const auto answer = runElevated({u"directory"_s, u"--create"_s, u"/srv/a b;$(id)"_s}, {});
            const QString got = answer ? QString() : answer.error().id;
            QVERIFY2(got == QLatin1String(row.expected), qPrintable(QLatin1String(row.reason) + u": "_s + got));
            if (answer) { // paths arrive as they are: no shell stands between
                QCOMPARE(answer->output, QByteArray("directory|--create|/srv/a b;$(id)|"));
                continue;
            }
            QVERIFY(answer.error().command.contains(u"'/srv/a b;$(id)'"_s));
            QVERIFY(answer.error().remedies.contains(u"run-elevated"_s));
        }
    }
    void exitCodeAndWordsOfTheVerbComeBack()
    {
        script("pkexec", "shift; exec \"$@\"\n");
        script("smkctl", "echo 'Stopped: not there' >&2; exit 3\n");
        const auto answer = runElevated({u"copy"_s, u"--read"_s, u"/x"_s}, {});
        QVERIFY_RESULT(answer);
        QCOMPARE(answer->exitCode, 3);
        QVERIFY(answer->errors.contains("not there"));
    }
    void withoutPkexec()
    {
        QFile::remove(m_dir.filePath(u"pkexec"_s));
        qputenv("PATH", m_dir.path().toUtf8());
        QVERIFY(!canAskForElevation());
        QCOMPARE(runElevated({u"copy"_s}, {}).error().id, u"elevation.not-here"_s);
    }
    void stoppedWhileTheQuestionStands()
    {
        script("pkexec", "exec sleep 60\n");
        QElapsedTimer timer;
        timer.start();
        const auto answer = stoppedSoon();
        QCOMPARE(answer.error().id, u"elevation.cancelled"_s);
        QCOMPARE(answer.error().outcome,
                 Outcome::None); // it ended by our signal, so it was still ours and had run nothing
        QVERIFY(timer.elapsed() < 10000);
    }
    // Behind the question it is root's: our signal does not reach it, and it goes on.
    void stoppedWhileTheVerbRuns()
    {
        script("pkexec", "trap '' TERM\ni=0\nwhile [ $i -lt 40 ]; do sleep 0.1; i=$((i+1)); done\n");
        QElapsedTimer timer;
        timer.start();
        const auto answer = stoppedSoon();
        QCOMPARE(answer.error().id, u"elevation.cancelled"_s);
        QCOMPARE(answer.error().outcome, Outcome::Unknown);
        QVERIFY2(timer.elapsed() < 3000, "nobody waits for it");
    }
    void waitedForTooLong()
    {
        script("pkexec", "exec sleep 60\n");
        setElevationPatience(std::chrono::milliseconds(300));
        const auto answer = runElevated({u"copy"_s}, {});
        setElevationPatience(std::chrono::minutes(10));
        QCOMPARE(answer.error().id, u"elevation.timeout"_s);
        QCOMPARE(answer.error().outcome, Outcome::None);
    }
    void saysTooMuch()
    {
        for (const char *where : {"", " >&2"}) {
            script("pkexec", QByteArray("exec cat /dev/zero") + where + "\n");
            const auto answer = runElevated({u"copy"_s}, {});
            QCOMPARE(answer.error().id, u"elevation.too-much"_s);
            QCOMPARE(answer.error().outcome, Outcome::Unknown);
        }
    }
};

SMK_TEST(ElevationTest)
#include "tst_elevation_linux.moc"
