// One client from its first byte to its last, on a thread of its own.
#pragma once

#include "rehearsal_instance.h"
#include "tds_prelogin.h"
#include "tds_rpc.h"
#include "tds_tokens.h"
#include "tds_transport.h"

namespace smk::tds {

class Connection
{
public:
    Connection(qintptr descriptor, engine::RehearsalInstance &instance, std::shared_ptr<const TlsContexts> tls,
               std::stop_token stop);
    void run();

private:
    [[nodiscard]] bool openLine(); // PRELOGIN and TLS
    [[nodiscard]] bool logIn();
    void refuseLogin(const engine::ServerMessage &error);
    // The account's name as the server writes it; `token` is for the client and goes before the login's reply.
    // Nothing: refused, and the client was told.
    [[nodiscard]] std::optional<QString> integratedLogin(const Login7 &login, QByteArray &token);
    [[nodiscard]] bool answerTicket(const QByteArray &token);
    void throwAtLogin(const ThrownError &thrown, const QString &user);
    [[nodiscard]] bool answer(const Message &request); // false: the line is dead
    [[nodiscard]] bool runBatch(const Message &request);
    [[nodiscard]] bool runRpc(const Message &request);
    [[nodiscard]] bool changeTransaction(const Message &request);
    [[nodiscard]] bool send(const Writer &tokens);
    [[nodiscard]] bool sendReply(const engine::Reply &reply, Writer &tokens);
    [[nodiscard]] bool acknowledgeAttention(bool ranStatement);
    [[nodiscard]] bool pause(int milliseconds);
    [[nodiscard]] engine::Reply prepare(const RpcRequest &request, bool runs,
                                        std::vector<std::optional<int>> &returned);
    [[nodiscard]] engine::Reply openCursor(const RpcRequest &request, std::vector<std::optional<int>> &returned);
    void putRpcReply(Writer &tokens, const RpcRequest &request, bool last);

    engine::RehearsalInstance &m_instance;
    std::shared_ptr<const TlsContexts> m_tls;
    Transport m_line;
    engine::EngineSession m_session;
    bool m_strict = false;
    bool m_loginOnly = false;
    int m_packetSize = DefaultPacketSize;
    std::uint64_t m_transaction = 0; // open one; nothing here depends on it, but drivers without autocommit ask for it
    bool m_attention = false;        // one came while a request ran
    engine::Reply m_last;            // of the RPC just run
};

} // namespace smk::tds
