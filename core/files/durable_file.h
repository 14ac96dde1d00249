// Files that are written so that a crash leaves either the whole file or none, and that never replace another.
// docs/ARCHITECTURE.md: exclusive temporary file, write, fsync (its error is a failure), rename without replace,
// directory fsync. Where rename-without-replace is not to be had (EINVAL on FUSE file systems): link or exclusive
// create.
#pragma once

#include "cancel.h"
#include "paths.h"
#include "result.h"
#include "sha256.h"

#include <span>

namespace smk {

enum class FileAccess { OwnerOnly, Inherited };

struct WrittenFile
{
    LocalPath path;
    qint64 size = 0;
    Sha256 hash;         // of the bytes as they were written
    bool flushed = true; // false: the file system has no fsync for it; "not verified"
};

// Creates `path` with these bytes. Problems: "files.exists", "files.full", "files.read-only", "files.gone",
// "files.denied", "files.cancelled", "files.failed" (argument 1 = path, 2 = the system's words). Outcome::Unknown where
// the rename's answer was lost.
[[nodiscard]] Result<WrittenFile> createDurably(const LocalPath &path, const QByteArray &bytes, FileAccess access,
                                                const CancelToken &cancel);
// For the receipt-in-progress alone: replaces its own earlier state, durably.
[[nodiscard]] Result<void> replaceDurably(const LocalPath &path, const QByteArray &bytes);
// Creates a folder and makes it durable. Exists already: fine only when `mayExist`; only then are missing parents made
// too, for a folder on a medium that went away must not come into being on the disk below.
[[nodiscard]] Result<void> createFolderDurably(const LocalPath &path, FileAccess access, bool mayExist);
// Whole file, at most `limit` bytes ("files.too-large"). Not there: "files.missing", or "files.gone" with its folder.
[[nodiscard]] Result<QByteArray> readWhole(const LocalPath &path, qint64 limit);
[[nodiscard]] bool fileExists(const LocalPath &path);
[[nodiscard]] Result<void> removeFile(const LocalPath &path);

[[nodiscard]] std::span<const Words> filesWords();

} // namespace smk
