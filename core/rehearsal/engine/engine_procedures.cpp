// The procedures that this server has; any other is 2812.
#include "engine_run.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

QString textAt(const std::vector<ProcedureArgument> &arguments, std::size_t at)
{
    return at < arguments.size() ? shown(arguments[at].value) : QString();
}

SqlValue find(const std::vector<ProcedureArgument> &arguments, const QString &name, std::size_t position)
{
    for (const ProcedureArgument &argument : arguments) {
        if (argument.name.compare(name, Qt::CaseInsensitive) == 0)
            return argument.value;
    }
    return position < arguments.size() && arguments[position].name.isEmpty() ? arguments[position].value
                                                                             : nullOf(SqlType::Int);
}

SqlTable fileExists(RehearsalInstance &instance, const QString &path)
{
    const PathSeen seen = instance.withFiles([&](const ServerFiles &files) { return files.look(path); });
    return {{{u"File Exists"_s, SqlType::Int},
             {u"File is a Directory"_s, SqlType::Int},
             {u"Parent Directory Exists"_s, SqlType::Int}},
            {{intValue(seen.exists), intValue(seen.isDirectory), intValue(seen.parentExists)}}};
}

void listTree(const ServerFiles &files, const QString &folder, qint64 depth, qint64 deepest, bool withFiles,
              SqlTable &into)
{
    for (const DirectoryEntry &entry : files.list(folder)) {
        if (!entry.isDirectory && !withFiles)
            continue;
        SqlRow row{textValue(entry.name, 512), intValue(depth)};
        if (withFiles)
            row.push_back(intValue(!entry.isDirectory));
        into.rows.push_back(std::move(row));
        const bool deeper =
            entry.isDirectory && (deepest == 0 || depth < deepest) && depth < 8 && into.rows.size() < 5000;
        if (deeper)
            listTree(files, entry.path, depth + 1, deepest, withFiles, into);
    }
}

SqlTable tree(RehearsalInstance &instance, const std::vector<ProcedureArgument> &arguments)
{
    const qint64 deepest = arguments.size() > 1 ? arguments[1].value.number : 0;
    const bool withFiles = arguments.size() > 2 && arguments[2].value.isTrue();
    SqlTable table{{{u"subdirectory"_s, SqlType::Text, 512}, {u"depth"_s, SqlType::Int}}, {}};
    if (withFiles)
        table.columns.push_back({u"file"_s, SqlType::Int});
    instance.withFiles(
        [&](const ServerFiles &files) { listTree(files, textAt(arguments, 0), 1, deepest, withFiles, table); });
    return table;
}

// Letters without colon, free space in MB. A server on Linux shows its own root as drive C.
SqlTable drives(const RehearsalInstance &instance)
{
    SqlTable table{{{u"drive"_s, SqlType::Text, 1}, {u"MB free"_s, SqlType::Int}}, {}};
    const bool windows = instance.identity().platform == Platform::Windows;
    for (const QString &letter : windows ? QStringList{u"C"_s, u"D"_s} : QStringList{u"C"_s})
        table.rows.push_back({textValue(letter, 1), intValue(20480)});
    return table;
}

// Columns of sp_datatype_info; rows for the types that drivers ask about while they open.
SqlTable dataTypes(qint64 wanted, bool odbc3)
{
    struct Type
    {
        const char *name;
        int code;
        int precision;
        int sqlType;
        int sub;
    };
    const Type types[] = {{"nvarchar", -9, 4000, -9, 0},
                          {"varbinary", -3, 8000, -3, 0},
                          {"bit", -7, 1, -7, 0},
                          {"bigint", -5, 19, -5, 0},
                          {"int", 4, 10, 4, 0},
                          {"uniqueidentifier", -11, 36, -11, 0},
                          {"datetime2", odbc3 ? 93 : 11, 27, 9, 3},
                          {"datetime", odbc3 ? 93 : 11, 23, 9, 3}};
    SqlTable table{{{u"TYPE_NAME"_s, SqlType::Text, 128},
                    {u"DATA_TYPE"_s, SqlType::SmallInt},
                    {u"PRECISION"_s, SqlType::Int},
                    {u"LITERAL_PREFIX"_s, SqlType::Text, 32},
                    {u"LITERAL_SUFFIX"_s, SqlType::Text, 32},
                    {u"CREATE_PARAMS"_s, SqlType::Text, 32},
                    {u"NULLABLE"_s, SqlType::SmallInt},
                    {u"CASE_SENSITIVE"_s, SqlType::SmallInt},
                    {u"SEARCHABLE"_s, SqlType::SmallInt},
                    {u"UNSIGNED_ATTRIBUTE"_s, SqlType::SmallInt},
                    {u"MONEY"_s, SqlType::SmallInt},
                    {u"AUTO_INCREMENT"_s, SqlType::SmallInt},
                    {u"LOCAL_TYPE_NAME"_s, SqlType::Text, 128},
                    {u"MINIMUM_SCALE"_s, SqlType::SmallInt},
                    {u"MAXIMUM_SCALE"_s, SqlType::SmallInt},
                    {u"SQL_DATA_TYPE"_s, SqlType::SmallInt},
                    {u"SQL_DATETIME_SUB"_s, SqlType::SmallInt},
                    {u"NUM_PREC_RADIX"_s, SqlType::Int},
                    {u"INTERVAL_PRECISION"_s, SqlType::SmallInt},
                    {u"USERTYPE"_s, SqlType::SmallInt}},
                   {}};
    const auto small = [](int number) { return intValue(number, SqlType::SmallInt); };
    const SqlValue noSmall = nullOf(SqlType::SmallInt);
    for (const Type &type : types) {
        if (wanted != 0 && wanted != type.code)
            continue;
        const SqlValue name = textValue(QString::fromLatin1(type.name), 128);
        const bool time = type.sub != 0;
        table.rows.push_back({name,
                              small(type.code),
                              intValue(type.precision),
                              time ? textValue(u"'"_s, 32) : nullOf(SqlType::Text, 32),
                              time ? textValue(u"'"_s, 32) : nullOf(SqlType::Text, 32),
                              nullOf(SqlType::Text, 32),
                              small(1),
                              small(0),
                              small(3),
                              noSmall,
                              small(0),
                              noSmall,
                              name,
                              time ? small(3) : noSmall,
                              time ? small(type.precision == 27 ? 7 : 3) : noSmall,
                              small(type.sqlType),
                              time ? small(type.sub) : noSmall,
                              nullOf(SqlType::Int),
                              noSmall,
                              small(0)});
    }
    return table;
}

