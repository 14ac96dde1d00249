#include "engine_evaluate.h"

#include "engine_errors.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QStorageInfo>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr int NameLength = 128;
constexpr qint64 LargestBulkFile = 16 * 1024 * 1024;
constexpr int KeyId = 102; // of ##MS_ServiceMasterKey##

SqlColumn textColumn(const char *name, int length = NameLength)
{
    return {QString::fromLatin1(name), SqlType::Text, length};
}

SqlColumn plainColumn(const char *name, SqlType type = SqlType::Int, int length = 0)
{
    return {QString::fromLatin1(name), type, length};
}

SqlTable connections(const EngineSession &session)
{
    SqlTable table{{plainColumn("session_id"), plainColumn("connect_time", SqlType::DateTime),
                    textColumn("net_transport", 40), textColumn("protocol_type", 40), textColumn("encrypt_option", 40),
                    textColumn("auth_scheme", 40), plainColumn("net_packet_size"), textColumn("client_net_address", 48),
                    textColumn("local_net_address", 48), plainColumn("local_tcp_port")},
                   {}};
    table.rows.push_back({intValue(session.spid), timeValue(session.connected), textValue(u"TCP"_s, 40),
                          textValue(u"TSQL"_s, 40), textValue(session.encrypted ? u"TRUE"_s : u"FALSE"_s, 40),
                          textValue(session.authScheme, 40), intValue(session.packetSize),
                          textValue(session.clientAddress, 48), textValue(session.serverAddress, 48),
                          intValue(session.serverPort)});
    return table;
}

SqlTable sessions(const RehearsalInstance &instance, const EngineSession &session)
{
    SqlTable table{{plainColumn("session_id"), textColumn("login_name"), textColumn("original_login_name"),
                    textColumn("host_name"), textColumn("program_name"), plainColumn("login_time", SqlType::DateTime)},
                   {{intValue(session.spid), textValue(session.login, NameLength), textValue(session.login, NameLength),
                     textValue(session.host, NameLength), textValue(session.application, NameLength),
                     timeValue(session.connected)}}};
    if (instance.identity().isAtLeast(16)) {
        table.columns.push_back(plainColumn("contained_availability_group_id", SqlType::Guid));
        table.rows.front().push_back(instance.knobs().availability == Availability::Contained
                                         ? guidValue(availabilityGroupId())
                                         : nullOf(SqlType::Guid));
    }
    return table;
}

SqlTable services(const RehearsalInstance &instance)
{
    const ServerIdentity &identity = instance.identity();
    const QString name = identity.instanceName.isEmpty() ? u"MSSQLSERVER"_s : identity.instanceName;
    const QString program = identity.platform == Platform::Linux ? u"/opt/mssql/bin/sqlservr"_s
                                                                 : u"\"C:\\…\\MSSQL\\Binn\\sqlservr.exe\" -s"_s + name;
    SqlTable table{{textColumn("servicename", 256), plainColumn("startup_type"), textColumn("startup_type_desc", 256),
                    plainColumn("status"), textColumn("status_desc", 256), plainColumn("process_id"),
                    textColumn("service_account", 256), textColumn("filename", 256), textColumn("is_clustered", 1),
                    textColumn("cluster_nodename", 256)},
                   {}};
    const auto add = [&](const QString &service, const QString &account, bool runs) {
        table.rows.push_back(
            {textValue(service, 256), intValue(runs ? 2 : 3), textValue(runs ? u"Automatic"_s : u"Manual"_s, 256),
             intValue(runs ? 4 : 1), textValue(runs ? u"Running"_s : u"Stopped"_s, 256),
             runs ? intValue(QCoreApplication::applicationPid()) : nullOf(SqlType::Int), textValue(account, 256),
             textValue(program, 256), textValue(u"N"_s, 1), nullOf(SqlType::Text, 256)});
    };
    // The Launchpad's name begins alike: who asks LIKE 'SQL Server%' takes the wrong account.
    add(u"SQL Server Launchpad (%1)"_s.arg(name), u"NT Service\\MSSQLLaunchpad"_s, false);
    add(u"SQL Server (%1)"_s.arg(name), identity.serviceAccount, true);
    add(u"SQL Server Agent (%1)"_s.arg(name), identity.serviceAccount, false);
    return table;
}

