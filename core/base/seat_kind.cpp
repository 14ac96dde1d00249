#include "seat_kind.h"

#include <array>

namespace smk {

namespace {

constexpr std::array names{std::pair{Seat::OnServer, "on-server"}, std::pair{Seat::OtherMachine, "other-machine"},
                           std::pair{Seat::ThirdHost, "third-host"}, std::pair{Seat::Container, "container"}};

} // namespace

QString seatName(Seat seat)
{
    for (const auto &[value, name] : names)
        if (value == seat)
            return QString::fromLatin1(name);
    return {};
}

std::optional<Seat> seatNamed(const QString &name)
{
    for (const auto &[value, known] : names)
        if (name == QLatin1StringView(known))
            return value;
    return {};
}

} // namespace smk
