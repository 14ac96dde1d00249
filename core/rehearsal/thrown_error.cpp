#include "thrown_error.h"

#include <QStringList>

#include <algorithm>
#include <iterator>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int HighestSeverity = 25;
constexpr int HighestState = 255;

template <typename Value, std::size_t N>
std::optional<Value> valueOf(const std::pair<QLatin1StringView, Value> (&rows)[N], const QString &word)
{
    const auto *row =
        std::find_if(std::begin(rows), std::end(rows), [&](const auto &one) { return word == one.first; });
    return row == std::end(rows) ? std::nullopt : std::optional(row->second);
}

constexpr std::pair<QLatin1StringView, ThrowPlace> Places[] = {
    {"login"_L1, ThrowPlace::Login},     {"facts"_L1, ThrowPlace::Facts}, {"backup"_L1, ThrowPlace::Backup},
    {"restore"_L1, ThrowPlace::Restore}, {"read"_L1, ThrowPlace::Read},   {"create"_L1, ThrowPlace::Create},
};
constexpr std::pair<QLatin1StringView, ThrowKind> Kinds[] = {
    {"cut"_L1, ThrowKind::Cut},
    {"lost"_L1, ThrowKind::Lost},
    {"hang"_L1, ThrowKind::Hang},
};

} // namespace

std::optional<ThrownError> parseThrown(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    const auto place = valueOf(Places, text.mid(at + 1));
    if (at < 1 || !place)
        return std::nullopt;
    ThrownError thrown;
    thrown.place = *place;
    thrown.severity = *place == ThrowPlace::Login ? 14 : 16;
    const QString what = text.left(at);
    if (const auto kind = valueOf(Kinds, what)) {
        thrown.kind = *kind;
        return thrown;
    }
    const qsizetype equals = what.indexOf(u'=');
    if (equals >= 0)
        thrown.text = what.mid(equals + 1);
    const QStringList numbers = what.left(equals < 0 ? what.size() : equals).split(u',');
    bool number = false;
    bool severity = true;
    bool state = true;
    thrown.number = numbers[0].toInt(&number);
    if (numbers.size() > 1)
        thrown.severity = numbers[1].toInt(&severity);
    if (numbers.size() > 2)
        thrown.state = numbers[2].toInt(&state);
    const bool sane = numbers.size() <= 3 && thrown.number > 0 && thrown.severity >= 0
                      && thrown.severity <= HighestSeverity && thrown.state >= 0 && thrown.state <= HighestState;
    return number && severity && state && sane ? std::optional(thrown) : std::nullopt;
}

} // namespace smk
