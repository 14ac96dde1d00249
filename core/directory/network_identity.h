// As whom the service of SQL Server signs in at another host: that account needs the right on a share, not the
// service's own name. Text alone; nothing is asked.
#pragma once

#include "paths.h"

#include <QString>

namespace smk {

enum class NetworkKind {
    Machine,   // DOMAIN\SERVER$: virtual accounts, NetworkService, LocalSystem
    Managed,   // a group managed account: DOMAIN\name$
    Domain,    // a user of a domain
    Local,     // a user of the server's machine: only where the other host has the same name and password
    NoDomain,  // the machine's account, but the machine is in no domain
    Anonymous, // LocalService has nothing to show
    Unknown,   // the service's account could not be read
};

struct NetworkIdentity
{
    NetworkKind kind = NetworkKind::Unknown;
    QString account; // to be granted: "CONTOSO\DBSRV01$"; empty where there is none
};

// `domain`: DEFAULT_DOMAIN() of the server; empty: not known, then DOMAIN stands for it.
[[nodiscard]] NetworkIdentity networkIdentity(const QString &serviceAccount, const QString &machineName,
                                              const QString &domain);

// \\host\share\rest taken apart; empty parts where the path is none.
struct SharePath
{
    QString host;
    QString share;
    [[nodiscard]] bool isShare() const { return !host.isEmpty(); }
};
[[nodiscard]] SharePath shareOf(const ServerPath &path, Platform platform);

// The right on the share and in its file system, for an administrator of that host; and the way back.
[[nodiscard]] QString grantShareCommand(const ServerPath &directory, const QString &account);
[[nodiscard]] QString revokeShareCommand(const ServerPath &directory, const QString &account);

} // namespace smk
