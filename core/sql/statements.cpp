// Shapes used here, and no others (the rehearsal server answers exactly these):
//   SELECT list without FROM; items CAST(expr AS type) AS name, SERVERPROPERTY('X'), CONNECTIONPROPERTY('X'),
//   HAS_PERMS_BY_NAME(NULL, NULL, 'X'), SUSER_SNAME(), @@SERVERNAME, GETUTCDATE().
//   SELECT columns FROM one view WHERE column = literal or @@SPID or 0/1 (or LIKE a literal); SELECT COUNT(*) AS name
//   FROM one view WHERE …; the same over two views, INNER JOIN … ON one column each. SELECT columns FROM
//   sys.dm_os_file_exists(N'path'); SELECT … FROM OPENROWSET(BULK N'path', SINGLE_BLOB) AS x. EXEC
//   master.dbo.xp_fileexist N'path'; EXEC master.dbo.xp_create_subdir N'path'; EXEC master.dbo.xp_dirtree N'path', 1,
//   1; EXEC master.dbo.xp_fixeddrives; SELECT columns FROM sys.dm_os_enumerate_filesystem(N'path', N'*') or
//   sys.dm_os_enumerate_fixed_drives. BACKUP / RESTORE SERVICE MASTER KEY, alone in its batch. No variables, IF or TRY
//   anywhere.
#include "statements.h"

