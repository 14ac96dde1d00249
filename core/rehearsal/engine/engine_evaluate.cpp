#include "engine_evaluate.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

SqlValue truth(std::optional<bool> value)
{
    return value ? bitValue(*value) : nullOf(SqlType::Bit);
}

// LIKE with % _ and \-less brackets left out: none of the statements we know has them.
bool matches(QStringView text, QStringView pattern)
{
    if (pattern.isEmpty())
        return text.isEmpty();
    if (pattern.front() == u'%') {
        for (qsizetype i = 0; i <= text.size(); ++i) {
            if (matches(text.sliced(i), pattern.sliced(1)))
                return true;
        }
        return false;
    }
    const bool same =
        !text.isEmpty() && (pattern.front() == u'_' || text.front().toCaseFolded() == pattern.front().toCaseFolded());
    return same && matches(text.sliced(1), pattern.sliced(1));
}

std::optional<bool> holds(const QString &sign, const SqlValue &left, const SqlValue &right)
{
    const auto order = compared(left, right);
    if (!order)
        return std::nullopt;
    if (sign == u"="_s)
        return *order == 0;
    if (sign == u"<>"_s || sign == u"!="_s)
        return *order != 0;
    if (sign == u"<"_s)
        return *order < 0;
    if (sign == u">"_s)
        return *order > 0;
    return sign == u"<="_s ? *order <= 0 : *order >= 0;
}

} // namespace

void Evaluator::fail(int number, const QStringList &arguments)
{
    if (m_errors.empty())
        m_errors.push_back(serverError(number, arguments));
}

bool Evaluator::abortsBatch() const
{
    return std::any_of(m_errors.begin(), m_errors.end(), [](const ServerMessage &error) {
        return error.number == 208 || error.number == 207 || error.number == 4104 || error.number == 195;
    });
}

SqlValue Evaluator::evaluatedIn(const Scope &scope, const Expression &expression)
{
    const Scope *before = m_scope;
    m_scope = &scope;
    SqlValue result = value(expression);
    m_scope = before;
    return result;
}

SqlValue Evaluator::value(const Expression &expression)
{
    if (!m_errors.empty())
        return nullOf(SqlType::Int);
    switch (expression.kind) {
    case ExpressionKind::Literal:
        return expression.value;
    case ExpressionKind::Column:
        return column(expression);
    case ExpressionKind::Variable:
        return variable(expression.names.front());
    case ExpressionKind::Call:
        return call(expression);
    case ExpressionKind::CountStar:
        return aggregate(u"COUNT"_s, expression);
    case ExpressionKind::Convert:
        return conversion(expression);
    case ExpressionKind::Not: {
        const SqlValue inner = value(*expression.parts[0]);
        return inner.null ? inner : bitValue(!inner.isTrue());
    }
    case ExpressionKind::Negative: {
        SqlValue inner = value(*expression.parts[0]);
        inner.number = -inner.number;
        return inner;
    }
    case ExpressionKind::Operation:
        return operation(expression);
    case ExpressionKind::IsNull:
        return bitValue(value(*expression.parts[0]).null != expression.negated);
    case ExpressionKind::In: {
        const SqlValue left = value(*expression.parts[0]);
        bool found = false;
        for (std::size_t i = 1; i < expression.parts.size(); ++i)
            found = found || holds(u"="_s, left, value(*expression.parts[i])).value_or(false);
        return left.null ? nullOf(SqlType::Bit) : bitValue(found != expression.negated);
    }
    case ExpressionKind::Case:
        return caseOf(expression);
    case ExpressionKind::Subquery:
        return subquery(expression);
    case ExpressionKind::Exists:
        return bitValue(!select(*expression.subquery).rows.empty());
    }
    return nullOf(SqlType::Int);
}

SqlValue Evaluator::column(const Expression &expression)
{
    const QString name = expression.names.back();
    const QString owner = expression.names.size() > 1 ? expression.names[expression.names.size() - 2] : QString();
    for (const Scope *scope = m_scope; scope != nullptr; scope = scope->outer) {
        for (std::size_t s = 0; scope->sources != nullptr && s < scope->sources->size(); ++s) {
            const Source &source = (*scope->sources)[s];
            const QString &called = source.alias.isEmpty() ? source.table : source.alias;
            if (!owner.isEmpty() && owner.compare(called, Qt::CaseInsensitive) != 0)
                continue;
            for (std::size_t c = 0; c < source.content.columns.size(); ++c) {
                const SqlColumn &found = source.content.columns[c];
                if (found.name.compare(name, Qt::CaseInsensitive) != 0)
                    continue;
                const SqlRow *row = scope->row != nullptr ? (*scope->row)[s] : nullptr;
                return row != nullptr ? (*row)[c] : nullOf(found.type, found.length);
            }
        }
    }
    if (expression.names.size() == 1 && name.compare("SYSTEM_USER"_L1, Qt::CaseInsensitive) == 0)
        return textValue(m_session.login, 128);
    if (expression.names.size() == 1 && name.compare("CURRENT_TIMESTAMP"_L1, Qt::CaseInsensitive) == 0)
        return timeValue(QDateTime::currentDateTime());
    if (owner.isEmpty())
        fail(207, {name});
    else
        fail(4104, {expression.names.join(u'.')});
    return nullOf(SqlType::Int);
}

