#include "worker.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace smk {

// What a thread and its Worker share. After abandon() the Worker has another one, and the old thread alone keeps this.
struct Worker::Line
{
    std::mutex mutex;
    std::condition_variable wake;
    std::deque<std::function<void()>> queue;
    bool closing = false;
    bool busy = false;
    QPointer<QThread> thread; // set and read on the Worker's own thread

    void run()
    {
        for (;;) {
            std::function<void()> work;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [this] { return closing || !queue.empty(); });
                if (closing)
                    return;
                work = std::move(queue.front());
                queue.pop_front();
                busy = true;
            }
            work();
            work = {}; // destroyed here, before the thread says it is idle
            const std::lock_guard lock(mutex);
            busy = false;
        }
    }
    std::deque<std::function<void()>> close()
    {
        const std::lock_guard lock(mutex);
        closing = true;
        wake.notify_all();
        return std::exchange(queue, {});
    }
};

Worker::Worker(QString name)
    : m_name(std::move(name))
    , m_line(std::make_shared<Line>())
{
}

Worker::~Worker()
{
    shutdown();
}

void Worker::startThread()
{
    QThread *thread = QThread::create([line = m_line] { line->run(); });
    thread->setObjectName(m_name);
    // Never destroyed while it runs: an abandoned one ends when its call returns, or with the process.
    QObject::connect(thread, &QThread::finished, thread, &QObject::deleteLater);
    m_line->thread = thread;
    thread->start();
}

void Worker::post(std::function<void()> work)
{
    if (m_shut)
        return;
    if (!m_line->thread)
        startThread();
    const std::lock_guard lock(m_line->mutex);
    m_line->queue.push_back(std::move(work));
    m_line->wake.notify_one();
}

void Worker::abandon()
{
    std::deque<std::function<void()>> rest = m_line->close();
    m_line = std::make_shared<Line>();
    for (auto &work : rest)
        post(std::move(work));
}

bool Worker::shutdown(std::chrono::milliseconds patience)
{
    if (std::exchange(m_shut, true))
        return true;
    const std::deque<std::function<void()>> dropped = m_line->close();
    QThread *thread = m_line->thread;
    return !thread || thread->wait(QDeadlineTimer(patience));
}

bool Worker::isBusy() const
{
    const std::lock_guard lock(m_line->mutex);
    return m_line->busy || !m_line->queue.empty();
}

namespace {

// Receives calls on the GUI thread. Never destroyed: a thread that was left alone may still call while the program
// ends.
QObject *mailbox()
{
    static QObject *box = [] {
        auto *object = new QObject;
        if (QCoreApplication::instance())
            object->moveToThread(QCoreApplication::instance()->thread());
        return object;
    }();
    return box;
}

} // namespace

void prepareGuiCalls()
{
    mailbox();
}

void onGuiThread(std::function<void()> call)
{
    QMetaObject::invokeMethod(
        mailbox(), [call = std::move(call)] { call(); }, Qt::QueuedConnection);
}

} // namespace smk
