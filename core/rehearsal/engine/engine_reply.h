// What a statement answers: messages, tables, ends of statements, in the order in which they are sent.
#pragma once

#include "engine_value.h"

#include <variant>

namespace smk::engine {

// Severity up to 10 is an INFO, above an ERROR; 20 and more ends the connection.
struct ServerMessage
{
    int number = 0;
    int severity = 16;
    int state = 1;
    QString text;
    QString procedure = {};
    int line = 1;
};

struct StatementEnd
{
    bool failed = false;
    bool counted = false;
    qint64 rows = 0;
    bool isSelect = false;
};

struct DatabaseChange
{
    QString from;
    QString to;
};

using ReplyItem = std::variant<ServerMessage, SqlTable, StatementEnd, DatabaseChange>;

enum class LineFault { None, Reset };

struct Reply
{
    std::vector<ReplyItem> items;
    LineFault fault = LineFault::None; // the connection dies instead of answering
    bool attention = false;            // the client called it off while it ran
    int returnStatus = 0;

    void add(ServerMessage message) { items.emplace_back(std::move(message)); }
    void add(SqlTable table); // with its end
    void end(bool failed) { items.emplace_back(StatementEnd{failed}); }
    void fail(ServerMessage message); // the message and a failed end
    [[nodiscard]] const ServerMessage *firstError() const;
};

} // namespace smk::engine
