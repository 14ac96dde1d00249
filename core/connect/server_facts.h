// What a server says of itself; what could not be read is nothing, never a guess.
#pragma once

#include "paths.h"
#include "result.h"
#include "server_session.h"

#include <QDateTime>

#include <optional>

namespace smk {

struct AvailabilityGroup
{
    QString name;
    QString role;          // of the replica that we are connected to: "PRIMARY", "SECONDARY"; empty: not told
    QStringList replicas;  // names of the instances
    QStringList listeners; // DNS names
};

struct ServerFacts
{
    QString serverName;     // SERVERPROPERTY('ServerName'), else @@SERVERNAME: "DBSRV01\REPORTING"
    QString atServerName;   // @@SERVERNAME: stays what it was when the machine is renamed
    QString machineName;    // of a failover cluster: its virtual name
    QString physicalName;   // of a failover cluster: the node that runs it now
    QString instanceName;   // empty: default
    QString productVersion; // "16.0.4185.3"
    QString edition;
    int engineEdition = 0;
    Platform platform = Platform::Windows;
    QString hostDistribution;
    bool clustered = false;
    bool availabilityGroups = false;
    std::optional<std::vector<AvailabilityGroup>> groups; // nothing: could not be read
    // The group in whose own context this session runs: its master, its key, not the instance's. Empty text: none.
    std::optional<QString> containedGroup;
    bool isManagedByAmazon = false; // looks like RDS: no CONTROL SERVER for anybody there
    QString serviceAccount;         // empty: not readable
    QString login;                  // SUSER_SNAME()
    QString authScheme;             // "SQL", "NTLM", "KERBEROS"
    std::optional<bool> controlServer;
    std::optional<bool> controlMaster; // CONTROL on the database master: shown, never the gate
    std::optional<bool> viewServerState;
    std::optional<bool> bulkOperations;
    QString defaultBackupPath;
    QString defaultDataPath;
    QString defaultLogPath;

    // The key itself. Empty guid: the row is not visible.
    QString keyGuid;      // upper case, with dashes
    QDateTime keyCreated; // server's local time, as the server says
    QDateTime keyModified;
    QString keyAlgorithm;                   // "AES_256", "TRIPLE_DES"
    std::optional<int> protections;         // rows of sys.key_encryptions for key 102; two expected
    std::optional<bool> protectedByAccount; // thumbprint 0x01
    std::optional<bool> protectedByMachine; // thumbprint 0x03

    std::optional<int> linkedLogins;
    std::optional<int> credentials;
    std::optional<int> databaseMasterKeys;

    // What this backup does not cover. Certificates of master with a private key that was never backed up.
    std::optional<QStringList> certificatesNotBackedUp;
    // Databases whose master key this one opens; of their own backups SQL Server keeps no record.
    std::optional<QStringList> databasesWithMasterKey;
    // Server-wide triggers that hear of statements on the service master key; one could roll ours back (error 3609).
    std::optional<QStringList> triggers;

    // The line, read back after login.
    QString netTransport; // "TCP", "Shared memory"
    std::optional<bool> encrypted;
    QString clientAddress; // as the server sees both ends
    QString serverAddress;
    std::optional<int> clockAheadSeconds; // of the server, before our own clock

    [[nodiscard]] bool isRehearsal() const;    // the name begins with REHEARSAL
    [[nodiscard]] QString releaseName() const; // "2022" by major version, else the number
    [[nodiscard]] QString shortGuid() const;   // last 8 of keyGuid
};

// The platforms whose provider keeps the service master key, by SERVERPROPERTY('EngineEdition').
[[nodiscard]] bool isWithoutKey(int engineEdition);

// What the answers say, apart from the asking: a column that is missing leaves its fact open.
[[nodiscard]] bool isOtherProduct(const std::vector<ResultTable> &identity); // Babelfish for PostgreSQL
void takeFirst(const std::vector<ResultTable> &identity, ServerFacts &facts);
void takeSecond(const std::vector<ResultTable> &rest, ServerFacts &facts); // after takeFirst

// At most 4 requests of our own. Every query tolerates lacking rights and old versions.
[[nodiscard]] Result<ServerFacts> readServerFacts(ServerSession &session);

} // namespace smk
