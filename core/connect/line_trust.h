// How far the line to the server can be trusted, read back after login (docs/ARCHITECTURE.md). Unreadable counts as
// readable.
#pragma once

#include "connection_spec.h"
#include "server_facts.h"

namespace smk {

enum class LineTrust { StaysOnMachine, EncryptedProven, EncryptedNotProven, Readable };

// "localhost", or a loopback address.
[[nodiscard]] bool isLoopbackHost(const QString &host);
// A server's MachineName is this computer's.
[[nodiscard]] bool namesThisMachine(const QString &machineName);
// `certificateChecked`: this driver really verified the certificate with this spec.
[[nodiscard]] LineTrust judgeLine(const ServerFacts &facts, const ConnectionSpec &spec);
[[nodiscard]] QString
lineTrustName(LineTrust trust); // "stays-on-machine", "encrypted-proven", "encrypted-not-proven", "readable"

// Tracing that we cannot switch off (driver manager's trace, registry, dump file in freetds.conf): a Problem
// "connect.tracing-on" naming where it is set, else nothing. Looked at before Connect and before Execute.
[[nodiscard]] Result<void> checkNoTracing();

} // namespace smk
