// What can go wrong with a file, told apart by what the DBA can do about it; each system maps its own codes to it.
#pragma once

#include "paths.h"
#include "result.h"

namespace smk {

enum class FileFault { Exists, Missing, Full, ReadOnly, Gone, Denied, TooLarge, Cancelled, Failed };

// "files.exists" … with argument 1 = the path, 2 = the system's own words.
[[nodiscard]] Problem fileProblem(FileFault fault, const LocalPath &path, const QString &systemWords = {},
                                  Outcome outcome = Outcome::None);
[[nodiscard]] QString fileFaultId(FileFault fault);

// Which act met the error: the same code means different things to a reader and a writer.
enum class FileAct { OpenFolder, Create, Write, Flush, Rename, Read, Remove };

} // namespace smk
