// Giving a folder that is there the list that a new one gets: only one that is our own and empty.
#pragma once

#include "windows_security.h"

#include "paths.h"

namespace smk {

struct Hardened
{
    // ERROR_INVALID_OWNER: somebody else's. ERROR_DIR_NOT_EMPTY: not empty, or not any more. Its list is then as it
    // was.
    DWORD error = ERROR_SUCCESS;
    QString undoCommand; // gives the former list back
};

// A command that gives a folder the list of this descriptor; empty where the descriptor cannot be written as text.
[[nodiscard]] QString undoOfList(const QString &native, QByteArray descriptor);

// The folder is held open from the look to the last word, so that no other can take its place meanwhile.
[[nodiscard]] Hardened hardenEmptyFolder(const LocalPath &directory, PSECURITY_DESCRIPTOR descriptor);

} // namespace smk