SqlTable hostInfo(const ServerIdentity &identity)
{
    return {{textColumn("host_platform", 256), textColumn("host_distribution", 256), textColumn("host_release", 256),
             textColumn("host_service_pack_level", 256), plainColumn("host_sku"), plainColumn("os_language_version")},
            {{textValue(identity.platform == Platform::Linux ? u"Linux"_s : u"Windows"_s, 256),
              textValue(identity.distribution, 256), textValue(identity.release, 256), textValue(QString(), 256),
              identity.platform == Platform::Linux ? nullOf(SqlType::Int) : intValue(7), intValue(1033)}}};
}

SqlTable symmetricKeys(const RehearsalInstance &instance)
{
    SqlTable table{{textColumn("name"), plainColumn("principal_id"), plainColumn("symmetric_key_id"),
                    plainColumn("key_length"), textColumn("key_algorithm", 2), textColumn("algorithm_desc", 60),
                    plainColumn("create_date", SqlType::DateTime), plainColumn("modify_date", SqlType::DateTime),
                    plainColumn("key_guid", SqlType::Guid)},
                   {}};
    // No row can mean "no permission", not "no key".
    if (instance.may(u"CONTROL SERVER"_s) && !instance.knobs().azure) {
        const PracticeKey key = instance.key();
        const bool old = key.algorithm == u"TRIPLE_DES"_s;
        table.rows.push_back({textValue(u"##MS_ServiceMasterKey##"_s, NameLength), intValue(1), intValue(KeyId),
                              intValue(old ? 128 : 256), textValue(old ? u"D3"_s : u"A3"_s, 2),
                              textValue(key.algorithm, 60), timeValue(key.created), timeValue(key.modified),
                              guidValue(key.guid)});
    }
    return table;
}

SqlTable keyEncryptions(const RehearsalInstance &instance)
{
    SqlTable table{{plainColumn("key_id"), plainColumn("thumbprint", SqlType::Binary, 32), textColumn("crypt_type", 4),
                    textColumn("crypt_type_desc", 60), plainColumn("crypt_property", SqlType::Binary, 32)},
                   {}};
    if (instance.may(u"CONTROL SERVER"_s) && !instance.knobs().azure) {
        for (const char thumbprint : {'\x01', '\x03'}) {
            if (!(thumbprint == '\x01' ? instance.knobs().accountProtection : instance.knobs().machineProtection))
                continue;
            table.rows.push_back({intValue(KeyId), binaryValue(QByteArray(1, thumbprint)), textValue(u"ESKM"_s, 4),
                                  textValue(u"ENCRYPTION BY MASTER KEY"_s, 60),
                                  binaryValue(QByteArray::fromHex("ffffffffec000000"))});
        }
    }
    return table;
}

SqlTable databases(bool amazon)
{
    SqlTable table{{textColumn("name"), plainColumn("database_id"), plainColumn("create_date", SqlType::DateTime),
                    plainColumn("compatibility_level", SqlType::TinyInt), textColumn("state_desc", 60),
                    plainColumn("is_encrypted", SqlType::Bit),
                    plainColumn("is_master_key_encrypted_by_server", SqlType::Bit)},
                   {}};
    int id = 0;
    for (const auto &name : {u"master"_s, u"tempdb"_s, u"model"_s, u"msdb"_s, u"Orders"_s, u"Payroll"_s}) {
        ++id;
        table.rows.push_back({textValue(name, NameLength), intValue(id),
                              timeValue(QDateTime(QDate(2024, 3, 1), QTime(9, 0))), intValue(160, SqlType::TinyInt),
                              textValue(u"ONLINE"_s, 60), bitValue(id == 6), bitValue(id >= 5)});
    }
    if (amazon) {
        SqlRow row = table.rows.front();
        row[0] = textValue(u"rdsadmin"_s, NameLength);
        row[1] = intValue(++id);
        table.rows.push_back(row);
    }
    return table;
}

