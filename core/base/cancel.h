// Cancelling and progress, as plain values that any blocking core function takes.
#pragma once

#include <QString>
#include <QStringList>

#include <functional>
#include <stop_token>

namespace smk {

using CancelToken = std::stop_token;

// What is happening now. `done` and `total` are bytes, or 0 where nothing can be counted.
struct Progress
{
    QString id; // "copy.reading-over-sql"
    QStringList arguments = {};
    qint64 done = 0;
    qint64 total = 0;
};

// Called on the thread that does the work; must return quickly. May be empty.
using ProgressSink = std::function<void(const Progress &)>;

inline void report(const ProgressSink &sink, Progress progress)
{
    if (sink)
        sink(progress);
}

} // namespace smk
