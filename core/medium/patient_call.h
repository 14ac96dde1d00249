// A call that may never come back (a dead share, a silent name server), asked for a limited time.
#pragma once

#include <QHash>
#include <QString>

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>

namespace smk {

// Nothing: no answer in time. The thread is then left to itself, and while it hangs no second one is made for the same
// key: who asks again gets the first one's answer, or none at once when its time is over, so that looking again and
// again gathers neither threads nor waits.
template <typename T>
std::optional<T> answerInTime(const QString &key, std::function<T()> ask,
                              std::chrono::milliseconds limit = std::chrono::seconds(2))
{
    struct Asked
    {
        std::shared_future<T> answer;
        std::chrono::steady_clock::time_point deadline;
    };
    // Never destroyed: a call that still hangs may come back while the program ends.
    static auto &mutex = *new std::mutex;
    static auto &asked = *new QHash<QString, Asked>;
    Asked one;
    {
        const std::scoped_lock lock(mutex);
        if (const auto before = asked.constFind(key); before != asked.constEnd()) {
            one = *before;
        } else {
            auto promise = std::make_shared<std::promise<T>>();
            one = {promise->get_future().share(), std::chrono::steady_clock::now() + limit};
            asked.insert(key, one);
            try {
                std::thread([promise, ask = std::move(ask), key] {
                    T value = ask();
                    {
                        // Forgotten before it is told: who asks afterwards gets a fresh answer.
                        const std::scoped_lock inner(mutex);
                        asked.remove(key);
                    }
                    promise->set_value(std::move(value));
                }).detach();
            } catch (const std::system_error &) {
                asked.remove(key); // no thread to be had just now: not for ever
                return std::nullopt;
            }
        }
    }
    if (one.answer.wait_until(one.deadline) != std::future_status::ready)
        return std::nullopt;
    return one.answer.get();
}

} // namespace smk
