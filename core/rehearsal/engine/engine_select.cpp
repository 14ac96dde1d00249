#include "engine_evaluate.h"

#include "engine_errors.h"

namespace smk::engine {

namespace {

using namespace Qt::StringLiterals;

constexpr std::size_t MostRows = 20000;

bool isAggregate(const Expression &expression)
{
    static const QStringList names{u"COUNT"_s, u"COUNT_BIG"_s, u"SUM"_s, u"MAX"_s, u"MIN"_s};
    if (expression.kind == ExpressionKind::CountStar)
        return true;
    if (expression.kind == ExpressionKind::Call && names.contains(expression.names.back().toUpper()))
        return true;
    return std::any_of(expression.parts.begin(), expression.parts.end(),
                       [](const ExpressionPtr &part) { return part && isAggregate(*part); });
}

QString nameOf(const ItemSyntax &item)
{
    if (!item.alias.isEmpty())
        return item.alias;
    return item.expression && item.expression->kind == ExpressionKind::Column ? item.expression->names.back()
                                                                              : QString();
}

// The widest of what stands in a column; a type that only some rows have wins over a NULL without one.
void widen(SqlColumn &column, const SqlValue &value)
{
    if (value.type != column.type && !value.null) {
        const bool grows = value.type == SqlType::TextMax || value.type == SqlType::BinaryMax;
        const bool shrinks = (column.type == SqlType::TextMax && value.isText())
                             || (column.type == SqlType::BinaryMax && value.isBinary());
        const bool textWins = value.isText() && column.type <= SqlType::Bit;
        const bool bigger = value.type == SqlType::BigInt && column.type == SqlType::Int;
        if ((grows || textWins || bigger) && !shrinks)
            column.type = value.type;
    }
    column.length = std::max(column.length, value.length);
}

} // namespace

Evaluator::Source Evaluator::opened(const SourceSyntax &syntax)
{
    Source source;
    source.alias = syntax.alias;
    if (syntax.kind == SourceKind::Bulk) {
        source.content = bulkFile(syntax.bulkFile);
        return source;
    }
    const QString full = syntax.names.join(u'.');
    source.table = syntax.names.value(syntax.names.size() - 1);
    // sys.x, or master.sys.x: system views exist in every database, and all of ours show the same.
    const bool inSys =
        syntax.names.size() >= 2 && syntax.names[syntax.names.size() - 2].compare("sys"_L1, Qt::CaseInsensitive) == 0;
    const bool known = syntax.names.size() < 3
                       || QStringList{u"master"_s, u"msdb"_s, u"model"_s, u"tempdb"_s}.contains(
                           syntax.names[syntax.names.size() - 3].toLower());
    std::optional<SqlTable> table;
    if (inSys && known && syntax.names.size() <= 3) {
        const QString name = source.table.toLower();
        if (syntax.kind == SourceKind::Function) {
            std::vector<SqlValue> arguments;
            for (const ExpressionPtr &argument : syntax.arguments)
                arguments.push_back(value(*argument));
            table = systemFunction(name, arguments);
        } else {
            table = systemTable(name);
        }
    }
    if (!table)
        fail(208, {full});
    else
        source.content = std::move(*table);
    return source;
}

std::vector<Evaluator::Picked> Evaluator::rowsOf(const SelectSyntax &select, const std::vector<Source> &sources)
{
    std::vector<Picked> rows{Picked()};
    for (std::size_t s = 0; s < sources.size(); ++s) {
        const std::vector<Source> upToHere(sources.begin(), sources.begin() + static_cast<std::ptrdiff_t>(s) + 1);
        std::vector<Picked> next;
        for (const Picked &left : rows) {
            bool found = false;
            for (const SqlRow &right : sources[s].content.rows) {
                Picked both = left;
                both.push_back(&right);
                const Scope scope{&upToHere, &both, nullptr, m_scope};
                if (select.sources[s].on && !evaluatedIn(scope, *select.sources[s].on).isTrue())
                    continue;
                found = true;
                next.push_back(std::move(both));
                if (next.size() >= MostRows)
                    break;
            }
            if (!found && select.sources[s].join == JoinKind::Left) {
                Picked alone = left;
                alone.push_back(nullptr);
                next.push_back(std::move(alone));
            }
        }
        rows = std::move(next);
    }
    if (select.where) {
        std::erase_if(rows, [&](const Picked &row) {
            const Scope scope{&sources, &row, nullptr, m_scope};
            return !evaluatedIn(scope, *select.where).isTrue();
        });
        if (rows.empty()) { // names are bound even where no row is looked at
            const Picked none(sources.size(), nullptr);
            const Scope scope{&sources, &none, nullptr, m_scope};
            (void)evaluatedIn(scope, *select.where);
        }
    }
    return rows;
}

void Evaluator::sort(const SelectSyntax &select, const std::vector<Source> &sources, std::vector<Picked> &rows)
{
    std::stable_sort(rows.begin(), rows.end(), [&](const Picked &a, const Picked &b) {
        for (const OrderSyntax &order : select.order) {
            const Expression *by = order.expression.get();
            for (const ItemSyntax &item : select.items) { // an alias of the list
                if (by->kind == ExpressionKind::Column && by->names.size() == 1 && item.expression
                    && item.alias.compare(by->names.front(), Qt::CaseInsensitive) == 0)
                    by = item.expression.get();
            }
            const Scope left{&sources, &a, nullptr, m_scope};
            const Scope right{&sources, &b, nullptr, m_scope};
            const int result = compared(evaluatedIn(left, *by), evaluatedIn(right, *by)).value_or(0);
            if (result != 0)
                return order.descending ? result > 0 : result < 0;
        }
        return false;
    });
}

SqlTable Evaluator::projected(const SelectSyntax &select, const std::vector<Source> &sources,
                              const std::vector<Picked> &rows)
{
    const bool groups = std::any_of(select.items.begin(), select.items.end(), [](const ItemSyntax &item) {
        return item.expression && isAggregate(*item.expression);
    });
    const Picked none(sources.size(), nullptr);
    std::vector<Picked> shownRows = groups ? std::vector<Picked>{none} : rows;
    if (select.top >= 0 && shownRows.size() > static_cast<std::size_t>(select.top))
        shownRows.resize(static_cast<std::size_t>(select.top));

    SqlTable out;
    const Scope typing{&sources, &none, groups ? &rows : nullptr, m_scope};
    for (const ItemSyntax &item : select.items) {
        if (item.expression) {
            const SqlValue typed = evaluatedIn(typing, *item.expression);
            out.columns.push_back({nameOf(item), typed.type, typed.length});
            continue;
        }
        for (const Source &source : sources)
            out.columns.insert(out.columns.end(), source.content.columns.begin(), source.content.columns.end());
    }
    for (const Picked &picked : shownRows) {
        const Scope scope{&sources, &picked, groups ? &rows : nullptr, m_scope};
        SqlRow row;
        for (const ItemSyntax &item : select.items) {
            if (item.expression) {
                row.push_back(evaluatedIn(scope, *item.expression));
                continue;
            }
            for (std::size_t s = 0; s < sources.size(); ++s) {
                for (std::size_t c = 0; c < sources[s].content.columns.size(); ++c) {
                    const SqlColumn &column = sources[s].content.columns[c];
                    row.push_back(picked[s] != nullptr ? (*picked[s])[c] : nullOf(column.type, column.length));
                }
            }
        }
        for (std::size_t c = 0; c < row.size(); ++c)
            widen(out.columns[c], row[c]);
        out.rows.push_back(std::move(row));
    }
    for (SqlRow &row : out.rows) {
        for (std::size_t c = 0; c < row.size(); ++c) {
            if (row[c].type != out.columns[c].type)
                row[c] = converted(row[c], out.columns[c].type, out.columns[c].length)
                             .value_or(nullOf(out.columns[c].type, out.columns[c].length));
        }
    }
    return out;
}

SqlTable Evaluator::select(const SelectSyntax &syntax)
{
    if (++m_depth > 16)
        fail(102, {u"SELECT"_s});
    std::vector<Source> sources;
    for (const SourceSyntax &source : syntax.sources) {
        if (m_errors.empty())
            sources.push_back(opened(source));
    }
    SqlTable out;
    if (m_errors.empty()) {
        std::vector<Picked> rows = rowsOf(syntax, sources);
        sort(syntax, sources, rows);
        out = projected(syntax, sources, rows);
    }
    --m_depth;
    return m_errors.empty() ? out : SqlTable();
}

} // namespace smk::engine
