// What is found out about a server, and decided, before any password leaves this program: driver, port, line and
// certificate.
#pragma once

#include "connect_step.h"
#include "connection_spec.h"

#include <optional>

namespace smk {

// What was found out before any password leaves this program.
struct Approach
{
    ConnectionSpec spec;
    CertificateProbe probe;
    bool ownEndLoopback = false;
    std::optional<TrustDecision> trust; // a person's, for the certificate that was shown
    // A home-made certificate, accepted because the line stays here; judged again after login.
    bool trustedAsLocal = false;
};

// Blocks. Refuses a readable line and a certificate that nobody vouches for, where they are not accepted.
[[nodiscard]] Result<Approach> approachServer(const ConnectOrder &order, const CancelToken &cancel,
                                              const ProgressSink &progress);

[[nodiscard]] Problem certificateProblem(const ConnectOrder &order, const CertificateProbe &probe);
[[nodiscard]] Problem readableProblem(const ConnectOrder &order);
// "connect.probing" and its like, with the name they are about.
void sayProgress(const ProgressSink &progress, const char *id, const QString &argument);

} // namespace smk
