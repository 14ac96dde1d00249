// Giving a folder that is there the list that a new one gets: only one that is our own and empty.
#pragma once

#include "windows_security.h"

#include "paths.h"

namespace smk {

struct Hardened
{
    DWORD error = ERROR_SUCCESS; // ERROR_DIR_NOT_EMPTY: it is not empty, or was not any more; its list is as it was
    QString undoCommand;         // gives the former list back
};

// The folder is held open from the look to the last word, so that no other can take its place meanwhile.
[[nodiscard]] Hardened hardenEmptyFolder(const LocalPath &directory, PSECURITY_DESCRIPTOR descriptor);

} // namespace smk
