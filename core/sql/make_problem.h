// The short way to a Problem that concerns the connection: almost all of them lead back to the Connect page.
#pragma once

#include "problem.h"

namespace smk {

[[nodiscard]] Problem connectProblem(const char *id, QStringList arguments = {}, QStringList remedies = {},
                                     QString command = {});

} // namespace smk
