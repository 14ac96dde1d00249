// Which class of error a number of the server or its driver is, at one place of the procedure: a row of the tables that
// stand beside each step. Keyed on the number; texts are localised, severities differ from the catalogue.
#pragma once

#include <algorithm>
#include <span>

namespace smk {

struct NumberedId
{
    int number;
    const char *id;
};

// Null: not in this table.
[[nodiscard]] inline const char *idOfNumber(std::span<const NumberedId> rows, int number)
{
    const auto row =
        std::find_if(rows.begin(), rows.end(), [number](const NumberedId &r) { return r.number == number; });
    return row == rows.end() ? nullptr : row->id;
}

} // namespace smk
