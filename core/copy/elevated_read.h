// The key file through an elevated `smkctl copy --read FILE`: it reads, and writes nothing but its own output.
#pragma once

#include "cancel.h"
#include "paths.h"
#include "result.h"

#include <QByteArray>

namespace smk {

// Problems: those of runElevated(), and "elevation.failed" with what the elevated program said.
[[nodiscard]] Result<QByteArray> readFileElevated(const LocalPath &file, const CancelToken &cancel);

} // namespace smk
