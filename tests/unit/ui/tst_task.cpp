// A Task delivers exactly one result, on the GUI thread, to a continuation that is still there.
#include "task.h"
#include "test_main.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QSemaphore>
#include <QThread>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Answers
{
    int count = 0;
    QString last;
    bool onGui = false;

    void take(const Result<int> &result)
    {
        ++count;
        last = result ? QString::number(*result) : result.error().id;
        onGui = QThread::currentThread() == QCoreApplication::instance()->thread();
    }
};

// Lets late deliveries arrive before they are counted.
void settle()
{
    for (int i = 0; i < 10; ++i) {
        QCoreApplication::processEvents();
        QThread::msleep(5);
    }
}

} // namespace

class TestTask : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void deliversOneResultOnTheGuiThread()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers answers;
        bool elsewhere = false;
        Task<int> task;
        task.start(
            worker, &context,
            [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                elsewhere = QThread::currentThread() != QCoreApplication::instance()->thread();
                return 7;
            },
            [&](Result<int> r) { answers.take(r); });
        QVERIFY(task.isRunning());
        QTRY_COMPARE(answers.count, 1);
        settle();
        QCOMPARE(answers.count, 1);
        QCOMPARE(answers.last, u"7"_s);
        QVERIFY(answers.onGui);
        QVERIFY(elsewhere);
        QVERIFY(!task.isRunning());
    }

    void progressComesBeforeTheResult()
    {
        Worker worker(u"work"_s);
        QObject context;
        QStringList order;
        Task<int> task;
        task.start(
            worker, &context,
            [](const CancelToken &, const ProgressSink &sink) -> Result<int> {
                report(sink, Progress{u"one"_s});
                report(sink, Progress{u"two"_s});
                return 1;
            },
            [&](Result<int>) { order << u"done"_s; }, [&](const Progress &p) { order << p.id; });
        QTRY_COMPARE(order.size(), 3);
        QCOMPARE(order, (QStringList{u"one"_s, u"two"_s, u"done"_s}));
    }

    void cancelAsksAndTheWorkAnswers()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers answers;
        Task<int> task;
        task.start(
            worker, &context,
            [](const CancelToken &cancel, const ProgressSink &) -> Result<int> {
                while (!cancel.stop_requested())
                    QThread::msleep(1);
                return fail(Problem{u"stopped"_s, {}});
            },
            [&](Result<int> r) { answers.take(r); });
        task.cancel();
        QTRY_COMPARE(answers.count, 1);
        QCOMPARE(answers.last, u"stopped"_s);
    }

    void contextGoneMeansNoCall()
    {
        Worker worker(u"work"_s);
        auto context = std::make_unique<QObject>();
        Answers answers;
        QSemaphore go;
        Task<int> task;
        task.start(
            worker, context.get(),
            [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                go.acquire();
                return 1;
            },
            [&](Result<int> r) { answers.take(r); });
        context.reset();
        go.release();
        settle();
        QCOMPARE(answers.count, 0);
        QVERIFY(!task.isRunning());
    }

    void destroyedTaskTakesNoResult()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers answers;
        QSemaphore go;
        {
            Task<int> task;
            task.start(
                worker, &context,
                [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                    go.acquire();
                    return 1;
                },
                [&](Result<int> r) { answers.take(r); });
        }
        go.release();
        settle();
        QCOMPARE(answers.count, 0);
    }

    void startedAgainInItsContinuation()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers answers;
        Task<int> task;
        const auto work = [](const CancelToken &, const ProgressSink &) -> Result<int> { return 1; };
        task.start(worker, &context, work, [&](Result<int> r) {
            answers.take(r);
            task.start(worker, &context, work, [&](Result<int> again) { answers.take(again); });
        });
        QTRY_COMPARE(answers.count, 2);
    }

    void silentWorkIsAbandonedWithItsThread()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers silent;
        Answers next;
        auto never = std::make_shared<QSemaphore>();
        auto returned = std::make_shared<QSemaphore>();
        auto begun = std::make_shared<QSemaphore>();
        Task<int> task;
        task.start(
            worker, &context,
            [never, returned, begun](const CancelToken &, const ProgressSink &) -> Result<int> {
                begun->release();
                never->acquire();
                returned->release();
                return 1;
            },
            [&](Result<int> r) { silent.take(r); });
        Task<int> queued;
        queued.start(
            worker, &context, [](const CancelToken &, const ProgressSink &) -> Result<int> { return 2; },
            [&](Result<int> r) { next.take(r); });
        begun->acquire();
        task.abandon();
        QTRY_COMPARE(silent.count, 1);
        QCOMPARE(silent.last, QString::fromLatin1(TaskAbandoned));
        QTRY_COMPARE(next.count, 1); // what was queued goes on, on a new thread
        QCOMPARE(next.last, u"2"_s);
        never->release();
        returned->acquire();
        settle();
        QCOMPARE(silent.count, 1); // the late answer is dropped
    }

    void abandonedBeforeItsTurnIsNeverBegun()
    {
        Worker worker(u"work"_s);
        QObject context;
        Answers first;
        Answers second;
        QSemaphore go;
        bool begun = false;
        Task<int> one;
        Task<int> two;
        one.start(
            worker, &context,
            [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                go.acquire();
                return 1;
            },
            [&](Result<int> r) { first.take(r); });
        two.start(
            worker, &context,
            [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                begun = true;
                return 2;
            },
            [&](Result<int> r) { second.take(r); });
        two.abandon();
        QTRY_COMPARE(second.last, QString::fromLatin1(TaskAbandoned));
        go.release();
        QTRY_COMPARE(first.last, u"1"_s);
        settle();
        QVERIFY(!begun);
        QCOMPARE(second.count, 1);
    }

    void shutdownDropsWhatIsQueued()
    {
        QObject context;
        Answers first;
        Answers second;
        QSemaphore begun;
        Worker worker(u"work"_s);
        Task<int> one;
        Task<int> two;
        one.start(
            worker, &context,
            [&](const CancelToken &, const ProgressSink &) -> Result<int> {
                begun.release();
                QThread::msleep(30);
                return 1;
            },
            [&](Result<int> r) { first.take(r); });
        two.start(
            worker, &context, [](const CancelToken &, const ProgressSink &) -> Result<int> { return 2; },
            [&](Result<int> r) { second.take(r); });
        begun.acquire();
        QVERIFY(worker.shutdown());
        QTRY_COMPARE(first.count, 1);
        QCOMPARE(first.last, u"1"_s);
        QTRY_COMPARE(second.count, 1);
        QCOMPARE(second.last, QString::fromLatin1(TaskDropped));
    }

    void shutdownLeavesSilentWorkAlone()
    {
        auto never = std::make_shared<QSemaphore>();
        auto returned = std::make_shared<QSemaphore>();
        auto begun = std::make_shared<QSemaphore>();
        {
            Worker worker(u"work"_s);
            worker.post([never, returned, begun] {
                begun->release();
                never->acquire();
                returned->release();
            });
            begun->acquire();
            QVERIFY(worker.isBusy());
            QElapsedTimer clock;
            clock.start();
            QVERIFY(!worker.shutdown(std::chrono::milliseconds(50)));
            QVERIFY(clock.elapsed() < 2500);
        }
        never->release();
        returned->acquire();
    }

    void voidAndMoveOnlyResults()
    {
        Worker worker(u"work"_s);
        QObject context;
        int calls = 0;
        Task<void> nothing;
        nothing.start(
            worker, &context, [](const CancelToken &, const ProgressSink &) -> Result<void> { return {}; },
            [&](Result<void> r) { calls += r ? 1 : 100; });
        Task<std::unique_ptr<int>> owned;
        owned.start(
            worker, &context,
            [](const CancelToken &, const ProgressSink &) -> Result<std::unique_ptr<int>> {
                return std::make_unique<int>(3);
            },
            [&](Result<std::unique_ptr<int>> r) { calls += r && **r == 3 ? 10 : 100; });
        QTRY_COMPARE(calls, 11);
    }
};

SMK_TEST(TestTask)
#include "tst_task.moc"
