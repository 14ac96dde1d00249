// A drive as a card: what it is, what is free on it, and what is thought of it.
#pragma once

#include "card_list.h"
#include "drive_list.h"

namespace smk {

// Found again by identity and mount point; letters and device names change.
[[nodiscard]] QString cardIdOf(const Drive &drive);
[[nodiscard]] Card cardOf(const Drive &drive, const MediumVerdict &verdict);
// "SMK-07 (E:)"
[[nodiscard]] QString nameOf(const Drive &drive);
// "SMK-07 (E:), serial 4C53-0001-1207" in the little markup.
[[nodiscard]] QString lineOf(const Drive &drive);

} // namespace smk
