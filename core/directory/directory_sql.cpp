// What the server itself sees: it opens the path as its own account, so its answer is the one that counts.
#include "directory_step.h"

#include "create_refusal.h"
#include "path_text.h"
#include "statements.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

// Three numbers of one row, by position: the view and the procedure name them differently.
struct PathAnswer
{
    std::optional<bool> exists;
    std::optional<bool> isDirectory;
    std::optional<bool> parentExists;
};

std::optional<bool> flag(const ResultTable &table, std::size_t column)
{
    if (table.rows.empty() || column >= table.rows.front().size() || table.rows.front()[column].isNull())
        return std::nullopt;
    return table.rows.front()[column].toInt() != 0;
}

PathAnswer answerOf(const ResultTable &table)
{
    return {flag(table, 0), flag(table, 1), flag(table, 2)};
}

bool linkIsLost(const Problem &problem)
{
    return problem.id != "sql.query-failed"_L1;
}

std::optional<bool> answered(const std::optional<bool> &a, const std::optional<bool> &b)
{
    return a ? a : b;
}

} // namespace

Result<ServerSight> lookOverSql(ServerSession &session, const ServerPath &directory, const QString &fileName,
                                const DirectoryContext &context)
{
    aboutToBlock("lookOverSql");
    const ServerPath file = directory.child(fileName, context.platform);
    auto tables = session.query(statements::fileExists(directory) + u";\n"_s + statements::fileExists(file));
    if (!tables && !linkIsLost(tables.error())) // before 2017, or not permitted: the older way
        tables = session.query(statements::fileExistsByProcedure(directory) + u";\n"_s
                               + statements::fileExistsByProcedure(file));
    if (!tables) {
        if (linkIsLost(tables.error()))
            return fail(tables.error());
        tables = std::vector<ResultTable>(); // hardened servers refuse both: "could not be asked" is an answer
    }
    tables->resize(2);
    const PathAnswer folder = answerOf((*tables)[0]);
    const PathAnswer inside = answerOf((*tables)[1]);
    ServerSight sight;
    sight.directoryExists = answered(folder.isDirectory, inside.parentExists);
    sight.isFile = folder.exists;
    sight.parentExists = folder.parentExists;
    if (inside.exists)
        sight.fileNameFree = !*inside.exists && !inside.isDirectory.value_or(false);
    if (shareOf(directory, context.platform).isShare())
        if (const auto domain = session.query(statements::defaultDomain()); domain && !domain->empty())
            sight.domain = domain->front().first(u"default_domain"_s).toString();
    return sight;
}

Result<void> createOverSql(ServerSession &session, const ServerPath &directory)
{
    aboutToBlock("createOverSql");
    const auto answer = session.query(statements::createDirectory(directory));
    if (answer)
        return {};
    if (linkIsLost(answer.error()))
        return fail(answer.error());
    return fail(refusalOfCreate(answer.error(), directory.text()));
}

} // namespace smk
