// The drivers to go through, and one practice server for a test. A driver that is not to be had is said and passed
// over.
#pragma once

#include "connect_step.h"
#include "rehearsal_server.h"

#include <QTemporaryDir>

namespace smk::test {

[[nodiscard]] const std::vector<Driver> &practiceDrivers();

struct Practice
{
    QTemporaryDir folder{QStringLiteral("/var/tmp/smk-unit-XXXXXX")};
    std::unique_ptr<RehearsalServer> server;
    explicit Practice(const char *scenario);
    [[nodiscard]] ConnectOrder order(const Driver &driver) const;
};

// Signs in; the Problem's id, or empty.
[[nodiscard]] QString signIn(const ConnectOrder &order, Connected &connected);

} // namespace smk::test
