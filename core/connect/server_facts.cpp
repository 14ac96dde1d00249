#include "server_facts.h"

#include "clock.h"
#include "diagnostics.h"
#include "facts_problem.h"
#include "make_problem.h"
#include "statements.h"
#include "thread_rule.h"

#include <array>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

int majorOf(const QString &productVersion)
{
    return productVersion.section(u'.', 0, 0).toInt();
}

std::optional<bool> permission(const QVariant &value)
{
    // NULL: this version does not know the permission's name; not "denied".
    return value.isValid() ? std::optional(value.toInt() == 1) : std::nullopt;
}

constexpr int versionWithAvailability = 11; // 2012
constexpr int versionWithContained = 16;    // 2022

// The tables of a batch in which some may be missing: looked up by a column that only one of them has.
class Tables
{
public:
    explicit Tables(const std::vector<ResultTable> &tables)
        : m_tables(tables)
    {
    }
    [[nodiscard]] const ResultTable *find(const QString &column) const
    {
        for (const ResultTable &table : m_tables) {
            if (table.columns.contains(column))
                return &table;
        }
        return nullptr;
    }
    [[nodiscard]] QVariant first(const QString &column) const
    {
        const ResultTable *table = find(column);
        return table ? table->first(column) : QVariant();
    }
    // A whole column; nothing: that SELECT gave no table.
    [[nodiscard]] std::optional<QStringList> all(const QString &column) const
    {
        const ResultTable *table = find(column);
        if (!table)
            return std::nullopt;
        const auto at = std::size_t(table->columns.indexOf(column));
        QStringList values;
        for (const auto &row : table->rows)
            values << row.at(at).toString();
        return values;
    }
    // Two columns of one table, row by row.
    [[nodiscard]] std::vector<std::pair<QString, QString>> pairs(const QString &one, const QString &other) const
    {
        const QStringList left = all(one).value_or(QStringList());
        const QStringList right = all(other).value_or(QStringList());
        std::vector<std::pair<QString, QString>> made;
        for (qsizetype i = 0; i < std::min(left.size(), right.size()); ++i)
            made.emplace_back(left[i], right[i]);
        return made;
    }
    [[nodiscard]] QString text(const QString &column) const { return first(column).toString(); }
    [[nodiscard]] std::optional<int> count(const QString &column) const
    {
        const QVariant value = first(column);
        return value.isValid() ? std::optional(value.toInt()) : std::nullopt;
    }

private:
    const std::vector<ResultTable> &m_tables;
};

void takeIdentity(const Tables &tables, ServerFacts &facts)
{
    facts.serverName = tables.text(u"server_name"_s);
    facts.atServerName = tables.text(u"at_server_name"_s);
    if (facts.serverName.isEmpty())
        facts.serverName = facts.atServerName;
    facts.machineName = tables.text(u"machine_name"_s);
    facts.physicalName = tables.text(u"physical_name"_s);
    facts.instanceName = tables.text(u"instance_name"_s);
    facts.productVersion = tables.text(u"product_version"_s);
    facts.edition = tables.text(u"edition"_s);
    facts.engineEdition = tables.first(u"engine_edition"_s).toInt();
    facts.clustered = tables.first(u"is_clustered"_s).toInt() == 1;
    facts.availabilityGroups = tables.first(u"is_hadr_enabled"_s).toInt() == 1;
    facts.platform = tables.text(u"path_separator"_s) == "/"_L1 ? Platform::Linux : Platform::Windows;
    facts.login = tables.text(u"login_name"_s);
    facts.authScheme = tables.text(u"auth_scheme"_s);
    facts.controlServer = permission(tables.first(u"control_server"_s));
    facts.controlMaster = permission(tables.first(u"control_master"_s));
    facts.viewServerState = permission(tables.first(u"view_server_state"_s));
    if (permission(tables.first(u"view_security_state"_s)).value_or(false))
        facts.viewServerState = true; // from 2022 on that half is enough for what we look at
    facts.bulkOperations = permission(tables.first(u"bulk_operations"_s));
    facts.defaultBackupPath = tables.text(u"default_backup_path"_s);
    facts.defaultDataPath = tables.text(u"default_data_path"_s);
    facts.defaultLogPath = tables.text(u"default_log_path"_s);
    facts.netTransport = tables.text(u"net_transport"_s);
    facts.clientAddress = tables.text(u"client_net_address"_s);
    facts.serverAddress = tables.text(u"local_net_address"_s);
}

