// What a rehearsal server is started with.
#pragma once

#include "paths.h"
#include "thrown_error.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace smk {

enum class EncryptionPolicy { None, Optional, Required, Strict }; // strict: TDS 8.0 alone

struct RehearsalOptions
{
    QString scenario = QStringLiteral("default");
    LocalPath root = {};           // empty: a new folder of mode 0711 under /var/tmp (Windows: temp)
    QString name = {};             // for tests: an ordinary server name, so that undressed pages can be seen
    QString login = {};            // empty: a random one
    quint16 port = 0;              // 0: any free one; loopback only
    int dropAtRequest = 0;         // scenario drops-anywhere: the connection is reset at this request (1 …)
    bool recordStatements = false; // also into ROOT/statements.log, passwords masked
    QStringList denied = {};       // permissions this login lacks, beside what the scenario takes
    std::optional<EncryptionPolicy> encryption = std::nullopt; // instead of the scenario's
    int slowMilliseconds = 2000;                               // scenario slow
    std::vector<ThrownError> thrown = {}; // one each at its place, in turn; a place that has thrown all works
    QString keytab = {};                  // of the server's account in a Kerberos realm; empty: no integrated sign-in
    QStringList windowsLogins = {};       // principals that have a login here; empty: everybody with a ticket
    quint16 browserPort = 1434; // scenario named-instances: where clients look for SQL Server Browser; 0: any (tests)
};

} // namespace smk
