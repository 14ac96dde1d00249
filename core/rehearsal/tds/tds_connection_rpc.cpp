// The RPCs by which drivers prepare and run statements.
#include "tds_connection.h"

#include "engine_errors.h"
#include "engine_run.h"

namespace smk::tds {

namespace {

using namespace Qt::StringLiterals;
using engine::ProcedureArgument;
using engine::Reply;

constexpr std::size_t MostPrepared = 1000;

std::vector<ProcedureArgument> argumentsOf(const RpcRequest &request, std::size_t from)
{
    std::vector<ProcedureArgument> arguments;
    for (std::size_t i = from; i < request.parameters.size(); ++i)
        arguments.push_back({request.parameters[i].name, request.parameters[i].value});
    return arguments;
}

QString textAt(const RpcRequest &request, std::size_t at)
{
    return at < request.parameters.size() ? engine::shown(request.parameters[at].value) : QString();
}

bool returnsRows(const QString &sql)
{
    const engine::Batch batch = engine::parsed(sql);
    return std::any_of(batch.statements.begin(), batch.statements.end(), [](const engine::StatementSyntax &statement) {
        return statement.kind == engine::StatementKind::Select;
    });
}

} // namespace

// sp_prepare @handle OUT, @params, @stmt[, @options]; sp_prepexec the same with values, and runs at once.
Reply Connection::prepare(const RpcRequest &request, bool runs, std::vector<std::optional<int>> &returned)
{
    Reply reply;
    if (request.parameters.size() < 3 || m_session.prepared.size() >= MostPrepared) {
        reply.fail(engine::serverError(201, {request.procedure, u"@stmt"_s}));
        return reply;
    }
    const QString sql = textAt(request, 2);
    const engine::Batch batch = engine::parsed(sql);
    if (!batch.errors.empty()) {
        for (const engine::ServerMessage &error : batch.errors)
            reply.add(error);
        reply.end(true);
        return reply;
    }
    const int handle = ++m_session.lastHandle;
    m_session.prepared[handle] = sql;
    returned[0] = handle;
    if (!runs) {
        reply.end(false);
        return reply;
    }
    return engine::runBatch(m_instance, m_session, sql, engine::bound(textAt(request, 1), argumentsOf(request, 3)));
}

// There are no server cursors here. SQL Server answers what is no SELECT with 16954 and runs it; so do we.
Reply Connection::openCursor(const RpcRequest &request, std::vector<std::optional<int>> &returned)
{
    Reply reply;
    const QString sql = textAt(request, 1);
    if (sql.isEmpty() || returnsRows(sql)) {
        reply.fail(engine::serverError(sql.isEmpty() ? 201 : engine::NoCursorsHere, {request.procedure, u"@stmt"_s}));
        return reply;
    }
    returned[0] = 0;
    reply = engine::runBatch(m_instance, m_session, sql);
    reply.items.insert(reply.items.begin(), engine::serverError(16954));
    return reply;
}

void Connection::putRpcReply(Writer &tokens, const RpcRequest &request, bool last)
{
    std::vector<std::optional<int>> returned(request.parameters.size());
    for (std::size_t i = 0; i < returned.size(); ++i) {
        if (!request.parameters[i].value.null && request.parameters[i].value.isNumber())
            returned[i] = static_cast<int>(request.parameters[i].value.number);
    }
    const QString &name = request.procedure;
    if (name == u"sp_prepare"_s || name == u"sp_prepexec"_s)
        m_last = prepare(request, name == u"sp_prepexec"_s, returned);
    else if (name == u"sp_cursoropen"_s)
        m_last = openCursor(request, returned);
    else if (name.startsWith(u"sp_cursor"_s)) {
        m_last = Reply();
        m_last.fail(engine::serverError(engine::NoCursorsHere));
    } else
        m_last = engine::runProcedure(m_instance, m_session, name, argumentsOf(request, 0));

    const bool failed = m_last.firstError() != nullptr;
    putReply(tokens, m_last, m_instance.identity().serverName, DoneKind::InProcedure, true);
    putReturnStatus(tokens, failed ? std::max(1, m_last.firstError()->number) : m_last.returnStatus);
    for (std::size_t i = 0; i < request.parameters.size(); ++i) {
        const RpcParameter &parameter = request.parameters[i];
        if (parameter.output && (parameter.value.isNumber() || parameter.value.null))
            putReturnInt(tokens, static_cast<unsigned>(i), parameter.name, returned[i]);
    }
    putDone(tokens, DoneKind::Procedure, (failed ? DoneError : 0) | (last ? 0 : DoneMore));
}

} // namespace smk::tds