bool prepared(EngineSession &session, const SqlValue &handle, QString &sql, Reply &reply)
{
    const auto found = session.prepared.find(static_cast<int>(handle.number));
    if (found == session.prepared.end()) {
        reply.fail(serverError(8179, {shown(handle)}));
        return false;
    }
    sql = found->second;
    return true;
}

} // namespace

Variables bound(const QString &declaration, const std::vector<ProcedureArgument> &values)
{
    Variables variables;
    const QStringList declared = declaration.split(u',', Qt::SkipEmptyParts);
    for (std::size_t i = 0; i < values.size(); ++i) {
        QString name = values[i].name.toLower();
        if (name.isEmpty())
            name = declared.value(static_cast<qsizetype>(i)).simplified().section(u' ', 0, 0).toLower();
        if (!name.isEmpty())
            variables[name] = values[i].value;
    }
    return variables;
}

Reply runProcedure(RehearsalInstance &instance, EngineSession &session, const QString &fullName,
                   const std::vector<ProcedureArgument> &arguments)
{
    Reply reply;
    const QString name = fullName.section(u'.', -1).toLower();
    const auto rest = [&](std::size_t from) {
        return std::vector<ProcedureArgument>(
            arguments.begin() + static_cast<std::ptrdiff_t>(std::min(from, arguments.size())), arguments.end());
    };
    if (name == u"sp_executesql"_s && !arguments.empty())
        return runBatch(instance, session, textAt(arguments, 0), bound(textAt(arguments, 1), rest(2)));
    if (name == u"sp_execute"_s && !arguments.empty()) {
        QString sql;
        return prepared(session, arguments[0].value, sql, reply) ? runBatch(instance, session, sql, bound({}, rest(1)))
                                                                 : reply;
    }
    if (name == u"sp_unprepare"_s && !arguments.empty()) {
        QString sql;
        if (prepared(session, arguments[0].value, sql, reply)) {
            session.prepared.erase(static_cast<int>(arguments[0].value.number));
            reply.end(false);
        }
        return reply;
    }
    if (name == u"sp_datatype_info_100"_s || name == u"sp_datatype_info"_s) {
        const SqlValue version = find(arguments, u"@ODBCVer"_s, 1);
        reply.add(dataTypes(find(arguments, u"@data_type"_s, 0).number, version.number == 3));
        return reply;
    }
    const bool extended = !instance.knobs().azure;
    const bool showsFiles = name == u"xp_fileexist"_s || name == u"xp_dirtree"_s || name == u"xp_fixeddrives"_s
                            || name == u"xp_create_subdir"_s;
    if (showsFiles && extended && instance.knobs().proceduresRevoked) {
        reply.fail(serverError(229, {u"EXECUTE"_s, name, u"mssqlsystemresource"_s, u"sys"_s}));
        return reply;
    }
    if (name == u"xp_fixeddrives"_s && extended) {
        reply.add(drives(instance));
        return reply;
    }
    if (name == u"xp_fileexist"_s && extended && arguments.size() == 1) {
        reply.add(fileExists(instance, textAt(arguments, 0)));
        return reply;
    }
    if (name == u"xp_dirtree"_s && extended && !arguments.empty()) {
        reply.add(tree(instance, arguments));
        return reply;
    }
    if (name == u"xp_create_subdir"_s && extended && arguments.size() == 1) {
        if (!instance.isSysadmin()) {
            reply.fail(serverError(229, {u"EXECUTE"_s, u"xp_create_subdir"_s, u"mssqlsystemresource"_s, u"sys"_s}));
            return reply;
        }
        const bool made =
            instance.withFiles([&](ServerFiles &files) { return files.createDirectory(textAt(arguments, 0)); });
        if (made)
            reply.end(false);
        else
            reply.fail(serverError(22048, {u"3"_s, u"The system cannot find the path specified."_s}));
        return reply;
    }
    reply.fail(serverError(2812, {fullName}));
    reply.returnStatus = -1;
    return reply;
}

} // namespace smk::engine
