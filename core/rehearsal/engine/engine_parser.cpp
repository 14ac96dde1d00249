#include "engine_parser.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr const char *Reserved[] = {
    "SELECT",   "FROM",   "WHERE",   "AND",     "OR",    "NOT",    "AS",       "ON",          "JOIN",   "INNER",
    "LEFT",     "CROSS",  "ORDER",   "BY",      "GROUP", "HAVING", "UNION",    "CASE",        "WHEN",   "THEN",
    "ELSE",     "END",    "IN",      "LIKE",    "IS",    "NULL",   "EXISTS",   "SET",         "USE",    "EXEC",
    "EXECUTE",  "BACKUP", "RESTORE", "ALTER",   "TOP",   "PRINT",  "INSERT",   "UPDATE",      "DELETE", "CREATE",
    "DROP",     "IF",     "BEGIN",   "DECLARE", "WITH",  "OPEN",   "CLOSE",    "GRANT",       "DENY",   "REVOKE",
    "TRUNCATE", "MERGE",  "OPTION",  "INTO",    "ADD",   "KILL",   "SHUTDOWN", "RECONFIGURE", "COMMIT", "ROLLBACK",
    "SAVE",     "WHILE",  "RETURN",  "GOTO",    "FOR"};

constexpr const char *Starters[] = {"SELECT", "SET", "USE", "EXEC", "EXECUTE", "BACKUP", "RESTORE", "ALTER", "PRINT"};

} // namespace

bool isReserved(const Token &token)
{
    return token.kind == TokenKind::Word
           && std::any_of(std::begin(Reserved), std::end(Reserved), [&](const char *word) { return token.is(word); });
}

const Token &Parser::here(std::size_t ahead) const
{
    return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)];
}

bool Parser::take(const char *word)
{
    if (failed() || !here().is(word))
        return false;
    ++m_at;
    return true;
}

bool Parser::expect(const char *word)
{
    if (take(word))
        return true;
    nearHere();
    return false;
}

void Parser::nearHere()
{
    if (failed())
        return;
    const Token &token = here();
    const bool atEnd = token.kind == TokenKind::End && m_at > 0;
    const Token &shown = atEnd ? m_tokens[m_at - 1] : token;
    m_error = isReserved(shown) && !atEnd ? serverError(156, {shown.text}, shown.line)
                                          : serverError(102, {shown.text.left(200)}, shown.line);
}

QString Parser::expectText()
{
    if (!failed() && here().kind == TokenKind::Text)
        return m_tokens[m_at++].text;
    nearHere();
    return {};
}

bool Parser::atName() const
{
    return here().kind == TokenKind::QuotedWord || (here().kind == TokenKind::Word && !isReserved(here()));
}

QStringList Parser::dottedName()
{
    QStringList names;
    do {
        if (here().is(".")) { // master..spt_values
            names << QString();
            continue;
        }
        if (!atName()) {
            nearHere();
            return names;
        }
        names << m_tokens[m_at++].text;
    } while (take("."));
    return names;
}

bool Parser::startsStatement() const
{
    return std::any_of(std::begin(Starters), std::end(Starters), [this](const char *word) { return here().is(word); });
}

Batch Parser::batch()
{
    Batch all;
    while (!failed() && here().kind != TokenKind::End) {
        if (take(";"))
            continue;
        StatementSyntax next;
        next.line = here().line;
        if (!statement(next))
            break;
        all.statements.push_back(std::move(next));
    }
    if (m_error) {
        all.statements.clear();
        all.errors.push_back(*m_error);
    }
    return all;
}

bool Parser::statement(StatementSyntax &into)
{
    if (here().is("SELECT")) {
        into.kind = StatementKind::Select;
        into.select = select();
    } else if (take("SET")) {
        into.kind = StatementKind::Set;
        setStatement();
    } else if (take("USE")) {
        into.kind = StatementKind::Use;
        into.name = dottedName().value(0);
    } else if (take("PRINT")) {
        into.kind = StatementKind::Print;
        into.value = expression();
    } else if (take("EXEC") || take("EXECUTE")) {
        execute(into);
    } else if (take("BACKUP")) {
        return keyStatement(into, StatementKind::BackUpKey);
    } else if (take("RESTORE")) {
        return keyStatement(into, StatementKind::RestoreKey);
    } else if (take("ALTER")) {
        into.kind = StatementKind::RegenerateKey;
        expect("SERVICE");
        expect("MASTER");
        expect("KEY");
        into.force = take("FORCE");
        expect("REGENERATE");
    } else if (m_at == 0 && atName()) { // the first statement of a batch may call without EXEC
        execute(into);
    } else {
        nearHere();
    }
    return !failed();
}

bool Parser::keyStatement(StatementSyntax &into, StatementKind kind)
{
    into.kind = kind;
    const bool backup = kind == StatementKind::BackUpKey;
    if (here().is("DATABASE") || here().is("LOG")) { // a real statement of the language that is not on our list
        into.kind = StatementKind::NotSupportedHere;
        into.name = backup ? u"BACKUP DATABASE"_s : u"RESTORE DATABASE"_s;
        while (here().kind != TokenKind::End && !here().is(";"))
            ++m_at;
        return true;
    }
    expect("SERVICE");
    expect("MASTER");
    expect("KEY");
    expect(backup ? "TO" : "FROM");
    expect("FILE");
    expect("=");
    into.file = expectText();
    expect(backup ? "ENCRYPTION" : "DECRYPTION");
    expect("BY");
    expect("PASSWORD");
    expect("=");
    into.password = expectText();
    if (!backup)
        into.force = take("FORCE");
    const bool ends = here().kind == TokenKind::End || here().is(";") || startsStatement();
    if (!failed() && !ends)
        nearHere();
    return !failed();
}

void Parser::execute(StatementSyntax &into)
{
    into.kind = StatementKind::Execute;
    into.name = dottedName().join(u'.');
    while (!failed() && here().kind != TokenKind::End && !here().is(";") && !startsStatement()) {
        ArgumentSyntax argument;
        if (here().kind == TokenKind::Variable && here(1).is("=")) {
            argument.name = here().text;
            m_at += 2;
        }
        argument.value = expression();
        take("OUTPUT");
        into.arguments.push_back(std::move(argument));
        if (!take(","))
            break;
    }
}

// SET options change nothing here; their words are passed over up to the next statement.
void Parser::setStatement()
{
    if (here().kind == TokenKind::Variable) {
        if (!failed())
            m_error = serverError(137, {here().text}, here().line);
        return;
    }
    int words = 0;
    while (here().kind != TokenKind::End && !here().is(";") && (words == 0 || !startsStatement())) {
        const TokenKind kind = here().kind;
        if (kind == TokenKind::Sign && !here().is(",") && !here().is("-")) {
            nearHere();
            return;
        }
        ++m_at;
        ++words;
    }
    if (words < 2)
        nearHere();
}

Batch parsed(const QString &sql)
{
    Tokens tokens = tokenised(sql);
    if (!tokens.errors.empty()) {
        Batch broken;
        broken.errors = std::move(tokens.errors);
        return broken;
    }
    return Parser(std::move(tokens.list)).batch();
}

} // namespace smk::engine
