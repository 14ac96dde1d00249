#include "tds_tokens.h"

#include "tds_rows.h"

namespace smk::tds {

namespace {

using namespace Qt::StringLiterals;

constexpr unsigned Error = 0xAA;
constexpr unsigned Info = 0xAB;
constexpr unsigned LoginAck = 0xAD;
constexpr unsigned FeatureAck = 0xAE;
constexpr unsigned EnvironmentChange = 0xE3;
constexpr unsigned ReturnStatus = 0x79;
constexpr unsigned ReturnValue = 0xAC;
constexpr unsigned Sspi = 0xED;
constexpr unsigned Select = 0xC1;

void putCounted(Writer &out, unsigned token, const Writer &body)
{
    out.u8(token).u16(static_cast<unsigned>(body.size())).bytes(body.data());
}

void putTextChange(Writer &out, unsigned type, const QString &to, const QString &from)
{
    Writer body;
    body.u8(type).shortText(to).shortText(from);
    putCounted(out, EnvironmentChange, body);
}

} // namespace

void putMessage(Writer &out, const engine::ServerMessage &message, const QString &serverName)
{
    Writer body;
    body.u32(static_cast<std::uint32_t>(message.number)).u8(static_cast<unsigned>(message.state));
    body.u8(static_cast<unsigned>(message.severity)).longText(message.text).shortText(serverName);
    body.shortText(message.procedure).u32(static_cast<std::uint32_t>(message.line));
    putCounted(out, message.severity > 10 ? Error : Info, body);
}

void putDone(Writer &out, DoneKind kind, unsigned status, unsigned command, std::uint64_t rows)
{
    out.u8(static_cast<unsigned>(kind)).u16(status).u16(command).u64(rows);
}

void putDatabaseChange(Writer &out, const QString &from, const QString &to)
{
    putTextChange(out, 1, to, from);
}

void putResetAcknowledged(Writer &out)
{
    Writer body;
    body.u8(18).u8(0).u8(0);
    putCounted(out, EnvironmentChange, body);
}

void putSspi(Writer &out, const QByteArray &blob)
{
    Writer body;
    body.bytes(blob);
    putCounted(out, Sspi, body);
}

void putTransactionChange(Writer &out, unsigned type, std::uint64_t descriptor)
{
    Writer body;
    body.u8(type);
    if (type == 8)
        body.u8(8).u64(descriptor).u8(0);
    else
        body.u8(0).u8(8).u64(descriptor);
    putCounted(out, EnvironmentChange, body);
}

void putReturnStatus(Writer &out, int status)
{
    out.u8(ReturnStatus).u32(static_cast<std::uint32_t>(status));
}

void putReturnInt(Writer &out, unsigned ordinal, const QString &name, std::optional<int> value)
{
    out.u8(ReturnValue).u16(ordinal).shortText(name).u8(1).u32(0).u16(0).u8(0x26).u8(4);
    if (value)
        out.u8(4).u32(static_cast<std::uint32_t>(*value));
    else
        out.u8(0);
}

void putLoginReply(Writer &out, const LoginGreeting &greeting)
{
    putTextChange(out, 1, greeting.database, u"master"_s);
    putMessage(out, {5701, 10, 2, u"Changed database context to '%1'."_s.arg(greeting.database)}, greeting.serverName);
    Writer collation;
    collation.u8(7).u8(5).bytes(collationBytes()).u8(0);
    putCounted(out, EnvironmentChange, collation);
    putTextChange(out, 2, u"us_english"_s, QString());
    putMessage(out, {5703, 10, 1, u"Changed language setting to us_english."_s}, greeting.serverName);
    Writer ack;
    ack.u8(1).bigEndian32(greeting.tdsVersion).shortText(u"Microsoft SQL Server");
    ack.u8(static_cast<unsigned>(greeting.major)).u8(0).bigEndian16(static_cast<unsigned>(greeting.build));
    putCounted(out, LoginAck, ack);
    if (greeting.acknowledgeUtf8)
        out.u8(FeatureAck).u8(0x0A).u32(1).u8(1).u8(0xFF);
    putTextChange(out, 4, QString::number(greeting.packetSize), u"4096"_s);
    putDone(out, DoneKind::Batch, 0);
}

void putReply(Writer &out, const engine::Reply &reply, const QString &serverName, DoneKind kind, bool moreFollows)
{
    std::size_t lastEnd = reply.items.size();
    for (std::size_t i = 0; i < reply.items.size(); ++i) {
        if (std::holds_alternative<engine::StatementEnd>(reply.items[i]))
            lastEnd = i;
    }
    for (std::size_t i = 0; i < reply.items.size(); ++i) {
        const engine::ReplyItem &item = reply.items[i];
        if (const auto *message = std::get_if<engine::ServerMessage>(&item)) {
            putMessage(out, *message, serverName);
        } else if (const auto *change = std::get_if<engine::DatabaseChange>(&item)) {
            putDatabaseChange(out, change->from, change->to);
        } else if (const auto *table = std::get_if<engine::SqlTable>(&item)) {
            putTable(out, *table);
        } else if (const auto *end = std::get_if<engine::StatementEnd>(&item)) {
            const unsigned status = (end->failed ? DoneError : 0) | (end->counted ? DoneCount : 0)
                                    | (i != lastEnd || moreFollows ? DoneMore : 0);
            putDone(out, kind, status, end->isSelect ? Select : 0, static_cast<std::uint64_t>(end->rows));
        }
    }
    if (lastEnd == reply.items.size() && !moreFollows)
        putDone(out, kind, 0);
}

} // namespace smk::tds
