#include "engine_run.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

// Which statements the scenario "slow" slows down: not the settings that drivers send while they open.
bool isWork(StatementKind kind)
{
    return kind != StatementKind::Set && kind != StatementKind::Use && kind != StatementKind::Print;
}

bool waits(const RehearsalInstance &instance, const EngineSession &session, StatementKind kind, Reply &reply)
{
    if (!instance.knobs().slow || !session.pause || !isWork(kind))
        return true;
    if (session.pause(instance.options().slowMilliseconds / 2))
        return true;
    reply.attention = true;
    return false;
}

void useDatabase(EngineSession &session, const QString &name, Reply &reply)
{
    static const QStringList known{u"master"_s, u"tempdb"_s, u"model"_s, u"msdb"_s};
    if (!known.contains(name.toLower())) {
        reply.fail(serverError(911, {name}));
        return;
    }
    reply.items.emplace_back(DatabaseChange{session.database, name.toLower()});
    reply.add(ServerMessage{5701, 10, 2, u"Changed database context to '%1'."_s.arg(name.toLower())});
    session.database = name.toLower();
    reply.end(false);
}

bool failWith(const Evaluator &evaluator, int line, Reply &reply)
{
    for (ServerMessage error : evaluator.errors()) {
        error.line = line;
        reply.add(error);
    }
    if (evaluator.errors().empty())
        return false;
    reply.end(true);
    return true;
}

constexpr int HangMilliseconds = 600000;

// Which place of the procedure a statement is: told by what it asks for.
std::optional<ThrowPlace> placeOf(const StatementSyntax &statement, const QString &sql)
{
    switch (statement.kind) {
    case StatementKind::BackUpKey:
        return ThrowPlace::Backup;
    case StatementKind::RestoreKey:
        return ThrowPlace::Restore;
    case StatementKind::Execute:
        return statement.name.endsWith(u"xp_create_subdir"_s) ? std::optional(ThrowPlace::Create) : std::nullopt;
    case StatementKind::Select:
        if (sql.contains(u"OPENROWSET("_s))
            return ThrowPlace::Read;
        return sql.contains(u"SERVERPROPERTY("_s) ? std::optional(ThrowPlace::Facts) : std::nullopt;
    default:
        return std::nullopt;
    }
}

// A message or a cut line in place of the statement; false: it runs.
bool throwsInstead(const std::optional<ThrownError> &thrown, const QString &sql, Reply &reply)
{
    if (!thrown || thrown->kind == ThrowKind::Lost || thrown->kind == ThrowKind::Hang)
        return false;
    if (thrown->kind == ThrowKind::Cut)
        reply.fault = LineFault::Reset;
    else if (thrown->severity > 10)
        reply.fail(messageOf(*thrown, sql));
    else { // told, not failed
        reply.add(messageOf(*thrown, sql));
        reply.end(false);
    }
    return true;
}

void losesAnswer(const std::optional<ThrownError> &thrown, const EngineSession &session, Reply &reply)
{
    if (!thrown)
        return;
    if (thrown->kind == ThrowKind::Lost)
        reply.fault = LineFault::Reset;
    else if (!session.pause || !session.pause(HangMilliseconds))
        reply.attention = true;
}

// False: the batch ends here.
bool runStatement(RehearsalInstance &instance, EngineSession &session, const StatementSyntax &statement,
                  const QString &sql, const Variables &variables, Reply &reply)
{
    Evaluator evaluator(instance, session, variables);
    switch (statement.kind) {
    case StatementKind::Select: {
        SqlTable table = evaluator.select(*statement.select);
        if (!failWith(evaluator, statement.line, reply))
            reply.add(std::move(table));
        return !evaluator.abortsBatch();
    }
    case StatementKind::Print: {
        const SqlValue text = evaluator.value(*statement.value);
        if (!failWith(evaluator, statement.line, reply)) {
            reply.add(ServerMessage{0, 0, 1, shown(text)});
            reply.end(false);
        }
        return !evaluator.abortsBatch();
    }
    case StatementKind::Execute: {
        std::vector<ProcedureArgument> arguments;
        for (const ArgumentSyntax &argument : statement.arguments) {
            const Expression &expression = *argument.value; // EXEC takes a bare word as text
            const bool bare = expression.kind == ExpressionKind::Column && expression.names.size() == 1;
            arguments.push_back(
                {argument.name.toLower(), bare ? textValue(expression.names.front()) : evaluator.value(expression)});
        }
        if (failWith(evaluator, statement.line, reply))
            return false;
        Reply inner = runProcedure(instance, session, statement.name, arguments);
        std::move(inner.items.begin(), inner.items.end(), std::back_inserter(reply.items));
        reply.fault = inner.fault;
        reply.attention = inner.attention;
        return reply.fault == LineFault::None && !reply.attention;
    }
    case StatementKind::Set:
        reply.end(false);
        return true;
    case StatementKind::Use:
        useDatabase(session, statement.name, reply);
        return true;
    case StatementKind::BackUpKey:
        backUpKey(instance, statement, sql, reply);
        return reply.fault == LineFault::None;
    case StatementKind::RestoreKey:
        restoreKey(instance, statement, reply);
        return true;
    case StatementKind::RegenerateKey:
        regenerateKey(instance, reply);
        return true;
    case StatementKind::NotSupportedHere:
        reply.fail(serverError(40510, {statement.name}));
        return true;
    }
    return false;
}

// A column or a function that this version does not know ends a whole batch before anything of it runs, since names are
// bound when it is compiled; an unknown object (208) ends it where it stands, since that is looked up late.
std::optional<ServerMessage> unboundName(RehearsalInstance &instance, EngineSession &session, const Batch &batch,
                                         const Variables &variables)
{
    for (const StatementSyntax &statement : batch.statements) {
        if (statement.kind != StatementKind::Select || batch.statements.size() < 2)
            continue;
        Evaluator evaluator(instance, session, variables);
        (void)evaluator.select(*statement.select);
        for (ServerMessage error : evaluator.errors()) {
            if (error.number != 207 && error.number != 195 && error.number != 4104)
                continue;
            error.line = statement.line;
            return error;
        }
    }
    return std::nullopt;
}

} // namespace

Reply runBatch(RehearsalInstance &instance, EngineSession &session, const QString &sql, const Variables &variables)
{
    Reply reply;
    const Batch batch = parsed(sql);
    for (const ServerMessage &error : batch.errors)
        reply.add(error);
    if (!batch.errors.empty()) {
        reply.end(true);
        return reply;
    }
    if (const auto unbound = unboundName(instance, session, batch, variables)) {
        reply.fail(*unbound);
        return reply;
    }
    for (const StatementSyntax &statement : batch.statements) {
        if (!waits(instance, session, statement.kind, reply))
            break;
        const auto place = placeOf(statement, sql);
        const auto thrown = place ? instance.takeThrown(*place) : std::nullopt;
        if (throwsInstead(thrown, sql, reply))
            break;
        const bool goesOn = runStatement(instance, session, statement, sql, variables, reply);
        losesAnswer(thrown, session, reply);
        if (reply.fault != LineFault::None || reply.attention || !waits(instance, session, statement.kind, reply)
            || !goesOn)
            break;
    }
    if (batch.statements.empty())
        reply.end(false);
    return reply;
}

} // namespace smk::engine
