// The access-control cases of the judge: a directory's list, what it means, and why that row is there.
#pragma once

#include "access_model.h"

namespace smk::test {

// As a virtual account, in the groups that a service's token has.
[[nodiscard]] JudgeContext windowsService(const QString &account = QStringLiteral("NT Service\\MSSQLSERVER"));
// mssql is user and group 10001, we are user 1000.
[[nodiscard]] JudgeContext linuxService();
[[nodiscard]] AccessList closedRoot(); // of a volume that only administrators may rearrange

struct AccessCase
{
    const char *reason;
    AccessList list;
    bool broad;
    const char *expected;   // finding that must be there, "" none in particular
    const char *named = ""; // must be among the arguments of that finding
    bool serviceWrites = false;
    std::vector<AccessList> parents = {closedRoot()};
    JudgeContext context = windowsService();
};

[[nodiscard]] std::vector<AccessCase> windowsCases();
[[nodiscard]] std::vector<AccessCase> principalCases(); // NTFS: one principal, right or order of entries a row
[[nodiscard]] std::vector<AccessCase> linuxCases();

} // namespace smk::test
