// The key file as the server sees it. Tells "not there" from "cannot be told".
#pragma once

#include "execute_step.h"
#include "numbered_id.h"

namespace smk {

struct FileLook
{
    FileSeen seen = FileSeen::NotVisible;
    std::optional<bool> directoryExists;
};

// The row of sys.dm_os_file_exists or xp_fileexist, by position: the names differ.
[[nodiscard]] FileLook lookOf(const ResultTable &table);
// Asks; nothing where the link is lost.
[[nodiscard]] FileLook lookForFile(ServerSession &session, const ServerPath &file);

// Why a server does not read the file back to hash it: number and reason.
[[nodiscard]] std::span<const NumberedId> hashNumbers();

struct SizeAndHash
{
    qint64 size = -1;
    std::optional<Sha256> hash;
    QString reasonId; // why the hash is missing
    int number = 0;   // the server's error, where it answered with one
};

[[nodiscard]] SizeAndHash sizeAndHashOf(const Result<std::vector<ResultTable>> &answer);
[[nodiscard]] SizeAndHash askSizeAndHash(ServerSession &session, const BackupOrder &order);

} // namespace smk