SqlTable objects(const ServerIdentity &identity)
{
    struct Object
    {
        const char *name;
        const char *type;
        int since;
    };
    static constexpr Object all[] = {{"dm_os_file_exists", "IF", 14},  {"dm_os_enumerate_filesystem", "IF", 14},
                                     {"dm_os_host_info", "V ", 14},    {"dm_server_services", "V ", 10},
                                     {"dm_exec_connections", "V ", 9}, {"symmetric_keys", "V ", 9},
                                     {"key_encryptions", "V ", 9},     {"xp_fileexist", "X ", 8},
                                     {"xp_dirtree", "X ", 8},          {"xp_create_subdir", "X ", 8}};
    SqlTable table{{textColumn("name"), plainColumn("object_id"), textColumn("type", 2), plainColumn("schema_id")}, {}};
    int id = -1000;
    for (const Object &object : all) {
        --id;
        if (identity.isAtLeast(object.since))
            table.rows.push_back({textValue(QString::fromLatin1(object.name), NameLength), intValue(id),
                                  textValue(QString::fromLatin1(object.type), 2), intValue(4)});
    }
    return table;
}

SqlTable linkedLogins()
{
    const QDateTime then(QDate(2024, 3, 1), QTime(9, 30));
    return {{plainColumn("server_id"), plainColumn("local_principal_id"),
             plainColumn("uses_self_credential", SqlType::Bit), textColumn("remote_name"),
             plainColumn("modify_date", SqlType::DateTime)},
            {{intValue(1), intValue(0), bitValue(true), nullOf(SqlType::Text, NameLength), timeValue(then)},
             {intValue(2), intValue(0), bitValue(false), textValue(u"reporting"_s, NameLength), timeValue(then)},
             {intValue(3), intValue(0), bitValue(false), textValue(u"archive"_s, NameLength), timeValue(then)}}};
}

SqlTable credentials()
{
    const QDateTime then(QDate(2024, 3, 1), QTime(9, 45));
    return {{plainColumn("credential_id"), textColumn("name"), textColumn("credential_identity", 4000),
             plainColumn("create_date", SqlType::DateTime), plainColumn("modify_date", SqlType::DateTime)},
            {{intValue(65536), textValue(u"https://backups.example"_s, NameLength),
              textValue(u"SHARED ACCESS SIGNATURE"_s, 4000), timeValue(then), timeValue(then)}}};
}

} // namespace

bool Evaluator::needs(const QString &permission)
{
    if (m_instance.may(permission))
        return true;
    if (m_errors.empty()) {
        m_errors.push_back(serverError(300, {permission}));
        m_errors.push_back(serverError(297));
    }
    return false;
}

std::optional<SqlTable> Evaluator::systemTable(const QString &name)
{
    const ServerIdentity &identity = m_instance.identity();
    // 2022 splits VIEW SERVER STATE in two; what is told of connections and services belongs to these halves.
    const bool splits = identity.isAtLeast(16);
    const QString security = splits && m_instance.may(u"VIEW SERVER STATE"_s) ? u"VIEW SERVER STATE"_s
                             : splits                                         ? u"VIEW SERVER SECURITY STATE"_s
                                                                              : u"VIEW SERVER STATE"_s;
    if (name == u"dm_exec_connections"_s)
        return needs(security) ? connections(m_session) : SqlTable();
    if (name == u"dm_exec_sessions"_s)
        return sessions(m_instance, m_session);
    if (name == u"dm_server_services"_s && !m_instance.knobs().azure)
        return needs(security) ? services(m_instance) : SqlTable();
    if (name == u"dm_os_host_info"_s && identity.isAtLeast(14))
        return hostInfo(identity);
    if (name == u"symmetric_keys"_s)
        return symmetricKeys(m_instance);
    if (name == u"key_encryptions"_s)
        return keyEncryptions(m_instance);
    if (name == u"databases"_s)
        return databases(m_instance.knobs().amazon);
    if (name == u"all_objects"_s || name == u"system_objects"_s)
        return objects(identity);
    if (name == u"linked_logins"_s)
        return linkedLogins();
    if (name == u"credentials"_s)
        return credentials();
    if (auto table = availabilityTable(name))
        return table;
    if (auto table = definitionTable(name))
        return table;
    if (name == u"dm_os_enumerate_fixed_drives"_s && identity.isAtLeast(15)) {
        const bool windows = identity.platform == Platform::Windows;
        if (m_instance.knobs().proceduresRevoked) {
            fail(229, {u"SELECT"_s, name, u"mssqlsystemresource"_s, u"sys"_s});
            return SqlTable();
        }
        return SqlTable{{textColumn("fixed_drive_path", 256), plainColumn("drive_type"),
                         textColumn("drive_type_desc", 256), plainColumn("free_space_in_bytes", SqlType::BigInt)},
                        {{textValue(windows ? u"C:\\"_s : u"/"_s, 256), intValue(3), textValue(u"DRIVE_FIXED"_s, 256),
                          intValue(QStorageInfo(m_instance.options().root.text()).bytesAvailable(), SqlType::BigInt)}}};
    }
    return std::nullopt;
}

