// A server path taken apart by the rules of the server's platform. Pure text: nothing is looked up.
#pragma once

#include "paths.h"

#include <QStringList>

namespace smk {

enum class PathRoot {
    None,    // relative: "keys", "C:keys"
    Drive,   // "C:\"
    Share,   // "\\host\share"
    Device,  // "\\?\", "\\.\"
    Slash,   // "/"
    Foreign, // rooted as the other platform does it
};

struct PathParts
{
    PathRoot root = PathRoot::None;
    QString host;         // of a share
    QStringList names;    // below the root (of a share: below its name)
    bool doubled = false; // "a//b"
};

[[nodiscard]] PathParts partsOf(const ServerPath &path, Platform platform);
// One form for comparing: separators as the platform writes them, no doubled ones, none at the end, Windows in lower
// case.
[[nodiscard]] QString comparable(const QString &path, Platform platform);
// `path` is `folder` or lies below it; an empty folder holds nothing.
[[nodiscard]] bool liesIn(const QString &path, const QString &folder, Platform platform);
// CON, NUL, COM1, LPT¹ … with any extension.
[[nodiscard]] bool isReservedName(const QString &name);
// The first of  < > : " | ? * and the control characters, which Windows file systems (so most media) refuse; null if
// none.
[[nodiscard]] QChar forbiddenOnWindows(const QString &name);

} // namespace smk
