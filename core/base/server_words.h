// What the server itself said, short enough for a page: shown where the program does not know the error.
#pragma once

#include "problem.h"

namespace smk {

// "31415, level 16, state 1"; what the driver does not tell is left out; empty without a number.
[[nodiscard]] QString numberLine(const ServerError &error);
// The text in one line, without hidden characters, cut after some 300; empty where there is none.
[[nodiscard]] QString shortServerText(const ServerError &error);
// Number and short text: the arguments of the words for an unknown error.
[[nodiscard]] QStringList unknownErrorArguments(const ServerError &error);

} // namespace smk
