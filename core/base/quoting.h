// A text as one word of a command that is shown, for the shell that will read it.
#pragma once

#include <QString>

namespace smk {

// sh and its like: 'it'\''s'.
[[nodiscard]] QString shellQuoted(const QString &text);
// PowerShell: 'it''s'. It takes the typographic single quotes for the plain one, so they are doubled too.
[[nodiscard]] QString powerShellQuoted(const QString &text);

} // namespace smk