void takeKey(const Tables &tables, ServerFacts &facts)
{
    facts.keyGuid = tables.text(u"key_guid"_s).toUpper().remove(u'{').remove(u'}');
    facts.keyCreated = tables.first(u"create_date"_s).toDateTime();
    facts.keyModified = tables.first(u"modify_date"_s).toDateTime();
    facts.keyAlgorithm = tables.text(u"algorithm_desc"_s);
    // A view shows what the login may see: without the key's row the counts beside it say nothing.
    if (facts.keyGuid.isEmpty())
        return;
    if (const ResultTable *table = tables.find(u"thumbprint"_s)) {
        const auto has = [&](char thumbprint) {
            return std::any_of(table->rows.begin(), table->rows.end(),
                               [&](const auto &row) { return row.front().toByteArray() == QByteArray(1, thumbprint); });
        };
        facts.protections = int(table->rows.size());
        facts.protectedByAccount = has('\x01');
        facts.protectedByMachine = has('\x03');
    }
    if (!facts.controlServer.value_or(false))
        return;
    facts.linkedLogins = tables.count(u"linked_logins"_s);
    facts.credentials = tables.count(u"credentials"_s);
    facts.databasesWithMasterKey = tables.all(u"database_name"_s);
    if (facts.databasesWithMasterKey)
        facts.databaseMasterKeys = int(facts.databasesWithMasterKey->size());
}

void takeSurroundings(const Tables &tables, ServerFacts &facts)
{
    facts.isManagedByAmazon = tables.count(u"rds_databases"_s).value_or(0) > 0;
    // Without the right to see definitions an empty list says nothing.
    if (!facts.controlServer.value_or(false))
        return;
    facts.triggers = tables.all(u"trigger_name"_s);
    if (facts.triggers)
        facts.triggers->removeDuplicates(); // one row an event
    facts.certificatesNotBackedUp = tables.all(u"certificate_name"_s);
}

AvailabilityGroup &groupIn(std::vector<AvailabilityGroup> &groups, const QString &name)
{
    const auto found =
        std::find_if(groups.begin(), groups.end(), [&](const AvailabilityGroup &group) { return group.name == name; });
    if (found != groups.end())
        return *found;
    groups.emplace_back().name = name;
    return groups.back();
}

void takeAvailability(const Tables &tables, ServerFacts &facts)
{
    if (const auto inside = tables.all(u"session_group"_s))
        facts.containedGroup = inside->value(0);
    else if (majorOf(facts.productVersion) < versionWithContained)
        facts.containedGroup = QString();
    if (!tables.find(u"group_name"_s))
        return;
    facts.groups.emplace();
    for (const auto &[group, replica] : tables.pairs(u"group_name"_s, u"replica_name"_s))
        groupIn(*facts.groups, group).replicas << replica;
    for (const auto &[group, listener] : tables.pairs(u"listener_group"_s, u"listener_name"_s))
        groupIn(*facts.groups, group).listeners << listener;
    for (const auto &[group, role] : tables.pairs(u"role_group"_s, u"role_desc"_s))
        groupIn(*facts.groups, group).role = role;
}

void takeHost(const Tables &tables, ServerFacts &facts)
{
    const QString platform = tables.text(u"host_platform"_s);
    if (!platform.isEmpty())
        facts.platform = platform.compare("Linux"_L1, Qt::CaseInsensitive) == 0 ? Platform::Linux : Platform::Windows;
    facts.hostDistribution = tables.text(u"host_distribution"_s);
    facts.serviceAccount = tables.text(u"service_account"_s);
    const QString encrypted = tables.text(u"encrypt_option"_s); // the text TRUE or FALSE
    if (!encrypted.isEmpty())
        facts.encrypted = encrypted.compare("TRUE"_L1, Qt::CaseInsensitive) == 0;
}

} // namespace