SqlValue Evaluator::variable(const QString &name)
{
    const QString lower = name.toLower();
    const auto found = m_variables.find(lower);
    if (found != m_variables.end())
        return found->second;
    const ServerIdentity &identity = m_instance.identity();
    if (lower == u"@@servername"_s)
        return textValue(identity.serverName, 128);
    if (lower == u"@@version"_s)
        return textValue(identity.versionText, 300);
    if (lower == u"@@spid"_s)
        return intValue(m_session.spid, SqlType::SmallInt);
    if (lower == u"@@servicename"_s)
        return textValue(identity.instanceName.isEmpty() ? u"MSSQLSERVER"_s : identity.instanceName, 128);
    if (lower == u"@@language"_s)
        return textValue(u"us_english"_s, 128);
    if (lower == u"@@microsoftversion"_s)
        return intValue((qint64(identity.major) << 24) | identity.build);
    static const std::pair<const char *, int> numbers[] = {
        {"@@trancount", 0},     {"@@error", 0},         {"@@rowcount", 0},
        {"@@nestlevel", 0},     {"@@langid", 0},        {"@@datefirst", 7},
        {"@@options", 5432},    {"@@lock_timeout", -1}, {"@@textsize", 2147483647},
        {"@@max_precision", 38}};
    for (const auto &[known, number] : numbers) {
        if (lower == QLatin1StringView(known))
            return intValue(number);
    }
    fail(137, {name});
    return nullOf(SqlType::Int);
}

SqlValue Evaluator::operation(const Expression &expression)
{
    const QString &sign = expression.names.front();
    const SqlValue left = value(*expression.parts[0]);
    if (sign == u"AND"_s || sign == u"OR"_s) {
        const bool decides = sign == u"OR"_s;
        if (!left.null && left.isTrue() == decides)
            return bitValue(decides);
        const SqlValue right = value(*expression.parts[1]);
        if (!right.null && right.isTrue() == decides)
            return bitValue(decides);
        return left.null || right.null ? nullOf(SqlType::Bit) : bitValue(!decides);
    }
    const SqlValue right = value(*expression.parts[1]);
    if (sign == u"LIKE"_s) {
        if (left.null || right.null)
            return nullOf(SqlType::Bit);
        return bitValue(matches(shown(left), QString(shown(right)).left(400)));
    }
    if (sign != u"+"_s && sign != u"-"_s)
        return truth(holds(sign, left, right));
    if (left.isText() && right.isText() && sign == u"+"_s) {
        SqlValue joined = textValue(left.text + right.text, std::max(1, left.length + right.length));
        joined.null = left.null || right.null;
        return joined;
    }
    const auto a = converted(left, SqlType::BigInt, 0);
    const auto b = converted(right, SqlType::BigInt, 0);
    if (!a || !b) {
        const SqlValue &text = a ? right : left;
        fail(245, {u"nvarchar"_s, shown(text), u"int"_s});
        return nullOf(SqlType::Int);
    }
    SqlValue result =
        intValue(sign == u"+"_s ? a->number + b->number : a->number - b->number,
                 left.type == SqlType::BigInt || right.type == SqlType::BigInt ? SqlType::BigInt : SqlType::Int);
    result.null = a->null || b->null;
    return result;
}

SqlValue Evaluator::caseOf(const Expression &expression)
{
    const std::size_t pairs = (expression.parts.size() - static_cast<std::size_t>(expression.number)) / 2;
    for (std::size_t i = 0; i < pairs; ++i) {
        if (value(*expression.parts[2 * i]).isTrue())
            return value(*expression.parts[2 * i + 1]);
    }
    if (expression.number == 1)
        return value(*expression.parts.back());
    SqlValue type = value(*expression.parts[1]);
    return nullOf(type.type, type.length);
}

SqlValue Evaluator::conversion(const Expression &expression)
{
    const SqlValue inner = value(*expression.parts[0]);
    auto result = converted(inner, expression.type, expression.length, expression.number);
    if (result)
        return *result;
    if (!expression.tolerant)
        fail(245, {u"nvarchar"_s, shown(inner), u"int"_s});
    return nullOf(expression.type, expression.length);
}

SqlValue Evaluator::subquery(const Expression &expression)
{
    const SqlTable table = select(*expression.subquery);
    if (table.columns.empty())
        return nullOf(SqlType::Int);
    if (table.rows.empty())
        return nullOf(table.columns.front().type, table.columns.front().length);
    return table.rows.front().front();
}

SqlValue Evaluator::aggregate(const QString &name, const Expression &expression)
{
    const Scope *scope = m_scope;
    const bool counts = name == u"COUNT"_s || name == u"COUNT_BIG"_s;
    SqlValue best = counts ? intValue(0, name == u"COUNT"_s ? SqlType::Int : SqlType::BigInt) : nullOf(SqlType::Int);
    if (scope == nullptr || scope->group == nullptr)
        return best;
    for (const Picked &row : *scope->group) {
        if (expression.kind == ExpressionKind::CountStar) {
            ++best.number;
            continue;
        }
        const Scope one{scope->sources, &row, nullptr, scope->outer};
        const SqlValue item = evaluatedIn(one, *expression.parts[0]);
        if (best.null && !counts)
            best = item;
        else if (item.null)
            continue;
        else if (counts)
            ++best.number;
        else if (name == u"SUM"_s)
            best.number += item.number;
        else if (compared(item, best).value_or(0) == (name == u"MAX"_s ? 1 : -1))
            best = item;
    }
    return best;
}

} // namespace smk::engine
