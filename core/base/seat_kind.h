// Where the wizard sits beside the server and its key file: who touches what (docs/ARCHITECTURE.md).
#pragma once

#include <QString>

#include <optional>

namespace smk {

// OnServer: the server's paths are paths of this machine. OtherMachine: they are not. ThirdHost: the server writes on
// a share of another host. Container: the server's file system is a container's, wherever that runs.
enum class Seat { OnServer, OtherMachine, ThirdHost, Container };

// Stable word for options, JSON and receipts: "on-server", "other-machine", "third-host", "container".
[[nodiscard]] QString seatName(Seat seat);
[[nodiscard]] std::optional<Seat> seatNamed(const QString &name);

} // namespace smk
