// SQL Server instances found without connecting to any: of this computer, and of a host by its SQL Server Browser.
#pragma once

#include "cancel.h"
#include "paths.h"
#include "result.h"

#include <optional>
#include <vector>

namespace smk {

struct FoundInstance
{
    QString address;  // what parseServerName() takes: "localhost", "(local)\REPORTING", "DBSRV01\REPORTING"
    QString name;     // for showing: "DBSRV01\REPORTING"
    QString instance; // empty: the default instance
    QString version;  // as told; the Browser may tell that of the first release. Empty: not told
    quint16 port = 0; // 0: not told
    std::optional<bool> running = std::nullopt;
    bool overTcp = true; // false: listed, and without TCP: it cannot be reached from another machine by us
};

// Blocks: worker thread only. Linux: the program or its unit file is there, the port from mssql.conf. Windows: the
// registry (both views), the service's state and the port it was given.
// `rootPrefix`: for tests, a folder that stands for "/".
[[nodiscard]] std::vector<FoundInstance> localInstances(const LocalPath &rootPrefix = {});

// Blocks up to about 2 s: one host is asked (0x03, unicast). Empty: nobody answered, or none is listed; hidden
// instances never are. The answer is not authenticated. Problems: "connect.unknown-host", "connect.cancelled" …
[[nodiscard]] Result<std::vector<FoundInstance>> instancesOf(const QString &host, const CancelToken &cancel);

} // namespace smk
