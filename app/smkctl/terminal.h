// The terminal, where there is one: asking without echo, and the request to stop.
#pragma once

#include "secret_string.h"

#include <functional>
#include <optional>

namespace smk {

[[nodiscard]] bool hasTerminal(); // somebody can be asked
// Asks on the terminal itself, never on a redirected stream; what is typed does not show. Nothing: no terminal, or
// stopped.
[[nodiscard]] std::optional<SecretString> askWithoutEcho(const QString &prompt);
// Shows a secret on the terminal itself: it never reaches a pipe or a log of the output.
[[nodiscard]] bool showOnTerminal(const QString &before, const SecretString &secret);
// One line of standard input, for secrets from a pipe; read byte by byte, so that the next line stays for the next
// reader.
[[nodiscard]] std::optional<SecretString> readLineOfInput();
// Called on a thread of its own at each Ctrl+C (or SIGTERM).
void onStopRequest(std::function<void()> request);
// Ends the process at once, without destructors: what matters is on disk already.
[[noreturn]] void endNow(int code);

} // namespace smk
