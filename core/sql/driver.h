// The ODBC drivers that people have, and how they differ: the one table of quirks.
#pragma once

#include "result.h"

#include <QString>

#include <vector>

namespace smk {

enum class DriverKind { Microsoft18, Microsoft17, FreeTds, WindowsBuiltIn, Other };

struct Driver
{
    DriverKind kind = DriverKind::Other;
    QString name; // as in odbcinst.ini ("FreeTDS", "ODBC Driver 18 for SQL Server"), or the path of the library
};

// What the rest of the room needs to know of a driver; one row a kind.
struct DriverQuirks
{
    DriverKind kind;
    bool canCheckCertificate; // FreeTDS only through a private freetds.conf section
    bool needsPrivateConf;
    bool understandsEncryptWord; // Encrypt= / TrustServerCertificate=, else Encryption=
    bool canStrict;              // TDS 8.0
    bool canIntegratedSignIn;
    bool doublesClosingBrace; // "}" inside a braced value is written "}}"
    bool canNameCertificate;  // another name than the host's can be compared with the certificate
    bool comparesAddresses;   // a server named by its address is looked for among the certificate's addresses
    bool otherTransports;     // pipes and shared memory, where the system has them
    bool usesSystemStoreOnly; // on Windows a CA file cannot be handed over: it has to be in the system's store
};

[[nodiscard]] const DriverQuirks &quirksOf(DriverKind kind);
[[nodiscard]] DriverKind driverKindOf(const QString &name);
// Installed drivers, best first (18, 17, FreeTDS, the built-in one of Windows). Reads the driver manager's list.
[[nodiscard]] std::vector<Driver> installedDrivers();

} // namespace smk
