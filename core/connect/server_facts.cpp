#include "server_facts.h"

#include "facts_problem.h"
#include "make_problem.h"
#include "statements.h"
#include "thread_rule.h"

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

// The tables of a batch in which some may be missing: looked up by a column that only one of them has.
class Tables
{
public:
    explicit Tables(const std::vector<ResultTable> &tables)
        : m_tables(tables)
    {
    }
    [[nodiscard]] QVariant first(const QString &column) const
    {
        for (const ResultTable &table : m_tables) {
            if (table.columns.contains(column))
                return table.first(column);
        }
        return {};
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
    if (facts.serverName.isEmpty())
        facts.serverName = tables.text(u"at_server_name"_s);
    facts.machineName = tables.text(u"machine_name"_s);
    facts.instanceName = tables.text(u"instance_name"_s);
    facts.productVersion = tables.text(u"product_version"_s);
    facts.edition = tables.text(u"edition"_s);
    facts.engineEdition = tables.first(u"engine_edition"_s).toInt();
    facts.clustered = tables.first(u"is_clustered"_s).toInt() == 1;
    facts.availabilityGroups = tables.first(u"is_hadr_enabled"_s).toInt() == 1;
    facts.platform = tables.text(u"path_separator"_s) == "/"_L1 ? Platform::Linux : Platform::Windows;
    facts.login = tables.text(u"login_name"_s);
    facts.controlServer = permission(tables.first(u"control_server"_s));
    facts.viewServerState = permission(tables.first(u"view_server_state"_s));
    if (permission(tables.first(u"view_security_state"_s)).value_or(false))
        facts.viewServerState = true; // from 2022 on that half is enough for what we look at
    facts.bulkOperations = permission(tables.first(u"bulk_operations"_s));
    facts.defaultBackupPath = tables.text(u"default_backup_path"_s);
    facts.defaultDataPath = tables.text(u"default_data_path"_s);
    facts.netTransport = tables.text(u"net_transport"_s);
    facts.clientAddress = tables.text(u"client_net_address"_s);
    facts.serverAddress = tables.text(u"local_net_address"_s);
    facts.serverUtc = tables.first(u"server_utc"_s).toDateTime();
    facts.serverUtc.setTimeSpec(Qt::UTC);
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
    facts.protections = tables.count(u"protections"_s);
    if (!facts.controlServer.value_or(false))
        return;
    facts.linkedLogins = tables.count(u"linked_logins"_s);
    facts.credentials = tables.count(u"credentials"_s);
    facts.databaseMasterKeys = tables.count(u"database_master_keys"_s);
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

bool ServerFacts::isRehearsal() const
{
    return serverName.startsWith("REHEARSAL"_L1, Qt::CaseInsensitive);
}

QString ServerFacts::releaseName() const
{
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

Result<ServerFacts> readServerFacts(ServerSession &session)
{
    aboutToBlock("readServerFacts");
    auto identity = session.query(statements::identity());
    if (!identity)
        return fail(factsProblem(identity.error()));
    ServerFacts facts;
    const Tables first(*identity);
    if (first.first(u"babelfish"_s).isValid())
        return fail(connectProblem("connect.not-sql-server", {session.spec().host}));
    takeIdentity(first, facts);
    // Errors in this one are expected (revoked views, odd editions): what arrived counts, the rest stays unknown.
    const bool maySeeState = facts.viewServerState.value_or(false) || facts.controlServer.value_or(false);
    const BatchAnswer more = session.run(statements::keyAndRights(majorOf(facts.productVersion), maySeeState));
    if (!session.isOpen())
        return fail(connectProblem("connect.link-lost", {session.spec().host}, {u"retry"_s}));
    const Tables second(more.tables);
    takeKey(second, facts);
    takeHost(second, facts);
    return facts;
}

} // namespace smk
