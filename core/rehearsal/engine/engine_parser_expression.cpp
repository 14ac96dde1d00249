#include "engine_parser.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

ExpressionPtr node(ExpressionKind kind)
{
    auto made = std::make_unique<Expression>();
    made->kind = kind;
    return made;
}

ExpressionPtr operation(const QString &name, ExpressionPtr left, ExpressionPtr right)
{
    ExpressionPtr made = node(ExpressionKind::Operation);
    made->names = {name};
    made->parts.push_back(std::move(left));
    made->parts.push_back(std::move(right));
    return made;
}

ExpressionPtr literal(SqlValue value)
{
    ExpressionPtr made = node(ExpressionKind::Literal);
    made->value = std::move(value);
    return made;
}

struct TypeName
{
    const char *name;
    SqlType type;
    int length; // where none is written
    bool takesLength;
};

constexpr TypeName Types[] = {{"nvarchar", SqlType::Text, 30, true},
                              {"varchar", SqlType::Text, 30, true},
                              {"nchar", SqlType::Text, 30, true},
                              {"char", SqlType::Text, 30, true},
                              {"sysname", SqlType::Text, 128, false},
                              {"int", SqlType::Int, 0, false},
                              {"integer", SqlType::Int, 0, false},
                              {"bigint", SqlType::BigInt, 0, false},
                              {"smallint", SqlType::SmallInt, 0, false},
                              {"tinyint", SqlType::TinyInt, 0, false},
                              {"bit", SqlType::Bit, 0, false},
                              {"varbinary", SqlType::Binary, 30, true},
                              {"binary", SqlType::Binary, 30, true},
                              {"datetime", SqlType::DateTime, 0, false},
                              {"datetime2", SqlType::DateTime2, 7, true},
                              {"uniqueidentifier", SqlType::Guid, 0, false}};

constexpr const char *Comparisons[] = {"=", "<>", "!=", "<=", ">=", "<", ">"};

} // namespace

ExpressionPtr Parser::disjunction()
{
    ExpressionPtr left = conjunction();
    while (take("OR"))
        left = operation(u"OR"_s, std::move(left), conjunction());
    return left;
}

ExpressionPtr Parser::conjunction()
{
    ExpressionPtr left = negation();
    while (take("AND"))
        left = operation(u"AND"_s, std::move(left), negation());
    return left;
}

ExpressionPtr Parser::negation()
{
    if (!take("NOT"))
        return comparison();
    ExpressionPtr made = node(ExpressionKind::Not);
    if (++m_depth > 64)
        nearHere();
    else
        made->parts.push_back(negation());
    --m_depth;
    return made;
}

ExpressionPtr Parser::comparison()
{
    ExpressionPtr left = sum();
    for (const char *sign : Comparisons) {
        if (take(sign))
            return operation(QString::fromLatin1(sign), std::move(left), sum());
    }
    if (take("IS")) {
        ExpressionPtr made = node(ExpressionKind::IsNull);
        made->negated = take("NOT");
        expect("NULL");
        made->parts.push_back(std::move(left));
        return made;
    }
    const bool negated = (here(1).is("LIKE") || here(1).is("IN")) && take("NOT");
    if (take("LIKE")) {
        ExpressionPtr like = operation(u"LIKE"_s, std::move(left), sum());
        if (!negated)
            return like;
        ExpressionPtr made = node(ExpressionKind::Not);
        made->parts.push_back(std::move(like));
        return made;
    }
    if (here().is("IN")) {
        ++m_at;
        ExpressionPtr made = node(ExpressionKind::In);
        made->negated = negated;
        made->parts.push_back(std::move(left));
        for (ExpressionPtr &part : argumentList())
            made->parts.push_back(std::move(part));
        return made;
    }
    return left;
}

ExpressionPtr Parser::sum()
{
    ExpressionPtr left = primary();
    for (;;) {
        if (take("+"))
            left = operation(u"+"_s, std::move(left), primary());
        else if (take("-"))
            left = operation(u"-"_s, std::move(left), primary());
        else
            return left;
    }
}

std::vector<ExpressionPtr> Parser::argumentList()
{
    std::vector<ExpressionPtr> list;
    expect("(");
    if (take(")"))
        return list;
    do {
        list.push_back(expression());
    } while (take(","));
    expect(")");
    return list;
}

