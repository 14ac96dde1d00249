#include "engine_evaluate.h"

#include "engine_errors.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr int NameLength = 128;

// Names that HAS_PERMS_BY_NAME(NULL, NULL, …) knows, and the release that brought them.
struct Permission
{
    const char *name;
    int since;
};
constexpr Permission Permissions[] = {{"CONTROL SERVER", 9},
                                      {"VIEW SERVER STATE", 9},
                                      {"VIEW SERVER SECURITY STATE", 16},
                                      {"VIEW SERVER PERFORMANCE STATE", 16},
                                      {"ADMINISTER BULK OPERATIONS", 9},
                                      {"ALTER SERVER STATE", 9},
                                      {"VIEW ANY DEFINITION", 9},
                                      {"CONNECT SQL", 9},
                                      {"CONTROL", 9}};

} // namespace

SqlValue Evaluator::call(const Expression &expression)
{
    const QString name = expression.names.back().toUpper();
    if (name == u"COUNT"_s || name == u"COUNT_BIG"_s || name == u"SUM"_s || name == u"MAX"_s || name == u"MIN"_s) {
        if (expression.parts.size() == 1)
            return aggregate(name, expression);
        fail(102, {u")"_s});
        return nullOf(SqlType::Int);
    }
    if (name == u"IIF"_s && expression.parts.size() == 3)
        return value(*expression.parts[value(*expression.parts[0]).isTrue() ? 1 : 2]);
    std::vector<SqlValue> arguments;
    for (const ExpressionPtr &part : expression.parts)
        arguments.push_back(value(*part));
    if (!m_errors.empty())
        return nullOf(SqlType::Int);
    if (auto result = serverFunction(name, arguments))
        return *result;
    if (auto result = plainFunction(name, arguments))
        return *result;
    fail(195, {expression.names.back()});
    return nullOf(SqlType::Int);
}

std::optional<SqlValue> Evaluator::serverFunction(const QString &name, const std::vector<SqlValue> &arguments)
{
    const auto text = [&](std::size_t i) { return i < arguments.size() ? shown(arguments[i]) : QString(); };
    if (name == u"SERVERPROPERTY"_s && arguments.size() == 1)
        return serverProperty(text(0).toUpper());
    if (name == u"CONNECTIONPROPERTY"_s && arguments.size() == 1)
        return connectionProperty(text(0).toLower());
    if (name == u"HAS_PERMS_BY_NAME"_s && arguments.size() >= 3)
        return hasPermission(text(2).toUpper());
    if (name == u"IS_SRVROLEMEMBER"_s && !arguments.empty()) {
        const QString role = text(0).toLower();
        if (role == u"public"_s)
            return intValue(1);
        const QStringList known{u"sysadmin"_s,  u"serveradmin"_s, u"securityadmin"_s, u"bulkadmin"_s,
                                u"dbcreator"_s, u"diskadmin"_s,   u"processadmin"_s,  u"setupadmin"_s};
        return known.contains(role) ? intValue(role == u"sysadmin"_s && m_instance.isSysadmin()) : nullOf(SqlType::Int);
    }
    if (name == u"IS_MEMBER"_s || name == u"IS_ROLEMEMBER"_s)
        return intValue(m_instance.isSysadmin());
    if (name == u"SUSER_SNAME"_s || name == u"SUSER_NAME"_s || name == u"ORIGINAL_LOGIN"_s)
        return textValue(m_session.login, NameLength);
    if (name == u"USER_NAME"_s)
        return textValue(m_instance.isSysadmin() ? u"dbo"_s : u"guest"_s, NameLength);
    if (name == u"HOST_NAME"_s)
        return textValue(m_session.host, NameLength);
    if (name == u"APP_NAME"_s || name == u"PROGRAM_NAME"_s)
        return textValue(m_session.application, NameLength);
    if (name == u"DB_NAME"_s)
        return textValue(m_session.database, NameLength);
    if (name == u"DEFAULT_DOMAIN"_s) // a machine in no domain names its workgroup
        return textValue(m_instance.identity().platform == Platform::Windows ? u"REHEARSAL"_s : u"WORKGROUP"_s,
                         NameLength);
    if (name == u"DB_ID"_s)
        return intValue(1, SqlType::SmallInt);
    if (name == u"SCHEMA_NAME"_s)
        return textValue(u"dbo"_s, NameLength);
    if (name == u"OBJECT_ID"_s && !arguments.empty()) {
        const QString object = text(0).section(u'.', -1).remove(u'[').remove(u']').toLower();
        const auto all = systemTable(u"all_objects"_s);
        for (const SqlRow &row : all->rows) {
            if (row[0].text.compare(object, Qt::CaseInsensitive) == 0)
                return intValue(row[1].number);
        }
        return nullOf(SqlType::Int);
    }
    if (name == u"SYSUTCDATETIME"_s)
        return timeValue(m_instance.now(), SqlType::DateTime2, 7);
    if (name == u"SYSDATETIME"_s)
        return timeValue(m_instance.now().toLocalTime(), SqlType::DateTime2, 7);
    if (name == u"GETUTCDATE"_s)
        return timeValue(m_instance.now());
    if (name == u"GETDATE"_s)
        return timeValue(m_instance.now().toLocalTime());
    return std::nullopt;
}

