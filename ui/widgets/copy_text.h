// What a Copy link does: the text goes to the clipboard, and that it did is seen and heard.
#pragma once

#include <QString>

class QWidget;

namespace smk {

// No secret: those go by SecretClipboard, which clears them.
void copyText(const QString &text, QWidget *link);

} // namespace smk
