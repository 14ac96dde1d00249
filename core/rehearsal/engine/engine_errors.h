// The server's own messages, by number. Severity as raised; the state where the facts name one, else 1.
#pragma once

#include "engine_reply.h"
#include "thrown_error.h"

#include <QStringList>

#include <span>

namespace smk::engine {

struct ErrorEntry
{
    int number;
    int severity;
    int state;
    bool stateKnown; // false: no source names the state; 1 stands in for it
    const char *text;
};

[[nodiscard]] std::span<const ErrorEntry> errorEntries();
// `said`: the statement, quoted by a text that this table does not have, as SQL Server quotes in some of its own.
[[nodiscard]] ServerMessage messageOf(const ThrownError &thrown, const QString &said = {});
[[nodiscard]] ServerMessage serverError(int number, const QStringList &arguments = {}, int line = 1);

// What this server says where SQL Server could do more: it has no cursors and knows only its own list of statements.
constexpr int NoCursorsHere = 60001;

} // namespace smk::engine
