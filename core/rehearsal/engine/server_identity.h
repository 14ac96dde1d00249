// Who the practice server says it is.
#pragma once

#include "scenario.h"

#include <QDateTime>

namespace smk::engine {

struct ServerIdentity
{
    QString serverName;
    QString machineName;  // null: NULL
    QString physicalName; // the node of a cluster; else as the machine
    QString instanceName;
    QString version; // "16.0.4165.4"
    int major = 16;
    int build = 4165;
    QString level;
    QString edition;
    int engineEdition = 3;
    Platform platform = Platform::Linux;
    QString distribution;
    QString release;
    QString versionText; // @@VERSION
    QString serviceAccount;
    QString dataPath;
    QString backupPath;     // the instance's own: where database backups go
    QString keyPath;        // where a rehearsal makes its folder for the key
    QString foreignAddress; // empty: the socket's own
    std::uint32_t tdsVersion = 0x74000004;

    [[nodiscard]] bool isAtLeast(int version) const { return major >= version; } // 14: 2017, 15: 2019, 16: 2022
};

[[nodiscard]] ServerIdentity identityFor(const ScenarioKnobs &knobs, const RehearsalOptions &options,
                                         const LocalPath &root);

} // namespace smk::engine
