// Who touches what (docs/ARCHITECTURE.md): where the server and its key file are, seen from here. Found by itself,
// shown, and for the DBA to change.
#pragma once

#include "finding.h"
#include "line_trust.h"
#include "seat_kind.h"
#include "server_facts.h"

namespace smk {

struct BackupPlan;

// Seat 1: both ends of the line are this machine *and* the server calls itself by this machine's name. A tunnel or a
// published container port is not: its server names another machine. Names alone, or the line alone, are not enough.
[[nodiscard]] bool serverIsThisMachine(const ServerFacts &facts, LineTrust line);

// Names that container platforms give: twelve hex digits, or a pod of a deployment. A guess, so it can be changed.
[[nodiscard]] bool looksLikeContainer(const ServerFacts &facts);

// The DBA's choice where there is one; else a share in the folder's path, this machine, a container, another machine.
[[nodiscard]] Seat seatOf(const BackupPlan &plan);
// Whether the folder and the key file are looked at and touched by path from here: seat 1 alone. plan.seenFromHere says
// only that the server runs on this machine; its folder may all the same be a share of another host.
[[nodiscard]] bool isFolderHere(const BackupPlan &plan);
// The DBA's word; nothing: back to what was found.
void chooseSeat(BackupPlan &plan, std::optional<Seat> seat);
// The fact for the Folder page, smkctl and the receipt: "procedure.seat.on-server" …, arguments: server, host.
[[nodiscard]] Finding seatFinding(const BackupPlan &plan);

} // namespace smk
