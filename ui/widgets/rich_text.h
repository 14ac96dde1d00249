// The little markup of our texts: **DemiBold** for the one fact that matters, `fixed font` for paths, GUIDs, accounts.
// Everything else is escaped, so that data can never become HTML.
#pragma once

#include <QString>

namespace smk {

[[nodiscard]] QString richText(const QString &markup); // for a QLabel with Qt::RichText
// A word that no window is wide enough for (a name of 128 characters, a Windows path) may break inside: with blanks
// that have no width, which stay out of what is copied (withoutBreaks).
[[nodiscard]] QString breakable(const QString &text);
[[nodiscard]] QString withoutBreaks(const QString &text);
[[nodiscard]] QString plainText(const QString &markup); // for accessible names, tooltips, the clipboard
[[nodiscard]] QString bold(const QString &data);        // data without marks of its own, wrapped
[[nodiscard]] QString fixed(const QString &data);
// A key's GUID with its last eight digits marked; short: "…A9C25F18".
[[nodiscard]] QString keyGuidMarkup(const QString &guid);
[[nodiscard]] QString keyGuidShort(const QString &guid);

} // namespace smk
