// What Win32 says of one drive letter.
#pragma once

#include "drive.h"

namespace smk {


// `letter` as "E:".
[[nodiscard]] Drive driveOfLetter(const QString &letter, const QString &systemDisk);
// The physical disk that carries the Windows folder: "PhysicalDrive0", empty where it cannot be told.
[[nodiscard]] QString systemDiskName();
// "\\server\share" that a letter stands for, empty for a local one.
[[nodiscard]] QString shareOfLetter(const QString &letter);
[[nodiscard]] QString diskOfLetter(const QString &letter);

} // namespace smk
