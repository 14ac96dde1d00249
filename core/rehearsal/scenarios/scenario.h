// What can be rehearsed: one row a scenario, and the knobs that make it so.
#pragma once

#include "rehearsal_options.h"

#include <span>

namespace smk {

enum class Speaks { ThisSystem, Windows, Linux };                         // whose paths and names the server uses
enum class CertificateFault { None, WrongName, Expired, OtherAuthority }; // the last: another CA file is handed out
// Contained: the session runs in the group's own context, with another master and key.
enum class Availability { None, Group, Contained };
enum class FileFault { None, Exists, DirectoryMissing, DirectoryNotWritable };

struct ScenarioKnobs
{
    EncryptionPolicy encryption = EncryptionPolicy::Required;
    Speaks speaks = Speaks::ThisSystem;
    FileFault fileFault = FileFault::None; // once, at the first BACKUP
    bool foreignAddress = false;           // reports addresses as behind a tunnel
    bool handsOutAuthority = true;         // the CA file
    CertificateFault certificateFault = CertificateFault::None;
    bool browser = false; // SQL Server Browser beside it, on the loopback, with several instances
    bool lacksRights = false;
    int shortestPassword = 8;
    bool slow = false;
    bool silent = false;
    bool dropsDuringBackup = false;
    bool dropsAnywhere = false;
    int loginError = 0;
    bool azure = false;
    bool managedInstance = false; // with azure
    int majorVersion = 0;         // 0: 2022
    bool tripleDes = false;       // a key that is left from an upgrade
    bool accountProtection = true;
    bool machineProtection = true;
    bool hidesServerState = false; // DENY VIEW SERVER STATE
    bool serverTrigger = false;    // hears of statements on the key
    bool newCertificates = false;  // with private keys that were never backed up
    bool amazon = false;           // RDS: CONTROL SERVER is the provider's
    int clockMinutes = 0;          // ahead of the true time
    bool clustered = false;
    Availability availability = Availability::None;
    bool echoes = false;
    bool proceduresRevoked = false; // the extended procedures and the functions that show the file system
    bool keysOnShare = false;       // the folder for keys is a share of another host
};

struct Scenario
{
    const char *id;
    const char *title;   // words, translatable
    const char *teaches; // what you see and learn
    ScenarioKnobs knobs = {};
};

[[nodiscard]] std::span<const Scenario> scenarios();
[[nodiscard]] const Scenario *findScenario(const QString &id);

} // namespace smk
