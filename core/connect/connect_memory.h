// What is remembered of servers between two runs, in settings.ini: how they were signed in to, and what was decided
// about their certificates. Never a password; that one lies in the keychain alone, and only where the DBA asked for it.
#pragma once

#include "connect_step.h"

namespace smk {

struct RememberedServer
{
    QString server;     // how it was reached, as a DBA would write it again
    QString serverName; // what it calls itself; the history knows it by this
    SignIn signIn = SignIn::SqlLogin;
    QString login;
    Encryption encryption = Encryption::Mandatory;
    LocalPath caFile;
    QString nameInCertificate;
    QString driverName; // empty: the best installed
    int loginTimeoutSeconds = 15;
    bool passwordKept = false;
    std::optional<TrustDecision> trust; // its certificate was accepted without proof
};

using RememberedServers = std::vector<RememberedServer>; // newest first

inline constexpr std::size_t MostRemembered = 20;

// Blocking: worker threads only. A file that is missing, broken or hostile gives fewer entries, never a wrong one.
[[nodiscard]] RememberedServers rememberedServers();
// Put in front; an older entry of the same server goes. What fell out at the end comes back: its password in the
// keychain is then out of reach and has to go as well.
RememberedServers rememberServer(const RememberedServer &server);
// Null: not remembered. Without regard to case and to the way it is written: "(local)" is "localhost".
[[nodiscard]] const RememberedServer *findRemembered(const RememberedServers &servers, const QString &server);

// The same, else by what the server calls itself.
[[nodiscard]] const RememberedServer *findCalled(const RememberedServers &servers, const QString &serverName);

// Under which name a login's password lies in the keychain.
[[nodiscard]] QString keychainName(const QString &server, const QString &login);

} // namespace smk