std::optional<SqlTable> Evaluator::systemFunction(const QString &name, const std::vector<SqlValue> &arguments)
{
    const bool present = m_instance.identity().isAtLeast(14) && !m_instance.knobs().azure;
    if (present && m_instance.knobs().proceduresRevoked && name.startsWith(u"dm_os_"_s)) {
        fail(229, {u"SELECT"_s, name, u"mssqlsystemresource"_s, u"sys"_s});
        return SqlTable();
    }
    if (name == u"dm_os_file_exists"_s && present && arguments.size() == 1) {
        const QString path = shown(arguments[0]);
        const PathSeen seen = m_instance.withFiles([&](const ServerFiles &files) { return files.look(path); });
        return SqlTable{
            {plainColumn("file_exists"), plainColumn("file_is_a_directory"), plainColumn("parent_directory_exists")},
            {{intValue(seen.exists), intValue(seen.isDirectory), intValue(seen.parentExists)}}};
    }
    if (name != u"dm_os_enumerate_filesystem"_s || !present || arguments.size() != 2)
        return std::nullopt;
    const QString folder = shown(arguments[0]);
    const QString pattern = shown(arguments[1]);
    SqlTable table{
        {textColumn("full_filesystem_path", 512), textColumn("parent_directory", 512),
         textColumn("file_or_directory_name", 512), plainColumn("level"), plainColumn("is_directory", SqlType::Bit),
         plainColumn("is_read_only", SqlType::Bit), plainColumn("is_system", SqlType::Bit),
         plainColumn("is_hidden", SqlType::Bit), plainColumn("has_integrity_stream", SqlType::Bit),
         plainColumn("is_temporary", SqlType::Bit), plainColumn("is_sparse", SqlType::Bit),
         plainColumn("creation_time", SqlType::DateTime2, 7), plainColumn("last_access_time", SqlType::DateTime2, 7),
         plainColumn("last_write_time", SqlType::DateTime2, 7), plainColumn("size_in_bytes", SqlType::BigInt)},
        {}};
    const auto entries = m_instance.withFiles([&](const ServerFiles &files) { return files.list(folder); });
    for (const DirectoryEntry &entry : entries) {
        if (pattern != u"*"_s && !QDir::match(pattern, entry.name))
            continue;
        table.rows.push_back({textValue(entry.path, 512), textValue(folder, 512), textValue(entry.name, 512),
                              intValue(0), bitValue(entry.isDirectory), bitValue(entry.readOnly), bitValue(false),
                              bitValue(entry.hidden), bitValue(false), bitValue(false), bitValue(false),
                              timeValue(entry.created, SqlType::DateTime2, 7),
                              timeValue(entry.accessed, SqlType::DateTime2, 7),
                              timeValue(entry.written, SqlType::DateTime2, 7), intValue(entry.size, SqlType::BigInt)});
    }
    return table;
}

SqlTable Evaluator::bulkFile(const QString &path)
{
    SqlTable table{{plainColumn("BulkColumn", SqlType::BinaryMax)}, {}};
    if (!m_instance.may(u"ADMINISTER BULK OPERATIONS"_s)) {
        fail(4834);
        return table;
    }
    struct Read
    {
        int error = 0;
        QStringList arguments = {};
        QByteArray bytes = {};
    };
    const Read read = m_instance.withFiles([&](const ServerFiles &files) -> Read {
        if (files.refusedAsSource(path))
            return {4861, {path, u"5"_s, u"Access is denied."_s}};
        const auto local = files.local(path);
        if (!files.look(path).exists || !local)
            return {4860, {path}};
        QFile file(*local);
        if (!file.open(QIODevice::ReadOnly) || file.size() > LargestBulkFile)
            return {4861, {path, u"5"_s, u"Access is denied."_s}};
        return {0, {}, file.readAll()};
    });
    if (read.error != 0) {
        fail(read.error, read.arguments);
        return table;
    }
    SqlValue content = nullOf(SqlType::BinaryMax);
    content.null = false;
    content.bytes = read.bytes;
    table.rows.push_back({content});
    return table;
}

} // namespace smk::engine