bool isWithoutKey(int engineEdition)
{
    // Azure SQL Database, Synapse (two), Managed Instance, Fabric.
    static constexpr std::array<int, 5> editions{5, 6, 8, 11, 12};
    return std::find(editions.begin(), editions.end(), engineEdition) != editions.end();
}

bool ServerFacts::isRehearsal() const
{
    return serverName.startsWith("REHEARSAL"_L1, Qt::CaseInsensitive);
}

QString ServerFacts::releaseName() const
{
    if (isWithoutKey(engineEdition))
        return u"Azure"_s; // they call themselves 12.0, as 2014 does
    if (productVersion.startsWith("10.50."_L1))
        return u"2008 R2"_s;
    switch (majorOf(productVersion)) {
    case 9:
        return u"2005"_s;
    case 10:
        return u"2008"_s;
    case 11:
        return u"2012"_s;
    case 12:
        return u"2014"_s;
    case 13:
        return u"2016"_s;
    case 14:
        return u"2017"_s;
    case 15:
        return u"2019"_s;
    case 16:
        return u"2022"_s;
    case 17:
        return u"2025"_s;
    default:
        return productVersion;
    }
}

QString ServerFacts::shortGuid() const
{
    return keyGuid.right(8);
}

bool isOtherProduct(const std::vector<ResultTable> &identity)
{
    return Tables(identity).first(u"babelfish"_s).isValid();
}

void takeFirst(const std::vector<ResultTable> &identity, ServerFacts &facts)
{
    takeIdentity(Tables(identity), facts);
}

void takeSecond(const std::vector<ResultTable> &rest, ServerFacts &facts)
{
    const Tables tables(rest);
    takeKey(tables, facts);
    takeHost(tables, facts);
    takeSurroundings(tables, facts);
    if (facts.availabilityGroups)
        takeAvailability(tables, facts);
}

Result<ServerFacts> readServerFacts(ServerSession &session)
{
    aboutToBlock("readServerFacts");
    const QDateTime asked = nowUtc();
    auto identity = session.query(statements::identity());
    if (!identity)
        return fail(factsProblem(identity.error()));
    const QDateTime answered = nowUtc();
    ServerFacts facts;
    if (isOtherProduct(*identity))
        return fail(connectProblem("connect.not-sql-server", {session.spec().host}));
    takeFirst(*identity, facts);
    QDateTime told = Tables(*identity).first(u"server_utc"_s).toDateTime();
    told.setTimeSpec(Qt::UTC);
    if (told.isValid())
        facts.clockAheadSeconds = int(asked.addMSecs(asked.msecsTo(answered) / 2).secsTo(told));
    const int major = majorOf(facts.productVersion);
    const bool maySeeState = facts.viewServerState.value_or(false) || facts.controlServer.value_or(false);
    QStringList batches{statements::keyAndRights(major, maySeeState), statements::surroundings()};
    if (facts.availabilityGroups && major >= versionWithAvailability)
        batches << statements::availability(major, maySeeState);
    else
        facts.containedGroup = QString();
    // Errors in these are expected (revoked views, odd editions): what arrived counts, the rest stays unknown.
    std::vector<ResultTable> tables;
    for (const QString &batch : batches) {
        BatchAnswer more = session.run(batch);
        if (!session.isOpen())
            return fail(connectProblem("connect.link-lost", {session.spec().host}, {u"retry"_s}));
        if (std::any_of(more.status.errors.begin(), more.status.errors.end(), isCancelled))
            return fail(connectProblem("connect.cancelled"));
        std::move(more.tables.begin(), more.tables.end(), std::back_inserter(tables));
    }
    takeSecond(tables, facts);
    return facts;
}

} // namespace smk