namespace smk::statements {

using namespace Qt::StringLiterals;

namespace {

constexpr int versionWithHostInfo = 14;    // 2017
constexpr int versionWithServiceView = 11; // 2012; 2008 R2 has the view from a service pack on only
constexpr int versionWithContained = 16;   // 2022: contained availability groups

QString property(const char *name, const char *alias)
{
    // sql_variant does not travel well through drivers, so always a CAST.
    return "CAST(SERVERPROPERTY('%1') AS nvarchar(256)) AS %2"_L1.arg(QLatin1StringView(name),
                                                                      QLatin1StringView(alias));
}

QString permission(const char *name, const char *alias)
{
    return "CAST(HAS_PERMS_BY_NAME(NULL, NULL, '%1') AS int) AS %2"_L1.arg(QLatin1StringView(name),
                                                                           QLatin1StringView(alias));
}

QString connection(const char *name, const char *alias)
{
    return "CAST(CONNECTIONPROPERTY('%1') AS nvarchar(64)) AS %2"_L1.arg(QLatin1StringView(name),
                                                                         QLatin1StringView(alias));
}

SecretString secretStatement(const QString &beforePassword, const SecretString &password)
{
    SecretString statement{QStringView(beforePassword)};
    statement.append(u"N'");
    for (const char16_t unit : password.view()) {
        statement.append(unit);
        if (unit == u'\'')
            statement.append(unit);
    }
    statement.append(u'\'');
    return statement;
}

QString backUpHead(const ServerPath &file)
{
    return u"BACKUP SERVICE MASTER KEY TO FILE = %1 ENCRYPTION BY PASSWORD = "_s.arg(literal(file.text()));
}

} // namespace

QString literal(const QString &text)
{
    QString doubled = text;
    doubled.replace(u'\'', "''"_L1);
    return u"N'"_s + doubled + u'\'';
}

QString identity()
{
    // Functions alone: nothing here needs a right, and an unknown property is NULL, not an error.
    return u"SELECT "_s
           + QStringList{property("ServerName", "server_name"),
                         property("MachineName", "machine_name"),
                         property("ComputerNamePhysicalNetBIOS", "physical_name"),
                         property("InstanceName", "instance_name"),
                         property("ProductVersion", "product_version"),
                         property("Edition", "edition"),
                         property("EngineEdition", "engine_edition"),
                         property("IsClustered", "is_clustered"),
                         property("IsHadrEnabled", "is_hadr_enabled"),
                         property("PathSeparator", "path_separator"),
                         property("Babelfish", "babelfish"),
                         property("InstanceDefaultBackupPath", "default_backup_path"),
                         property("InstanceDefaultDataPath", "default_data_path"),
                         property("InstanceDefaultLogPath", "default_log_path"),
                         u"CAST(@@SERVERNAME AS nvarchar(256)) AS at_server_name"_s,
                         u"CAST(SUSER_SNAME() AS nvarchar(256)) AS login_name"_s,
                         permission("CONTROL SERVER", "control_server"),
                         u"CAST(HAS_PERMS_BY_NAME(N'master', 'DATABASE', 'CONTROL') AS int) AS control_master"_s,
                         permission("VIEW SERVER STATE", "view_server_state"),
                         permission("VIEW SERVER SECURITY STATE", "view_security_state"),
                         permission("ADMINISTER BULK OPERATIONS", "bulk_operations"),
                         connection("net_transport", "net_transport"),
                         connection("auth_scheme", "auth_scheme"),
                         connection("client_net_address", "client_net_address"),
                         connection("local_net_address", "local_net_address"),
                         u"GETUTCDATE() AS server_utc"_s}
                 .join(", "_L1);
}

QString keyAndRights(int majorVersion, bool maySeeServerState)
{
    // The rows that decide come first: an error in a later SELECT then costs least.
    QStringList batch{
        u"SELECT algorithm_desc, key_guid, create_date, modify_date FROM master.sys.symmetric_keys WHERE name = N'##MS_ServiceMasterKey##'"_s};
    if (maySeeServerState)
        batch
            << u"SELECT encrypt_option, net_transport, client_net_address, local_net_address FROM sys.dm_exec_connections WHERE session_id = @@SPID"_s;
    batch << u"SELECT thumbprint FROM master.sys.key_encryptions WHERE key_id = 102"_s
          << u"SELECT COUNT(*) AS linked_logins FROM sys.linked_logins WHERE uses_self_credential = 0"_s
          << u"SELECT COUNT(*) AS credentials FROM sys.credentials"_s
          << u"SELECT name AS database_name FROM sys.databases WHERE is_master_key_encrypted_by_server = 1"_s;
    if (majorVersion >= versionWithHostInfo)
        batch << u"SELECT host_platform, host_distribution FROM sys.dm_os_host_info"_s;
    // With the bracket: "SQL Server Launchpad (…)" and the Agent are services of the instance too.
    if (maySeeServerState && majorVersion >= versionWithServiceView)
        batch
            << u"SELECT servicename, service_account FROM sys.dm_server_services WHERE servicename LIKE N'SQL Server (%'"_s;
    return batch.join(";\n"_L1);
}

QString surroundings()
{
    // Triggers first. The system's own certificates (##…) have no private key worth keeping.
    return QStringList{
        u"SELECT t.name AS trigger_name FROM sys.server_triggers AS t INNER JOIN sys.server_trigger_events AS e ON e.object_id = t.object_id WHERE t.is_disabled = 0 AND e.type_desc LIKE N'%SERVICE_MASTER_KEY'"_s,
        u"SELECT COUNT(*) AS rds_databases FROM sys.databases WHERE name = N'rdsadmin'"_s,
        u"SELECT name AS certificate_name FROM master.sys.certificates WHERE pvt_key_encryption_type <> 'NA' AND pvt_key_last_backup_date IS NULL AND name NOT LIKE N'##%'"_s}
        .join(";\n"_L1);
}

QString availability(int majorVersion, bool maySeeServerState)
{
    QStringList batch{
        u"SELECT g.name AS group_name, r.replica_server_name AS replica_name FROM sys.availability_groups AS g INNER JOIN sys.availability_replicas AS r ON r.group_id = g.group_id"_s,
        u"SELECT g.name AS listener_group, l.dns_name AS listener_name FROM sys.availability_groups AS g INNER JOIN sys.availability_group_listeners AS l ON l.group_id = g.group_id"_s};
    if (majorVersion >= versionWithContained)
        batch
            // A session sees its own row without any right.
            << u"SELECT g.name AS session_group FROM sys.dm_exec_sessions AS s INNER JOIN sys.availability_groups AS g ON g.group_id = s.contained_availability_group_id WHERE s.session_id = @@SPID"_s;
    if (maySeeServerState)
        batch
            << u"SELECT g.name AS role_group, s.role_desc FROM sys.availability_groups AS g INNER JOIN sys.dm_hadr_availability_replica_states AS s ON s.group_id = g.group_id WHERE s.is_local = 1"_s;
    return batch.join(";\n"_L1);
}

QString fileExists(const ServerPath &path)
{
    return u"SELECT file_exists, file_is_a_directory, parent_directory_exists FROM sys.dm_os_file_exists(%1)"_s.arg(
        literal(path.text()));
}

QString fileExistsByProcedure(const ServerPath &path)
{
    return u"EXEC master.dbo.xp_fileexist "_s + literal(path.text());
}

QString createDirectory(const ServerPath &path)
{
    return u"EXEC master.dbo.xp_create_subdir "_s + literal(path.text());
}

QString listFolder(const ServerPath &folder)
{
    return u"SELECT file_or_directory_name, is_directory, is_hidden, is_system FROM sys.dm_os_enumerate_filesystem(%1, N'*')"_s
        .arg(literal(folder.text()));
}

QString listFolderByProcedure(const ServerPath &folder)
{
    return u"EXEC master.dbo.xp_dirtree %1, 1, 1"_s.arg(literal(folder.text()));
}

QString fixedDrives()
{
    return u"SELECT fixed_drive_path FROM sys.dm_os_enumerate_fixed_drives"_s;
}

QString fixedDrivesByProcedure()
{
    return u"EXEC master.dbo.xp_fixeddrives"_s;
}

QString defaultDomain()
{
    return u"SELECT CAST(DEFAULT_DOMAIN() AS nvarchar(256)) AS default_domain"_s;
}

QString readFile(const ServerPath &path)
{
    return u"SELECT x.BulkColumn FROM OPENROWSET(BULK %1, SINGLE_BLOB) AS x"_s.arg(literal(path.text()));
}

QString sizeAndHash(const ServerPath &path)
{
    // Before 2016 it hashes 8000 bytes at most, and a cut input would give the hash of something else: then none.
    return u"SELECT CAST(DATALENGTH(x.BulkColumn) AS bigint) AS size, CASE WHEN DATALENGTH(x.BulkColumn) <= 8000 THEN HASHBYTES('SHA2_256', CAST(x.BulkColumn AS varbinary(8000))) END AS hash FROM OPENROWSET(BULK %1, SINGLE_BLOB) AS x"_s
        .arg(literal(path.text()));
}

QString keyFingerprint()
{
    return u"SELECT key_guid, modify_date FROM master.sys.symmetric_keys WHERE name = N'##MS_ServiceMasterKey##'"_s;
}

SecretString backUp(const ServerPath &file, const SecretString &password)
{
    return secretStatement(backUpHead(file), password);
}

SecretString restore(const ServerPath &file, const SecretString &password)
{
    return secretStatement(
        u"RESTORE SERVICE MASTER KEY FROM FILE = %1 DECRYPTION BY PASSWORD = "_s.arg(literal(file.text())), password);
}

QString backUpMasked(const ServerPath &file)
{
    return backUpHead(file) + u"N'********'"_s; // a fixed length: the mask must not tell the password's
}

} // namespace smk::statements
