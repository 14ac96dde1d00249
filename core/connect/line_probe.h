// What a line will be, learned without a login: PRELOGIN, then a TLS handshake of our own inside TDS packets (or before
// them with strict), which names what drivers hide about the certificate.
#pragma once

#include "connect_step.h"
#include "net_socket.h"

namespace smk {

struct LineQuestion
{
    std::vector<NetAddress> addresses;
    QString shown; // the server in Problems
    QString nameInCertificate;
    LocalPath caFile;    // empty: the system's
    bool strict = false; // TDS 8.0: TLS first
    Deadline deadline;
};

// Problems: "connect.silent", "connect.closed", "connect.strict-only" (TDS 8.0 or nothing), "connect.not-sql-server",
// "connect.ca-file", "connect.tls", "connect.cancelled" …
[[nodiscard]] Result<CertificateProbe> probeLine(const LineQuestion &question, const CancelToken &cancel);

} // namespace smk
