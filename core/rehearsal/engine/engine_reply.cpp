#include "engine_reply.h"

namespace smk::engine {

void Reply::add(SqlTable table)
{
    const auto rows = static_cast<qint64>(table.rows.size());
    items.emplace_back(std::move(table));
    items.emplace_back(StatementEnd{false, true, rows, true});
}

void Reply::fail(ServerMessage message)
{
    items.emplace_back(std::move(message));
    items.emplace_back(StatementEnd{true});
}

const ServerMessage *Reply::firstError() const
{
    for (const ReplyItem &item : items) {
        const auto *message = std::get_if<ServerMessage>(&item);
        if (message != nullptr && message->severity > 10)
            return message;
    }
    return nullptr;
}

} // namespace smk::engine
