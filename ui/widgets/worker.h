// One thread with a queue of work and no event loop: the SQL thread, the file thread. Work never runs on the GUI
// thread.
#pragma once

#include <QString>

#include <chrono>
#include <functional>
#include <memory>

namespace smk {

class Worker
{
public:
    explicit Worker(QString name);
    ~Worker(); // shutdown()
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    // Runs after what is queued. After shutdown() the work is dropped (destroyed on the calling thread).
    void post(std::function<void()> work);
    // The call in progress cannot be stopped (a silent connect): it is left alone with its thread, which ends when
    // the call returns; what was queued goes on, on a new thread.
    void abandon();
    // Ends the thread after the work in progress, waiting up to `patience`; queued work is dropped. False: it still
    // runs and was left alone. Never terminates a thread.
    bool shutdown(std::chrono::milliseconds patience = std::chrono::seconds(3));
    [[nodiscard]] bool isBusy() const;

private:
    struct Line;
    void startThread();
    QString m_name;
    std::shared_ptr<Line> m_line;
    bool m_shut = false;
};

// Runs `call` on the GUI thread from any thread. Safe while the program ends: it is then dropped.
void onGuiThread(std::function<void()> call);
// Called once on the GUI thread before the first Task (Task does it).
void prepareGuiCalls();

} // namespace smk
