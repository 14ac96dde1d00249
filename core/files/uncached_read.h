// Reading a file again past the system's cache, and saying how far that really went.
#pragma once

#include "paths.h"
#include "result.h"

namespace smk {

// Direct, DroppedCache: kernel file systems only. Plain: the cache was not excluded (FUSE, tmpfs, shares).
enum class ReadMethod { Direct, DroppedCache, Remounted, Plain };

struct UncachedRead
{
    QByteArray bytes;
    ReadMethod method = ReadMethod::Plain;
};

[[nodiscard]] Result<UncachedRead> readPastCache(const LocalPath &path, qint64 limit);
[[nodiscard]] QString readMethodName(ReadMethod method); // "direct", "dropped-cache", "remounted", "plain"
[[nodiscard]] bool excludesCache(ReadMethod method);

} // namespace smk
