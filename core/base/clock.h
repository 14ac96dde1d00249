// The time of day, settable in tests. All times in the program are UTC; only a label shows local time beside it.
#pragma once

#include <QDateTime>

#include <functional>

namespace smk {

[[nodiscard]] QDateTime nowUtc();
// For tests: from now on nowUtc() asks this; an empty function brings the system's clock back. Not thread-safe.
void setClock(std::function<QDateTime()> clock);
// "20261124T204503Z", as in file names and run ids.
[[nodiscard]] QString compactUtc(const QDateTime &time);

} // namespace smk