ExpressionPtr Parser::primary()
{
    struct Depth
    { // statements nested deeper than any of ours are refused, not recursed into
        int &value;
        explicit Depth(int &v)
            : value(v)
        {
            ++value;
        }
        ~Depth() { --value; }
    } depth(m_depth);
    if (m_depth > 64)
        nearHere();
    if (failed())
        return node(ExpressionKind::Literal);
    const Token token = here();
    switch (token.kind) {
    case TokenKind::Text:
        ++m_at;
        return literal(textValue(token.text));
    case TokenKind::Number:
        ++m_at;
        return literal(intValue(token.text.toLongLong(), token.text.size() > 9 ? SqlType::BigInt : SqlType::Int));
    case TokenKind::Binary:
        ++m_at;
        return literal(binaryValue(QByteArray::fromHex(token.text.toLatin1())));
    case TokenKind::Variable: {
        ++m_at;
        ExpressionPtr made = node(ExpressionKind::Variable);
        made->names = {token.text};
        return made;
    }
    default:
        break;
    }
    if (take("NULL"))
        return literal(nullOf(SqlType::Int));
    if (take("-")) {
        ExpressionPtr made = node(ExpressionKind::Negative);
        made->parts.push_back(primary());
        return made;
    }
    if (here().is("EXISTS") || (here().is("(") && here(1).is("SELECT"))) {
        ExpressionPtr made = node(take("EXISTS") ? ExpressionKind::Exists : ExpressionKind::Subquery);
        expect("(");
        made->subquery = select();
        expect(")");
        return made;
    }
    if (take("(")) {
        ExpressionPtr inner = expression();
        expect(")");
        return inner;
    }
    if (take("CASE"))
        return caseExpression();
    if (here(1).is("(")) {
        const bool convert = token.is("CONVERT") || token.is("TRY_CONVERT");
        if (convert || token.is("CAST") || token.is("TRY_CAST")) {
            ++m_at;
            return conversion(convert, token.text.startsWith(u"TRY"_s, Qt::CaseInsensitive));
        }
    }
    return nameOrCall();
}

ExpressionPtr Parser::caseExpression()
{
    ExpressionPtr made = node(ExpressionKind::Case);
    while (take("WHEN")) {
        made->parts.push_back(expression());
        expect("THEN");
        made->parts.push_back(expression());
    }
    if (made->parts.empty())
        nearHere();
    if (take("ELSE")) {
        made->number = 1;
        made->parts.push_back(expression());
    }
    expect("END");
    return made;
}

void Parser::dataType(Expression &into)
{
    const Token token = here();
    for (const TypeName &type : Types) {
        if (token.kind == TokenKind::End || token.text.compare(QLatin1StringView(type.name), Qt::CaseInsensitive) != 0)
            continue;
        ++m_at;
        into.type = type.type;
        into.length = type.length;
        if (type.takesLength && take("(")) {
            if (take("MAX"))
                into.type = type.type == SqlType::Text ? SqlType::TextMax : SqlType::BinaryMax;
            else if (here().kind == TokenKind::Number)
                into.length = m_tokens[m_at++].text.toInt();
            else
                nearHere();
            expect(")");
        }
        const int most = into.type == SqlType::DateTime2 ? 7 : 8000;
        if (into.length < 0 || into.length > most)
            nearHere();
        return;
    }
    nearHere();
}

ExpressionPtr Parser::conversion(bool convert, bool tolerant)
{
    ExpressionPtr made = node(ExpressionKind::Convert);
    made->tolerant = tolerant;
    expect("(");
    if (convert) {
        dataType(*made);
        expect(",");
        made->parts.push_back(expression());
        if (take(",")) {
            made->number = here().text.toInt();
            if (here().kind == TokenKind::Number)
                ++m_at;
            else
                nearHere();
        }
    } else {
        made->parts.push_back(expression());
        expect("AS");
        dataType(*made);
    }
    expect(")");
    return made;
}

ExpressionPtr Parser::nameOrCall()
{
    ExpressionPtr made = node(ExpressionKind::Column);
    made->names = dottedName();
    if (failed() || !here().is("("))
        return made;
    if (made->names.back().compare("COUNT"_L1, Qt::CaseInsensitive) == 0 && here(1).is("*") && here(2).is(")")) {
        m_at += 3;
        made->kind = ExpressionKind::CountStar;
        return made;
    }
    made->kind = ExpressionKind::Call;
    made->parts = argumentList();
    return made;
}

} // namespace smk::engine
