// Access rights of a directory, the same model for NTFS descriptors and POSIX modes; and the judge
// (docs/ARCHITECTURE.md).
#pragma once

#include "finding.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace smk {

struct Principal
{
    QString id;    // SID "S-1-5-32-545", or "uid:1000", "gid:100", "other"
    QString shown; // "BUILTIN\Users", "mssql"
};

enum Right : std::uint32_t {
    RightRead = 1,
    RightWrite = 2, // create files in it
    RightTraverse = 4,
    RightDelete = 8, // delete it or what is in it
    RightChangeAccess = 16,
    RightFull = 31,
};

struct AccessEntry
{
    Principal principal;
    std::uint32_t rights = 0;
    bool allow = true;
    bool inherited = false;
    bool inheritOnly = false;
    bool inheritable = false; // what is created inside gets it too
};

struct AccessList
{
    Principal owner;
    std::vector<AccessEntry> entries;
    bool isProtected = false;      // no inheritance from above
    bool protectionUntold = false; // the system does not tell whether it is
    bool missing = false;          // no DACL at all: everyone may do everything
    bool posix = false;
    bool keptElsewhere = false; // on another host: what is seen here is a part of it, or made up
};

struct DirectoryVerdict
{
    Findings findings; // "directory.readers", "directory.service-can-write", "directory.parents", "directory.owner" …
    std::vector<AccessEntry> shownEntries;
    bool broad = false; // somebody beyond administrators, the system, the owner and the service could read
};

struct JudgeContext
{
    Principal service;                  // the account SQL Server writes as; empty id: unknown
    std::vector<QString> serviceGroups; // ids of its groups
    std::vector<QString> sharedGroups;  // those of them that somebody else is in too
    Principal self;
    bool serviceIsSelf = false;
};

[[nodiscard]] DirectoryVerdict judgeDirectory(const AccessList &list, const std::vector<AccessList> &parents,
                                              const JudgeContext &context);

// "read", "modify", "full", "none": one word for a table.
[[nodiscard]] QString rightsWord(std::uint32_t rights);

} // namespace smk
