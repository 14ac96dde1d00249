#include "engine_parser.h"

#include "engine_errors.h"

namespace smk::engine {

std::unique_ptr<SelectSyntax> Parser::select()
{
    auto made = std::make_unique<SelectSyntax>();
    expect("SELECT");
    if (++m_depth > 32) {
        nearHere();
        return made;
    }
    if (take("TOP")) {
        const bool bracket = take("(");
        if (here().kind == TokenKind::Number)
            made->top = m_tokens[m_at++].text.toInt();
        else
            nearHere();
        if (bracket)
            expect(")");
    }
    do {
        ItemSyntax item;
        if (!take("*")) {
            // alias = expression
            if (atName() && here(1).is("=")) {
                item.alias = here().text;
                m_at += 2;
            }
            item.expression = expression();
            if (take("AS")) {
                if (atName() || here().kind == TokenKind::Text)
                    item.alias = m_tokens[m_at++].text;
                else
                    nearHere();
            } else if (atName()) {
                item.alias = m_tokens[m_at++].text;
            }
        }
        made->items.push_back(std::move(item));
    } while (take(","));
    if (take("FROM")) {
        source(*made, JoinKind::Cross);
        for (JoinKind join = JoinKind::Cross; !failed() && joinAhead(join);)
            source(*made, join);
    }
    if (take("WHERE"))
        made->where = expression();
    if (take("ORDER")) {
        expect("BY");
        do {
            OrderSyntax order;
            order.expression = expression();
            order.descending = take("DESC");
            if (!order.descending)
                take("ASC");
            made->order.push_back(std::move(order));
        } while (take(","));
    }
    --m_depth;
    return made;
}

bool Parser::joinAhead(JoinKind &join)
{
    if (take(",")) {
        join = JoinKind::Cross;
        return true;
    }
    if (take("CROSS")) {
        join = JoinKind::Cross;
        return take("APPLY") || expect("JOIN");
    }
    if (take("LEFT")) {
        join = JoinKind::Left;
        take("OUTER");
        return expect("JOIN");
    }
    if (take("INNER")) {
        join = JoinKind::Inner;
        return expect("JOIN");
    }
    join = JoinKind::Inner;
    return take("JOIN");
}

void Parser::bulk(SourceSyntax &into)
{
    into.kind = SourceKind::Bulk;
    expect("(");
    expect("BULK");
    into.bulkFile = expectText();
    expect(",");
    expect("SINGLE_BLOB");
    expect(")");
}

void Parser::source(SelectSyntax &into, JoinKind join)
{
    SourceSyntax made;
    made.join = join;
    if (take("OPENROWSET")) {
        bulk(made);
    } else {
        made.names = dottedName();
        if (here().is("(")) {
            made.kind = SourceKind::Function;
            made.arguments = argumentList();
        }
    }
    if (take("AS")) {
        if (atName())
            made.alias = m_tokens[m_at++].text;
        else
            nearHere();
    } else if (atName()) {
        made.alias = m_tokens[m_at++].text;
    }
    if (take("WITH")) { // (NOLOCK)
        expect("(");
        expect("NOLOCK");
        expect(")");
    }
    if (made.kind == SourceKind::Bulk && made.alias.isEmpty() && !failed())
        m_error = serverError(491, {}, here().line);
    if (join != JoinKind::Cross) {
        expect("ON");
        made.on = expression();
    }
    into.sources.push_back(std::move(made));
}

} // namespace smk::engine
