// Text of foreign origin (labels, names, paths) made safe to show: bidirectional controls, invisible and control
// characters and lone surrogates are replaced by U+FFFD. Never used on a name that will be opened.
#pragma once

#include <QString>

namespace smk {

[[nodiscard]] QString displayText(const QString &foreign);

// True where the text has a control character, a lone surrogate or a character that shows nothing.
[[nodiscard]] bool hasHiddenCharacters(const QString &text);

} // namespace smk
