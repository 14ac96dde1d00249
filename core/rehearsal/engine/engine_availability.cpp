// The views of availability groups, and those of server-wide triggers and certificates: few rows, by the scenario.
#include "engine_evaluate.h"

namespace smk::engine {

using namespace Qt::StringLiterals;

namespace {

constexpr int NameLength = 128;
constexpr int WithGroups = 11;    // 2012
constexpr int WithContained = 16; // 2022
constexpr int TriggerId = 245575913;
const QString GroupName = u"REHEARSAL-AG"_s;

SqlColumn name(const char *column, int length = NameLength)
{
    return {QString::fromLatin1(column), SqlType::Text, length};
}

SqlColumn plain(const char *column, SqlType type = SqlType::Int)
{
    return {QString::fromLatin1(column), type, 0};
}

SqlValue text(const QString &value)
{
    return textValue(value, NameLength);
}

SqlTable groups(const RehearsalInstance &instance)
{
    const bool exists = instance.knobs().availability != Availability::None;
    const bool contained = instance.knobs().availability == Availability::Contained;
    SqlTable table{{plain("group_id", SqlType::Guid), name("name")}, {}};
    if (exists)
        table.rows.push_back({guidValue(availabilityGroupId()), text(GroupName)});
    if (instance.identity().isAtLeast(WithContained)) {
        table.columns.push_back(plain("is_contained", SqlType::Bit));
        for (SqlRow &row : table.rows)
            row.push_back(bitValue(contained));
    }
    return table;
}

SqlTable replicas(const RehearsalInstance &instance)
{
    SqlTable table{{plain("group_id", SqlType::Guid), name("replica_server_name")}, {}};
    if (instance.knobs().availability != Availability::None) {
        for (const QString &server : {instance.identity().serverName, u"REHEARSAL-WIN2"_s})
            table.rows.push_back({guidValue(availabilityGroupId()), text(server)});
    }
    return table;
}

SqlTable states(const RehearsalInstance &instance)
{
    SqlTable table{{plain("group_id", SqlType::Guid), plain("is_local", SqlType::Bit), name("role_desc", 60)}, {}};
    if (instance.knobs().availability != Availability::None) {
        table.rows.push_back({guidValue(availabilityGroupId()), bitValue(true), textValue(u"PRIMARY"_s, 60)});
        table.rows.push_back({guidValue(availabilityGroupId()), bitValue(false), textValue(u"SECONDARY"_s, 60)});
    }
    return table;
}

SqlTable listeners(const RehearsalInstance &instance)
{
    SqlTable table{{plain("group_id", SqlType::Guid), name("dns_name", 63), plain("port")}, {}};
    if (instance.knobs().availability != Availability::None)
        table.rows.push_back({guidValue(availabilityGroupId()), textValue(u"localhost"_s, 63),
                              intValue(1433)}); // so that it can be tried
    return table;
}

} // namespace

QUuid availabilityGroupId()
{
    return QUuid(u"{6f1c4a0e-52d1-4d0b-9c5e-2b7d0f3a8e11}"_s);
}

std::optional<SqlTable> Evaluator::availabilityTable(const QString &view)
{
    if (!m_instance.identity().isAtLeast(WithGroups))
        return std::nullopt;
    if (view == u"availability_groups"_s)
        return groups(m_instance);
    if (view == u"availability_replicas"_s)
        return replicas(m_instance);
    if (view == u"availability_group_listeners"_s)
        return listeners(m_instance);
    if (view == u"dm_hadr_availability_replica_states"_s)
        return needs(u"VIEW SERVER STATE"_s) ? states(m_instance) : SqlTable();
    return std::nullopt;
}

std::optional<SqlTable> Evaluator::definitionTable(const QString &view)
{
    // Who may not see definitions gets no rows, not an error.
    const bool seesAll = m_instance.isSysadmin();
    if (view == u"server_triggers"_s) {
        SqlTable table{{name("name"), plain("object_id"), plain("is_disabled", SqlType::Bit)}, {}};
        if (seesAll && m_instance.knobs().serverTrigger)
            table.rows.push_back({text(u"tr_no_key_changes"_s), intValue(TriggerId), bitValue(false)});
        return table;
    }
    if (view == u"server_trigger_events"_s) {
        SqlTable table{{plain("object_id"), plain("type"), name("type_desc", 60)}, {}};
        if (seesAll && m_instance.knobs().serverTrigger)
            table.rows.push_back({intValue(TriggerId), intValue(251), textValue(u"ALTER_SERVICE_MASTER_KEY"_s, 60)});
        return table;
    }
    if (view == u"certificates"_s) {
        SqlTable table{{name("name"), plain("certificate_id"), name("pvt_key_encryption_type", 2),
                        plain("pvt_key_last_backup_date", SqlType::DateTime)},
                       {}};
        const SqlValue never = nullOf(SqlType::DateTime);
        if (!seesAll)
            return table;
        table.rows.push_back({text(u"##MS_AgentSigningCertificate##"_s), intValue(101), textValue(u"NA"_s, 2), never});
        table.rows.push_back(
            {text(u"BackupCertificate"_s), intValue(256), textValue(u"MK"_s, 2),
             m_instance.knobs().newCertificates ? never : timeValue(QDateTime(QDate(2024, 3, 1), QTime(10, 0)))});
        return table;
    }
    return std::nullopt;
}

} // namespace smk::engine
