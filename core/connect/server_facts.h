// What a server says of itself; what could not be read is nothing, never a guess.
#pragma once

#include "paths.h"
#include "result.h"
#include "server_session.h"

#include <QDateTime>

#include <optional>

namespace smk {

struct ServerFacts
{
    QString serverName; // SERVERPROPERTY('ServerName'), else @@SERVERNAME: "DBSRV01\REPORTING"
    QString machineName;
    QString instanceName;   // empty: default
    QString productVersion; // "16.0.4185.3"
    QString edition;
    int engineEdition = 0;
    Platform platform = Platform::Windows;
    QString hostDistribution;
    bool clustered = false;
    bool availabilityGroups = false;
    QString serviceAccount; // empty: not readable
    QString login;          // SUSER_SNAME()
    std::optional<bool> controlServer;
    std::optional<bool> viewServerState;
    std::optional<bool> bulkOperations;
    QString defaultBackupPath;
    QString defaultDataPath;

    // The key itself. Empty guid: the row is not visible.
    QString keyGuid;      // upper case, with dashes
    QDateTime keyCreated; // server's local time, as the server says
    QDateTime keyModified;
    QString keyAlgorithm;           // "AES_256", "TRIPLE_DES"
    std::optional<int> protections; // rows of sys.key_encryptions for key 102; two expected

    std::optional<int> linkedLogins;
    std::optional<int> credentials;
    std::optional<int> databaseMasterKeys;

    // The line, read back after login.
    QString netTransport; // "TCP", "Shared memory"
    std::optional<bool> encrypted;
    QString clientAddress; // as the server sees both ends
    QString serverAddress;
    QDateTime serverUtc;

    [[nodiscard]] bool isRehearsal() const;    // the name begins with REHEARSAL
    [[nodiscard]] QString releaseName() const; // "2022" by major version, else the number
    [[nodiscard]] QString shortGuid() const;   // last 8 of keyGuid
};

// At most 3 requests. Every query tolerates lacking rights and old versions.
[[nodiscard]] Result<ServerFacts> readServerFacts(ServerSession &session);

} // namespace smk
