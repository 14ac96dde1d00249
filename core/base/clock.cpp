#include "clock.h"

namespace smk {

namespace {

std::function<QDateTime()> &clockOverride()
{
    static std::function<QDateTime()> clock;
    return clock;
}

} // namespace

QDateTime nowUtc()
{
    return clockOverride() ? clockOverride()().toUTC() : QDateTime::currentDateTimeUtc();
}

void setClock(std::function<QDateTime()> clock)
{
    clockOverride() = std::move(clock);
}

QString compactUtc(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyyMMdd'T'HHmmss'Z'"));
}

} // namespace smk
