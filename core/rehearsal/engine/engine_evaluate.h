// Evaluates expressions and SELECTs over the tables that this server knows.
#pragma once

#include "engine_syntax.h"
#include "rehearsal_instance.h"

namespace smk::engine {

using Variables = std::map<QString, SqlValue>; // "@p1" in lower case

[[nodiscard]] QUuid availabilityGroupId(); // of the one group

class Evaluator
{
public:
    Evaluator(RehearsalInstance &instance, EngineSession &session, const Variables &variables)
        : m_instance(instance)
        , m_session(session)
        , m_variables(variables)
    {
    }
    [[nodiscard]] SqlTable select(const SelectSyntax &select);
    [[nodiscard]] SqlValue value(const Expression &expression);
    // Any: what was evaluated is worth nothing.
    [[nodiscard]] const std::vector<ServerMessage> &errors() const { return m_errors; }
    [[nodiscard]] bool abortsBatch() const;

private:
    struct Source
    {
        QString alias;
        QString table;
        SqlTable content;
    };
    using Picked = std::vector<const SqlRow *>; // one row of each source; none: the null row
    struct Scope
    {
        const std::vector<Source> *sources = nullptr;
        const Picked *row = nullptr;
        const std::vector<Picked> *group = nullptr; // rows of an aggregate
        const Scope *outer = nullptr;
    };

    void fail(int number, const QStringList &arguments = {});
    [[nodiscard]] SqlValue column(const Expression &expression);
    [[nodiscard]] SqlValue variable(const QString &name);
    [[nodiscard]] SqlValue operation(const Expression &expression);
    [[nodiscard]] SqlValue caseOf(const Expression &expression);
    [[nodiscard]] SqlValue conversion(const Expression &expression);
    [[nodiscard]] SqlValue subquery(const Expression &expression);
    [[nodiscard]] SqlValue aggregate(const QString &name, const Expression &expression);
    [[nodiscard]] std::vector<Picked> rowsOf(const SelectSyntax &select, const std::vector<Source> &sources);
    [[nodiscard]] SqlTable projected(const SelectSyntax &select, const std::vector<Source> &sources,
                                     const std::vector<Picked> &rows);
    void sort(const SelectSyntax &select, const std::vector<Source> &sources, std::vector<Picked> &rows);
    [[nodiscard]] Source opened(const SourceSyntax &syntax);
    [[nodiscard]] SqlValue evaluatedIn(const Scope &scope, const Expression &expression);

    // engine_functions.cpp
    [[nodiscard]] SqlValue call(const Expression &expression);
    [[nodiscard]] std::optional<SqlValue> serverFunction(const QString &name, const std::vector<SqlValue> &arguments);
    [[nodiscard]] std::optional<SqlValue> plainFunction(const QString &name, const std::vector<SqlValue> &arguments);
    [[nodiscard]] SqlValue serverProperty(const QString &name) const;
    [[nodiscard]] SqlValue connectionProperty(const QString &name) const;
    [[nodiscard]] SqlValue hasPermission(const QString &name) const;
    // engine_tables.cpp
    [[nodiscard]] std::optional<SqlTable> systemTable(const QString &name);
    [[nodiscard]] std::optional<SqlTable> availabilityTable(const QString &name); // engine_availability.cpp
    [[nodiscard]] std::optional<SqlTable> definitionTable(const QString &name);   // triggers, certificates
    [[nodiscard]] std::optional<SqlTable> systemFunction(const QString &name, const std::vector<SqlValue> &arguments);
    [[nodiscard]] SqlTable bulkFile(const QString &path);
    [[nodiscard]] bool needs(const QString &permission); // 300 and 297 where it is lacking

    RehearsalInstance &m_instance;
    EngineSession &m_session;
    const Variables &m_variables;
    const Scope *m_scope = nullptr;
    std::vector<ServerMessage> m_errors;
    int m_depth = 0;
};

} // namespace smk::engine
