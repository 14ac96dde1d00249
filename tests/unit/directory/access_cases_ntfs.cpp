#include "access_cases.h"

#include "known_principals.h"
#include "recorded_access.h"

using namespace Qt::StringLiterals;

namespace smk::test {

JudgeContext windowsService(const QString &account)
{
    JudgeContext context;
    context.service = {sidOfAccount(account), account};
    for (const QString &group : groupsOfServiceSid(context.service.id))
        context.serviceGroups.push_back(group);
    context.self = {u"S-1-5-21-1-2-3-1500"_s, u"EXAMPLE\\dba"_s};
    return context;
}

AccessList closedRoot()
{
    return fromSddl(u"O:SYD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200a9;;;BU)"_s);
}

std::vector<AccessCase> windowsCases()
{
    const QString ours =
        u"O:BAD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;%1)"_s.arg(windowsService().service.id);
    const auto withEntry = [&ours](const QString &entry) { return fromSddl(ours + entry); };
    return {
        {"as created by us: nobody else, service writes", fromSddl(ours), false, "directory.readers", "", true},
        {"as recommended, but without the service", fromSddl(u"O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"_s), false,
         "directory.service-cannot-write"},
        {"data disk of Windows, entries generic and inherit-only",
         fromSddl(
             u"O:SYG:SYD:(A;OICIIO;SDGXGWGR;;;AU)(A;;0x1301bf;;;AU)(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)"_s),
         true, "directory.readers.broad", "Authenticated Users", true},
        {"Users full beside inherited entries", fromIcacls(recorded(u"icacls-c-backup-users-full.txt"_s)), true,
         "directory.readers.inherited", "BUILTIN\\Users", true},
        {"root of a volume, one entry a principal", fromIcacls(recorded(u"icacls-c-root-win10.txt"_s)), true,
         "directory.readers.broad", "Authenticated Users"},
        {"root of a volume, split entries", fromIcacls(recorded(u"icacls-c-root-split-entries.txt"_s)), true,
         "directory.readers.broad", "Authenticated Users"},
        {"made by a user: all of it inherited", fromIcacls(recorded(u"icacls-c-temp.txt"_s)), true,
         "directory.inheritance.open", "", true},
        {"second disk", fromIcacls(recorded(u"icacls-d-root-second-disk.txt"_s)), true, "directory.readers.broad",
         "BUILTIN\\Users", true},
        {"web root: worker processes and a domain group", fromIcacls(recorded(u"icacls-inetpub-wwwroot.txt"_s)), true,
         "directory.readers.inherited", "IIS_IUSRS"},
        {"web root: LOCAL SERVICE is shared by many services", fromIcacls(recorded(u"icacls-xampp-htdocs.txt"_s)), true,
         "directory.readers.inherited", "LOCAL SERVICE", true},
        {"service added, inheritance left on, list of specific rights",
         fromIcacls(recorded(u"icacls-programdata-backups-sqlexpress.txt"_s)),
         true,
         "directory.service-can-write",
         "SQLEXPRESS",
         true,
         {closedRoot()},
         windowsService(u"NT Service\\MSSQL$SQLEXPRESS"_s)},
        {"Everyone full", fromIcacls(recorded(u"icacls-root-folder-everyone-full.txt"_s)), true,
         "directory.readers.inherited", "Everyone", true},
        {"a user's modify among inherited ones", fromIcacls(recorded(u"icacls-runner-two-parents.txt"_s)), true,
         "directory.readers.inherited", "exampleuser", true},
        {"profile of another user", fromIcacls(recorded(u"icacls-user-profile-domain.txt"_s)), true,
         "directory.readers.inherited", "EXAMPLEDOMAIN\\user"},
        {"Users and Authenticated Users read", fromSddl(recorded(u"sddl-nodejs-dir.txt"_s)), true,
         "directory.readers.broad", "BUILTIN\\Users"},
        {"app packages read", fromSddl(recorded(u"sddl-program-files.txt"_s)), true, "directory.readers.broad",
         "ALL APPLICATION PACKAGES"},
        {"LOCAL SERVICE writes without delete", fromSddl(recorded(u"sddl-programdata-local-service.txt"_s)), true,
         "directory.readers.broad", "LOCAL SERVICE"},
        {"owner TrustedInstaller, audit part is no access", fromSddl(recorded(u"sddl-kernel32-file.txt"_s)), true,
         "directory.owner", "TrustedInstaller"},
        {"NO_ACCESS_CONTROL of the audit part is not \"no list\"", fromSddl(recorded(u"sddl-inetpub-2025.txt"_s)), true,
         "directory.readers.broad", "BUILTIN\\Users"},
        {"another service has full control", fromSddl(recorded(u"sddl-sppsvc-tokenstore.txt"_s)), true,
         "directory.readers.broad", "S-1-5-80-123231216"},
        {"Setup's own: CREATOR OWNER without inherit-only", fromSddl(recorded(u"sddl-sqlsetup-data-directory.txt"_s)),
         false, "directory.readers", "", true},
        {"no access list at all", fromSddl(u"O:BA"_s), true, "directory.no-acl", "", true},
        {"an empty list: nobody may", fromSddl(u"O:BAD:P"_s), false, "directory.service-cannot-write"},
        {"denial for Everyone before all grants", fromSddl(u"O:BAD:P(D;;FA;;;WD)(A;OICI;FA;;;BA)(A;OICI;FA;;;WD)"_s),
         false, "directory.service-cannot-write"},
        {"the service writes through ALL SERVICES alone",
         fromSddl(u"O:BAD:P(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;S-1-5-80-0)"_s), true, "directory.service-can-write",
         "MSSQLSERVER", true},
        {"only what is created inside goes to Users", withEntry(u"(A;OICIIO;GR;;;BU)"_s), true,
         "directory.readers.broad", "BUILTIN\\Users", true},
        {"CREATOR GROUP: the creator's primary group", withEntry(u"(A;OICIIO;GR;;;CG)"_s), true,
         "directory.readers.broad", "CREATOR GROUP", true},
        {"Domain Users by the last part of the SID", withEntry(u"(A;OICI;FR;;;S-1-5-21-9-8-7-513)"_s), true,
         "directory.readers.broad", "S-1-5-21-9-8-7-513", true},
        {"Domain Admins are administrators", withEntry(u"(A;OICI;FA;;;S-1-5-21-9-8-7-512)"_s), false,
         "directory.readers", "", true},
        {"Server Operators", withEntry(u"(A;OICI;FR;;;SO)"_s), true, "directory.readers.broad", "Server Operators",
         true},
        {"a capability of store apps", withEntry(u"(A;OICI;FR;;;S-1-15-3-1024-1)"_s), true, "directory.readers.broad",
         "S-1-15-3-1024-1", true},
        {"may change the list, nothing else", withEntry(u"(A;;WD;;;S-1-5-21-9-8-7-1234)"_s), true,
         "directory.readers.broad", "1234", true},
        {"may pass and see attributes, nothing else", withEntry(u"(A;;0x1000a0;;;BU)"_s), false, "directory.readers",
         "", true},
        {"ourselves in the list", withEntry(u"(A;OICI;FA;;;S-1-5-21-1-2-3-1500)"_s), false, "directory.readers", "",
         true},
        {"owned by somebody else", fromSddl(ours.mid(4).prepend(u"O:S-1-5-21-9-8-7-1234"_s)), false,
         "directory.owner.other", "1234", true},
        {"service unknown", fromSddl(ours), true, "directory.service-can-write.unknown", "", false, {closedRoot()}, {}},
        {"tight itself, below a disk that everybody may rearrange",
         fromSddl(ours),
         false,
         "directory.parents.open",
         "Authenticated Users",
         true,
         {fromIcacls(recorded(u"icacls-d-root-second-disk.txt"_s))}},
        {"tight itself, parent without a list",
         fromSddl(ours),
         false,
         "directory.parents.open",
         "Everyone",
         true,
         {fromSddl(u"O:BA"_s)}},
        {"parents not to be read", fromSddl(ours), false, "directory.parents.unknown", "", true, {}},
        {"parents in order", fromSddl(ours), false, "directory.parents", "", true},
    };
}

} // namespace smk::test
