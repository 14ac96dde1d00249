// A call that may never come back (a dead share, a silent name server), asked for a limited time.
#pragma once

#include <QSet>
#include <QString>

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace smk {

// Nothing: no answer within two seconds. The thread is then left to itself, and while it hangs no second one is made
// for the same key, so that looking again and again does not gather threads.
template <typename T>
std::optional<T> answerInTime(const QString &key, std::function<T()> ask)
{
    static std::mutex mutex;
    static QSet<QString> hanging;
    {
        const std::scoped_lock lock(mutex);
        if (hanging.contains(key))
            return std::nullopt;
        hanging.insert(key);
    }
    auto promise = std::make_shared<std::promise<T>>();
    std::future<T> answer = promise->get_future();
    std::thread([promise, ask = std::move(ask), key] {
        promise->set_value(ask());
        const std::scoped_lock lock(mutex);
        hanging.remove(key);
    }).detach();
    if (answer.wait_for(std::chrono::seconds(2)) != std::future_status::ready)
        return std::nullopt;
    return answer.get();
}

} // namespace smk