std::optional<SqlValue> Evaluator::plainFunction(const QString &name, const std::vector<SqlValue> &arguments)
{
    if (arguments.empty())
        return std::nullopt;
    const SqlValue &first = arguments[0];
    if (name == u"ISNULL"_s && arguments.size() == 2)
        return first.null
                   ? converted(arguments[1],
                               first.type == SqlType::Int && !arguments[1].isNumber() ? arguments[1].type : first.type,
                               std::max(first.length, arguments[1].length))
                   : std::optional(first);
    if (name == u"COALESCE"_s) {
        for (const SqlValue &argument : arguments) {
            if (!argument.null)
                return argument;
        }
        return first;
    }
    if (name == u"NULLIF"_s && arguments.size() == 2)
        return compared(first, arguments[1]).value_or(1) == 0 ? nullOf(first.type, first.length) : first;
    if (name == u"DATALENGTH"_s) {
        const bool large = first.type == SqlType::BinaryMax || first.type == SqlType::TextMax;
        SqlValue size = intValue(first.isText()     ? first.text.size() * 2
                                 : first.isBinary() ? first.bytes.size()
                                                    : 4,
                                 large ? SqlType::BigInt : SqlType::Int);
        size.null = first.null;
        return size;
    }
    if (name == u"LEN"_s) {
        SqlValue size = intValue(shown(first).size());
        size.null = first.null;
        return size;
    }
    if (name == u"HASHBYTES"_s && arguments.size() == 2) {
        const QString algorithm = shown(first).toUpper();
        const SqlValue &input = arguments[1];
        const bool modern = m_instance.identity().isAtLeast(11); // SHA2 came with 2012; unknown ones give NULL before
        SqlValue hash = nullOf(SqlType::Binary, 8000);
        QCryptographicHash::Algorithm chosen = QCryptographicHash::Sha256;
        if (algorithm == u"SHA1"_s || algorithm == u"SHA"_s)
            chosen = QCryptographicHash::Sha1;
        else if (algorithm == u"MD5"_s)
            chosen = QCryptographicHash::Md5;
        else if (algorithm == u"SHA2_512"_s && modern)
            chosen = QCryptographicHash::Sha512;
        else if (algorithm != u"SHA2_256"_s || !modern)
            return hash;
        if (input.null)
            return hash;
        hash.null = false;
        hash.bytes = QCryptographicHash::hash(converted(input, SqlType::BinaryMax, 0)->bytes, chosen);
        return hash;
    }
    if (name == u"UPPER"_s || name == u"LOWER"_s || name == u"LTRIM"_s || name == u"RTRIM"_s) {
        const QString text = shown(first);
        SqlValue result = textValue(name == u"UPPER"_s   ? text.toUpper()
                                    : name == u"LOWER"_s ? text.toLower()
                                                         : text.trimmed(),
                                    std::max(first.length, 1));
        result.null = first.null;
        return result;
    }
    return std::nullopt;
}

