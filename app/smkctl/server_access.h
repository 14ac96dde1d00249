// How a verb comes to its server: from options and secrets to a ConnectOrder, and the drives that go with it.
#pragma once

#include "command_line.h"
#include "connect_step.h"
#include "drive.h"

#include <tl/expected.hpp>

namespace smk {

// Values of a running rehearsal that are not part of signing in.
struct RehearsalPlaces
{
    LocalPath root;
    ServerPath folderParent; // below it a new key folder is proposed
};

struct ServerAccess
{
    ConnectOrder order;
    std::optional<RehearsalPlaces> rehearsal;
};

// Error: the exit code, already printed.
[[nodiscard]] tl::expected<ServerAccess, int> serverAccessOf(const CommandLine &line, Output &output);
// A certificate that a person accepted without proof is remembered for this server, as the window does it; not of a
// rehearsal, whose certificate is gone with it.
void rememberTrust(const ConnectOrder &order, const Connected &connected);
// Signs in, prints facts and findings of step 1. Error: the exit code, already printed.
[[nodiscard]] tl::expected<Connected, int> signIn(const ConnectOrder &order, Output &output);
// The real drives, or the rehearsal's practice medium alone.
// (a run in a rehearsal goes on with the practice medium that its plan names).
[[nodiscard]] std::unique_ptr<DriveSource> drivesOf(const std::optional<RehearsalPlaces> &rehearsal,
                                                    const std::optional<Drive> &planned = {});

[[nodiscard]] QJsonObject toJson(const ServerFacts &facts, LineTrust line);
[[nodiscard]] QString lineInWords(LineTrust line);          // "stays on this machine"
[[nodiscard]] QString serverLine(const ServerFacts &facts); // "DBSRV01, SQL Server 2022 (16.0.4185.3)"

} // namespace smk
