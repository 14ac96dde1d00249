// Principals that every Windows knows, by SID and never by name (names are localised), and their POSIX counterparts.
#pragma once

#include <QString>
#include <QStringList>

namespace smk {

// Administrators, the system, domain and enterprise administrators, TrustedInstaller; root and its group.
[[nodiscard]] bool isAdministrative(const QString &id);
// Groups that hold people or services that nobody counted: Everyone, Users, app packages, LOCAL SERVICE … (facts
// section 12).
[[nodiscard]] bool isBroad(const QString &id);
// Stands for whoever creates something; gives nobody a right on the directory itself.
[[nodiscard]] bool isCreatorTemplate(const QString &id);
// "BUILTIN\Users" for a well-known SID, else the id itself.
[[nodiscard]] QString knownName(const QString &id);

// "S-1-5-80-…" of a service: five words of SHA-1 over its upper-case name in UTF-16.
[[nodiscard]] QString serviceSid(const QString &serviceName);
// The SID of an account as sys.dm_server_services shows it, where it can be known without asking Windows:
// "NT Service\MSSQL$X", "LocalSystem", "NT AUTHORITY\NETWORK SERVICE"; empty for users and domain accounts.
[[nodiscard]] QString sidOfAccount(const QString &account);
// Groups that the token of such a service always has (recorded from a real one).
[[nodiscard]] QStringList groupsOfServiceSid(const QString &sid);

} // namespace smk
