// A call that may never come back (a dead share, a silent name server), asked for a limited time.
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

namespace smk {

// Nothing: no answer in time. The thread is then left to itself, and while it hangs no second one is made for the same
// key: who asks again waits for the first one's answer, so that looking again and again does not gather threads.
template <typename T>
std::optional<T> answerInTime(const QString &key, std::function<T()> ask, std::chrono::seconds limit = std::chrono::seconds(2))
{
    // Never destroyed: a call that still hangs may come back while the program ends.
    static auto &mutex = *new std::mutex;
    static auto &asked = *new QHash<QString, std::shared_future<T>>;
    std::shared_future<T> answer;
    {
        const std::scoped_lock lock(mutex);
        if (const auto before = asked.constFind(key); before != asked.constEnd()) {
            answer = *before;
        } else {
            auto promise = std::make_shared<std::promise<T>>();
            answer = promise->get_future().share();
            asked.insert(key, answer);
            std::thread([promise, ask = std::move(ask), key] {
                T value = ask();
                {
                    // Forgotten before it is told: who asks afterwards gets a fresh answer.
                    const std::scoped_lock inner(mutex);
                    asked.remove(key);
                }
                promise->set_value(std::move(value));
            }).detach();
        }
    }
    if (answer.wait_for(limit) != std::future_status::ready)
        return std::nullopt;
    return answer.get();
}

} // namespace smk
