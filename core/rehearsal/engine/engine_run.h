// Runs a batch: parse it whole, then statement after statement, as SQL Server does.
#pragma once

#include "engine_evaluate.h"

namespace smk::engine {

[[nodiscard]] Reply runBatch(RehearsalInstance &instance, EngineSession &session, const QString &sql,
                             const Variables &variables = {});

// A procedure by its bare name, in lower case. Arguments by position; a name may be given.
struct ProcedureArgument
{
    QString name;
    SqlValue value;
};
[[nodiscard]] Reply runProcedure(RehearsalInstance &instance, EngineSession &session, const QString &name,
                                 const std::vector<ProcedureArgument> &arguments);

// "@a int, @b nvarchar(10)" and the values that follow.
[[nodiscard]] Variables bound(const QString &declaration, const std::vector<ProcedureArgument> &values);

// engine_keys.cpp
void backUpKey(RehearsalInstance &instance, const StatementSyntax &statement, const QString &sql, Reply &reply);
void restoreKey(RehearsalInstance &instance, const StatementSyntax &statement, Reply &reply);
void regenerateKey(RehearsalInstance &instance, Reply &reply);

} // namespace smk::engine
