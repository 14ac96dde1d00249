// Every statement that we send, in one place, each built by a named function. Paths and names arrive as data:
// N'…' with ' doubled; what cannot be data (line breaks, NUL) is refused by the callers' checks.
#pragma once

#include "paths.h"
#include "secret_string.h"

namespace smk::statements {

// N'…' with quotes doubled.
[[nodiscard]] QString literal(const QString &text);

// Four batches at most: identity, rights and line; key, host, service and what hangs below; what could stop us and what
// is not covered; availability groups where the first one told of them. They are worded after what the first one told,
// so that neither an old version nor a lacking right ends them: an unknown column would end the whole batch (207).
[[nodiscard]] QString identity();
[[nodiscard]] QString keyAndRights(int majorVersion = 16, bool maySeeServerState = true);
[[nodiscard]] QString surroundings();
[[nodiscard]] QString availability(int majorVersion = 16, bool maySeeServerState = true); // 2012+

// Over SQL: does the server see it? Columns file_exists, file_is_a_directory, parent_directory_exists.
[[nodiscard]] QString fileExists(const ServerPath &path);            // sys.dm_os_file_exists, 2017+
[[nodiscard]] QString fileExistsByProcedure(const ServerPath &path); // xp_fileexist
[[nodiscard]] QString createDirectory(const ServerPath &path);       // xp_create_subdir
// Server-side browsing: the functions of newer versions, and the procedures that older ones have.
[[nodiscard]] QString listFolder(const ServerPath &folder);            // sys.dm_os_enumerate_filesystem, 2017+
[[nodiscard]] QString listFolderByProcedure(const ServerPath &folder); // xp_dirtree, one level, with files
[[nodiscard]] QString fixedDrives();                                   // sys.dm_os_enumerate_fixed_drives, 2019+
[[nodiscard]] QString fixedDrivesByProcedure();                        // xp_fixeddrives
[[nodiscard]] QString defaultDomain();                                 // the domain of the server's machine
[[nodiscard]] QString readFile(const ServerPath &path);                // BulkColumn varbinary(max)
[[nodiscard]] QString sizeAndHash(const ServerPath &path);             // size, hash (SHA2_256)
[[nodiscard]] QString keyFingerprint();                                // key_guid, modify_date

// With a secret: built in locked memory.
[[nodiscard]] SecretString backUp(const ServerPath &file, const SecretString &password);
[[nodiscard]] SecretString restore(const ServerPath &file, const SecretString &password);
// The same with a fixed mask, for showing and for the receipt.
[[nodiscard]] QString backUpMasked(const ServerPath &file);

} // namespace smk::statements
