// Tokens of a reply (MS-TDS 2.2.7).
#pragma once

#include "engine_reply.h"
#include "tds_bytes.h"
#include "tds_login7.h"

namespace smk::tds {

// Status bits of DONE.
constexpr unsigned DoneMore = 0x01;
constexpr unsigned DoneError = 0x02;
constexpr unsigned DoneCount = 0x10;
constexpr unsigned DoneAttention = 0x20;

enum class DoneKind : std::uint8_t { Batch = 0xFD, Procedure = 0xFE, InProcedure = 0xFF };

struct LoginGreeting
{
    QString serverName;
    QString database;
    int packetSize = 4096;
    std::uint32_t tdsVersion = 0x74000004;
    int major = 16;
    int build = 0;
    bool acknowledgeUtf8 = false;
};

void putMessage(Writer &out, const engine::ServerMessage &message, const QString &serverName);
void putDone(Writer &out, DoneKind kind, unsigned status, unsigned command = 0, std::uint64_t rows = 0);
void putDatabaseChange(Writer &out, const QString &from, const QString &to);
void putResetAcknowledged(Writer &out);
// ENVCHANGE 8, 9, 10: a transaction began, was committed, was rolled back.
void putTransactionChange(Writer &out, unsigned type, std::uint64_t descriptor);
// SSPI: what the client's security library is to read next.
void putSspi(Writer &out, const QByteArray &blob);
void putReturnStatus(Writer &out, int status);
void putReturnInt(Writer &out, unsigned ordinal, const QString &name, std::optional<int> value);
// The proven order: database, 5701, collation, language, 5703, LOGINACK, (feature ack), packet size, DONE.
void putLoginReply(Writer &out, const LoginGreeting &greeting);
// Tables, messages and ends of a reply; the last end carries no "more" unless `moreFollows`.
void putReply(Writer &out, const engine::Reply &reply, const QString &serverName, DoneKind kind, bool moreFollows);

} // namespace smk::tds
