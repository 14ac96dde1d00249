// Recursive descent over the tokens. Internal to the engine: parsed() is the entrance.
#pragma once

#include "engine_syntax.h"

namespace smk::engine {

class Parser
{
public:
    explicit Parser(std::vector<Token> tokens)
        : m_tokens(std::move(tokens))
    {
    }

    // parser: statements
    [[nodiscard]] Batch batch();
    // The first error wins; every parse function goes on harmlessly after it.
    [[nodiscard]] bool failed() const { return m_error.has_value(); }

private:
    // engine_parser.cpp
    bool statement(StatementSyntax &into);
    bool keyStatement(StatementSyntax &into, StatementKind kind);
    void execute(StatementSyntax &into);
    void setStatement();
    void nearHere();
    // engine_parser_select.cpp
    std::unique_ptr<SelectSyntax> select();
    void source(SelectSyntax &into, JoinKind join);
    bool joinAhead(JoinKind &join);
    void bulk(SourceSyntax &into);
    // engine_parser_expression.cpp
    ExpressionPtr expression() { return disjunction(); }
    ExpressionPtr disjunction();
    ExpressionPtr conjunction();
    ExpressionPtr negation();
    ExpressionPtr comparison();
    ExpressionPtr sum();
    ExpressionPtr primary();
    ExpressionPtr caseExpression();
    ExpressionPtr conversion(bool convert, bool tolerant);
    ExpressionPtr nameOrCall();
    void dataType(Expression &into);
    std::vector<ExpressionPtr> argumentList();

    [[nodiscard]] const Token &here(std::size_t ahead = 0) const;
    bool take(const char *word);
    bool expect(const char *word);
    QString expectText();
    QStringList dottedName();
    [[nodiscard]] bool atName() const;
    [[nodiscard]] bool startsStatement() const;

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<ServerMessage> m_error;
};

[[nodiscard]] bool isReserved(const Token &token);

} // namespace smk::engine
