// What the server itself sees: it opens the path as its own account, so its answer is the one that counts.
#include "directory_step.h"

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
        return ServerSight{}; // hardened servers refuse both: "could not be asked" is an answer
    }
    if (tables->size() < 2)
        return ServerSight{};
    const PathAnswer folder = answerOf((*tables)[0]);
    const PathAnswer inside = answerOf((*tables)[1]);
    ServerSight sight;
    sight.directoryExists = answered(folder.isDirectory, inside.parentExists);
    sight.isFile = folder.exists;
    sight.parentExists = folder.parentExists;
    if (inside.exists)
        sight.fileNameFree = !*inside.exists && !inside.isDirectory.value_or(false);
    return sight;
}

Result<void> createOverSql(ServerSession &session, const ServerPath &directory)
{
    aboutToBlock("createOverSql");
    const auto answer = session.query(statements::createDirectory(directory));
    if (answer)
        return {};
    Problem problem = answer.error();
    if (linkIsLost(problem))
        return fail(problem);
    const int number = problem.server ? problem.server->number : 0;
    // 229: no right to the procedure, 2812: it was dropped. Anything else is the operating system's refusal (22048).
    problem.id = number == 229 || number == 2812 || number == 297 ? u"directory.create-not-permitted"_s
                                                                  : u"directory.create-failed"_s;
    problem.arguments = {directory.text()};
    problem.remedies = {u"choose-folder"_s, u"retry"_s};
    return fail(problem);
}

} // namespace smk