SqlValue Evaluator::serverProperty(const QString &name) const
{
    const ServerIdentity &identity = m_instance.identity();
    const auto text = [](const QString &value) { return textOrNull(value, NameLength); };
    const auto orNull = [](const QString &value) { return value.isEmpty() ? QString() : value; };
    const bool azure = m_instance.knobs().azure;
    if (name == u"MACHINENAME"_s)
        return text(identity.machineName);
    if (name == u"COMPUTERNAMEPHYSICALNETBIOS"_s)
        return text(identity.physicalName);
    if (name == u"ISCLUSTERED"_s)
        return intValue(m_instance.knobs().clustered);
    if (name == u"ISHADRENABLED"_s) // 2012+
        return identity.isAtLeast(11) ? intValue(m_instance.knobs().availability != Availability::None)
                                      : nullOf(SqlType::Int);
    if (name == u"SERVERNAME"_s)
        return text(identity.serverName);
    if (name == u"INSTANCENAME"_s)
        return text(orNull(identity.instanceName));
    if (name == u"PRODUCTVERSION"_s)
        return text(identity.version);
    if (name == u"PRODUCTLEVEL"_s)
        return text(identity.level);
    if (name == u"PRODUCTUPDATELEVEL"_s)
        return text(identity.major == 16 ? u"CU16"_s : QString());
    if (name == u"PRODUCTUPDATEREFERENCE"_s)
        return text(identity.major == 16 ? u"KB5048033"_s : QString());
    if (name == u"EDITION"_s)
        return text(identity.edition);
    if (name == u"COLLATION"_s)
        return text(u"SQL_Latin1_General_CP1_CI_AS"_s);
    if (name == u"PATHSEPARATOR"_s)
        return text(identity.isAtLeast(14) ? (identity.platform == Platform::Windows ? u"\\"_s : u"/"_s) : QString());
    if (name == u"INSTANCEDEFAULTBACKUPPATH"_s)
        return text(identity.isAtLeast(15) ? identity.backupPath : QString());
    if (name == u"INSTANCEDEFAULTDATAPATH"_s || name == u"INSTANCEDEFAULTLOGPATH"_s)
        return text(identity.isAtLeast(11) && !azure ? identity.dataPath : QString());
    if (name == u"ENGINEEDITION"_s)
        return intValue(identity.engineEdition);
    if (name == u"EDITIONID"_s)
        return intValue(-2117995310, SqlType::BigInt);
    if (name == u"PROCESSID"_s)
        return intValue(QCoreApplication::applicationPid());
    if (name == u"PRODUCTMAJORVERSION"_s)
        return text(QString::number(identity.major));
    static const QStringList zero{u"ISINTEGRATEDSECURITYONLY"_s, u"ISSINGLEUSER"_s, u"ISLOCALDB"_s,
                                  u"ISFULLTEXTINSTALLED"_s};
    return zero.contains(name) ? intValue(0) : nullOf(SqlType::Int); // a name that is not known gives NULL
}

SqlValue Evaluator::connectionProperty(const QString &name) const
{
    if (name == u"net_transport"_s || name == u"physical_net_transport"_s)
        return textValue(u"TCP"_s, 40);
    if (name == u"protocol_type"_s)
        return textValue(u"TSQL"_s, 40);
    if (name == u"auth_scheme"_s)
        return textValue(m_session.authScheme, 40);
    if (name == u"local_net_address"_s)
        return textValue(m_session.serverAddress, 48);
    if (name == u"client_net_address"_s)
        return textValue(m_session.clientAddress, 48);
    if (name == u"local_tcp_port"_s)
        return intValue(m_session.serverPort);
    return nullOf(SqlType::Int); // there is no property that tells of encryption
}

SqlValue Evaluator::hasPermission(const QString &name) const
{
    for (const Permission &permission : Permissions) {
        if (name == QLatin1StringView(permission.name) && m_instance.identity().isAtLeast(permission.since))
            return intValue(name == u"CONNECT SQL"_s || m_instance.may(name));
    }
    return nullOf(SqlType::Int);
}

} // namespace smk::engine
