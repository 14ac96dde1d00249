// Integrated sign-in as seen from here: whose ticket there is, and why none could be had for a server. Drivers tell
// little of it (FreeTDS nothing at all), so the same Kerberos library that they use is asked.
#pragma once

#include "result.h"

#include <QDateTime>
#include <QString>

namespace smk {

struct IntegratedAccount
{
    QString name;         // "dba@PRACTICE.TEST", on Windows "DOMAIN\user"; empty: cannot be told here
    QDateTime expiresUtc; // of the ticket; invalid: not known
};

// "connect.no-ticket" or "connect.ticket-expired" (argument 1: the server, 2: the account), with the command that
// helps.
[[nodiscard]] Result<IntegratedAccount> integratedAccount(const QString &server);
// Asks for a ticket for the server. A Problem where there is none: "connect.no-service-ticket",
// "connect.kdc-unreachable", "connect.clock-skew", "connect.no-ticket", "connect.ticket-expired", else
// "connect.kerberos" with the library's words.
[[nodiscard]] Result<void> checkServiceTicket(const QString &server, const QString &host, quint16 port);

// How Kerberos calls a server.
[[nodiscard]] QString serviceName(const QString &host, quint16 port);
// The domain has no account that is registered for the name.
[[nodiscard]] Problem unknownService(const QString &server, const QString &service);

} // namespace smk
