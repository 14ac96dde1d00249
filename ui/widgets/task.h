// One core function run on a Worker, with exactly one Result delivered on the GUI thread, to a continuation that is
// guarded by a QObject: when that object is gone, nothing is called.
//   m_task.start(sqlThread, this,
//                [order](const CancelToken &cancel, const ProgressSink &sink) { return backUp(order, cancel, sink); },
//                [this](Result<KeyFile> result) { … }, [this](const Progress &progress) { … });
// No QFuture: on Qt 6.4 cancelling one can swallow the answer of a BACKUP that succeeded.
#pragma once

#include "cancel.h"
#include "result.h"
#include "worker.h"

#include <QObject>
#include <QPointer>

#include <atomic>

namespace smk {

// Where a Task's work was never run (the program ends) or was left alone with its thread.
inline constexpr const char *TaskDropped = "task.dropped";
inline constexpr const char *TaskAbandoned = "task.abandoned";

template <typename T>
class Task
{
public:
    using Work = std::function<Result<T>(const CancelToken &, const ProgressSink &)>;
    using Done = std::function<void(Result<T>)>;
    using Watch = std::function<void(const Progress &)>;

    Task() = default;
    // Destroying a Task requests stop; its result is then not delivered.
    ~Task() { forget(); }
    Task(const Task &) = delete;
    Task &operator=(const Task &) = delete;

    // A Task that still runs is forgotten first (stop requested, result dropped).
    void start(Worker &worker, QObject *context, Work work, Done done, Watch watch = {})
    {
        forget();
        prepareGuiCalls();
        m_worker = &worker;
        m_run = std::make_shared<Run>();
        m_run->context = context;
        m_run->done = std::move(done);
        m_run->watch = std::move(watch);
        auto ticket = std::make_shared<Ticket>(m_run);
        worker.post([run = m_run, ticket, work = std::move(work)] {
            auto expected = Stage::Waiting;
            if (!run->stage.compare_exchange_strong(expected, Stage::Running))
                return; // abandoned before its turn came
            ticket->started = true;
            const ProgressSink sink = [run](const Progress &progress) {
                onGuiThread([run, progress] { run->tell(progress); });
            };
            deliver(run, work(run->stop.get_token(), sink));
        });
    }

    // Requests stop. The one result still comes, from the work itself.
    void cancel()
    {
        if (m_run)
            m_run->stop.request_stop();
    }

    // For work that cannot be stopped: its thread is left alone and the result is TaskAbandoned, at once.
    void abandon()
    {
        if (!isRunning())
            return;
        m_run->stop.request_stop();
        // Only the call that is running takes its thread with it; one that still waits is just never begun.
        auto expected = Stage::Waiting;
        if (!m_run->stage.compare_exchange_strong(expected, Stage::Skipped))
            m_worker->abandon();
        deliver(m_run, fail(Problem{QString::fromLatin1(TaskAbandoned), {}, Outcome::Unknown}));
    }

    // Requests stop and takes no result any more.
    void forget()
    {
        if (!m_run)
            return;
        m_run->stop.request_stop();
        m_run->finished = true;
        m_run.reset();
    }

    [[nodiscard]] bool isRunning() const { return m_run && !m_run->finished; }

private:
    enum class Stage { Waiting, Running, Skipped };
    // `finished` is read and written on the GUI thread alone: the first result wins, later ones are dropped.
    struct Run
    {
        std::stop_source stop;
        QPointer<QObject> context;
        Done done;
        Watch watch;
        bool finished = false;
        std::atomic<Stage> stage = Stage::Waiting;

        void tell(const Progress &progress)
        {
            if (!finished && context && watch)
                watch(progress);
        }
        void finish(Result<T> &result)
        {
            if (std::exchange(finished, true))
                return;
            // Taken out first: the continuation may start the same Task again.
            const Done call = std::exchange(done, {});
            watch = {};
            if (context && call)
                call(std::move(result));
        }
    };

    // Lives in the queue: work that is dropped unrun still has its result.
    struct Ticket
    {
        explicit Ticket(std::shared_ptr<Run> of)
            : run(std::move(of))
        {
        }
        ~Ticket()
        {
            if (!started)
                deliver(run, fail(Problem{QString::fromLatin1(TaskDropped), {}}));
        }
        Ticket(const Ticket &) = delete;
        Ticket &operator=(const Ticket &) = delete;
        std::shared_ptr<Run> run;
        std::atomic<bool> started = false;
    };

    static void deliver(const std::shared_ptr<Run> &run, Result<T> result)
    {
        auto kept = std::make_shared<Result<T>>(std::move(result));
        onGuiThread([run, kept] { run->finish(*kept); });
    }

    Worker *m_worker = nullptr;
    std::shared_ptr<Run> m_run;
};

} // namespace smk
