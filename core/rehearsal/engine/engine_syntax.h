// The statements that this server understands, as they stand after parsing. One list; all else is a syntax error.
#pragma once

#include "engine_tokens.h"

#include <memory>

namespace smk::engine {

struct SelectSyntax;
struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

enum class ExpressionKind {
    Literal,
    Column,   // names
    Variable, // @x and @@x
    Call,     // names.back()(parts)
    CountStar,
    Convert, // parts[0] as type; `number` the style
    Not,
    Negative,
    Operation, // parts[0] name parts[1]: = <> < > <= >= + - AND OR LIKE
    IsNull,    // `negated`
    In,        // parts[0] IN the rest; `negated`
    Case,      // parts: when, then, when, then …[, else]; `number` 1 where there is an else
    Subquery,
    Exists,
};

struct Expression
{
    ExpressionKind kind = ExpressionKind::Literal;
    QStringList names = {};
    SqlValue value = {};
    SqlType type = SqlType::Int;
    int length = 0;
    int number = 0;
    bool negated = false;
    bool tolerant = false; // TRY_CAST, TRY_CONVERT
    std::vector<ExpressionPtr> parts = {};
    std::unique_ptr<SelectSyntax> subquery = {};
};

enum class SourceKind { Table, Function, Bulk };
enum class JoinKind { Cross, Inner, Left };

struct SourceSyntax
{
    SourceKind kind = SourceKind::Table;
    JoinKind join = JoinKind::Cross;
    QStringList names = {};
    QString alias = {};
    QString bulkFile = {};
    std::vector<ExpressionPtr> arguments = {};
    ExpressionPtr on = {};
};

struct ItemSyntax
{
    ExpressionPtr expression; // none: *
    QString alias = {};
};

struct OrderSyntax
{
    ExpressionPtr expression;
    bool descending = false;
};

struct SelectSyntax
{
    int top = -1;
    std::vector<ItemSyntax> items = {};
    std::vector<SourceSyntax> sources = {};
    ExpressionPtr where = {};
    std::vector<OrderSyntax> order = {};
};

struct ArgumentSyntax
{
    QString name = {}; // "@stmt" or empty
    ExpressionPtr value;
};

enum class StatementKind { Select, Set, Use, Execute, BackUpKey, RestoreKey, RegenerateKey, Print, NotSupportedHere };

struct StatementSyntax
{
    StatementKind kind = StatementKind::Select;
    std::unique_ptr<SelectSyntax> select = {};
    QString name = {}; // database of USE, procedure of EXEC
    QString file = {};
    QString password = {};
    bool force = false;
    std::vector<ArgumentSyntax> arguments = {};
    ExpressionPtr value = {};
    int line = 1;
};

struct Batch
{
    std::vector<StatementSyntax> statements = {};
    std::vector<ServerMessage> errors = {}; // any: nothing of the batch runs
};

[[nodiscard]] Batch parsed(const QString &sql);

} // namespace smk::engine
