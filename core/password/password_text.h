// Looks at a secret's characters without copying them anywhere.
#pragma once

#include "secret_string.h"

#include <string_view>

namespace smk {

// What stands in a password, counted once for every rule.
struct PasswordShape
{
    std::size_t units = 0; // UTF-16
    int upper = 0;
    int lower = 0;
    int digits = 0;  // 0 to 9
    int symbols = 0; // punctuation and symbols of any script
    bool hasControls = false;
    bool hasLoneSurrogate = false;
    bool hasHidden = false; // shows nothing: formatting, line separators, unassigned
    bool nonAscii = false;
    bool edgeBlank = false; // begins or ends with a blank
    [[nodiscard]] int classes() const { return (upper > 0) + (lower > 0) + (digits > 0) + (symbols > 0); }
};

[[nodiscard]] PasswordShape shapeOf(const SecretString &password);
// Without regard to case, code point by code point. False for names under 3 units: they are in everything.
[[nodiscard]] bool containsName(const SecretString &password, const QString &name);

} // namespace smk
