#include "tds_connection.h"

#include "engine_errors.h"
#include "engine_run.h"

#include "clock.h"

namespace smk::tds {

namespace {

using namespace Qt::StringLiterals;

constexpr int LoginPatience = 30000; // ms a client may take for each message until it is logged in
constexpr std::uint8_t TlsHandshakeRecord = 0x16;
constexpr std::uint8_t Utf8Support = 0x0A;
constexpr std::uint32_t Tds72 = 0x72090002;
constexpr std::uint32_t Tds80 = 0x08000000;

QString textOf(QByteArrayView bytes)
{
    Reader reader(bytes);
    return reader.utf16(bytes.size() / 2);
}

// What drivers send for themselves is not counted, so that "the n-th request" is the same with every driver.
bool isDriversOwn(const QString &procedure, const QString &sql)
{
    return procedure.startsWith("sp_datatype_info"_L1) || procedure == u"sp_unprepare"_s
           || sql.startsWith("sp_datatype_info"_L1, Qt::CaseInsensitive)
           || sql.trimmed().startsWith("SET "_L1, Qt::CaseInsensitive);
}

} // namespace

Connection::Connection(qintptr descriptor, engine::RehearsalInstance &instance, std::shared_ptr<const TlsContexts> tls,
                       std::stop_token stop)
    : m_instance(instance)
    , m_tls(std::move(tls))
    , m_line(descriptor, std::move(stop))
{
}

void Connection::run()
{
    if (m_instance.knobs().silent) {
        m_line.holdUntilClosed();
        return;
    }
    m_line.setPatience(LoginPatience);
    if (openLine() && logIn()) {
        m_line.setPatience(-1);
        for (;;) {
            const auto request = m_line.readMessage(LargestMessage);
            if (!request || !answer(*request))
                break;
        }
    }
    m_line.closeGracefully();
}

bool Connection::openLine()
{
    const auto first = m_line.peekFirstByte(LoginPatience);
    if (!first)
        return false;
    m_strict = *first == TlsHandshakeRecord;
    if (m_strict && (m_instance.encryption() == EncryptionPolicy::None || !m_line.startTls(m_tls->strict(), false)))
        return false;
    const auto message = m_line.readMessage(LargestLoginMessage);
    if (!message || message->type != PacketType::PreLogin)
        return false;
    const auto wish = parsePreLogin(message->payload);
    if (!wish)
        return false;
    if (!m_strict && m_instance.encryption() == EncryptionPolicy::Strict) {
        m_line.reset(); // 17819 goes to the real server's log; its client gets no byte, and "forcibly closed" (10054)
        return false;
    }
    const EncryptionAnswer answer = m_strict ? EncryptionAnswer{Encrypt::NotSupported, false, false, false}
                                             : negotiate(wish->encrypt, m_instance.encryption());
    const engine::ServerIdentity &identity = m_instance.identity();
    const QByteArray reply = preLoginReply(answer.answer, identity.major, identity.build);
    if (!m_line.writeMessage(PacketType::Reply, reply, DefaultPacketSize, 0) || answer.drop)
        return false;
    m_loginOnly = answer.loginOnly;
    return !answer.tls || m_line.startTls(m_tls->insideTds(), true);
}

void Connection::refuseLogin(const engine::ServerMessage &error)
{
    Writer tokens;
    putMessage(tokens, error, m_instance.identity().serverName);
    putDone(tokens, DoneKind::Batch, DoneError);
    (void)send(tokens);
}

void Connection::throwAtLogin(const ThrownError &thrown, const QString &user)
{
    if (thrown.kind == ThrowKind::Hang) {
        m_line.holdUntilClosed();
        return;
    }
    if (thrown.kind != ThrowKind::Message) {
        m_line.reset();
        return;
    }
    Writer tokens;
    putMessage(tokens, engine::messageOf(thrown), m_instance.identity().serverName);
    if (thrown.number >= 4060 && thrown.number <= 4064) // then the server says "login failed" too, as SQL Server does
        putMessage(tokens, engine::serverError(18456, {user}), m_instance.identity().serverName);
    putDone(tokens, DoneKind::Batch, DoneError);
    (void)send(tokens);
}

bool Connection::logIn()
{
    auto message = m_line.readMessage(LargestLoginMessage);
    if (!message || message->type != PacketType::Login7)
        return false;
    auto login = parseLogin7(message->payload);
    wipe(message->payload);
    m_instance.note({static_cast<int>(message->type), m_line.usesTls(), u"(login)"_s,
                     u"TDS %1%2, program %3, library %4"_s.arg(login ? login->tdsVersion : 0U, 8, 16, QChar(u'0'))
                         .arg(m_strict ? u" strict"_s : QString(), login ? login->application : QString(),
                              login ? login->library : QString())});
    if (m_loginOnly)
        m_line.endTls();
    m_session.spid = m_instance.nextSpid();
    // What is older than 7.2 has other DONE tokens than ours. 8.0 has the smaller number, and exists on a strict line
    // alone: mssql-jdbc and go-mssqldb say it there, tedious and Microsoft's ODBC driver say 7.4.
    const bool isTds80 = m_strict && login && login->tdsVersion == Tds80;
    if (!login || (login->tdsVersion < Tds72 && !isTds80)) {
        refuseLogin(engine::serverError(17832));
        return false;
    }
    const bool integrated = login->integrated && login->user.isEmpty();
    QByteArray token;
    if (integrated) {
        const auto account = integratedLogin(*login, token);
        if (!account)
            return false;
        login->user = *account;
    }
    const int fault = m_instance.knobs().loginError;
    const bool accepted = integrated || m_instance.accepts(login->user, login->password);
    login->password.clear();
    if (!accepted || fault != 0) {
        refuseLogin(engine::serverError(accepted ? fault : 18456, {login->user}));
        return false;
    }
    const QStringList databases{u""_s, u"master"_s, u"tempdb"_s, u"model"_s, u"msdb"_s};
    if (!databases.contains(login->database.toLower())) {
        refuseLogin(engine::serverError(4060, {login->database}));
        return false;
    }
    if (const auto thrown = m_instance.takeThrown(ThrowPlace::Login)) {
        throwAtLogin(*thrown, login->user);
        return false;
    }
    const engine::ServerIdentity &identity = m_instance.identity();
    m_session.login = integrated ? login->user : m_instance.login();
    if (integrated)
        m_session.authScheme = u"KERBEROS"_s;
    m_session.host = login->host;
    m_session.application = login->application;
    m_session.database = login->database.isEmpty() ? u"master"_s : login->database.toLower();
    m_session.encrypted = m_line.usesTls();
    m_session.serverAddress = identity.foreignAddress.isEmpty() ? m_line.localAddress() : identity.foreignAddress;
    m_session.clientAddress = identity.foreignAddress.isEmpty() ? m_line.peerAddress() : u"192.0.2.77"_s;
    m_session.serverPort = m_line.localPort();
    m_session.connected = nowUtc().toLocalTime();
    m_session.pause = [this](int milliseconds) { return pause(milliseconds); };

    const int wanted = login->packetSize == 0 ? DefaultPacketSize : login->packetSize;
    const int packetSize = std::clamp(wanted, SmallestPacketSize, LargestPacketSize);
    LoginGreeting greeting;
    greeting.serverName = identity.serverName;
    greeting.database = m_session.database;
    greeting.packetSize = packetSize;
    greeting.tdsVersion = m_strict ? Tds80 : std::min(login->tdsVersion, identity.tdsVersion);
    greeting.major = identity.major;
    greeting.build = identity.build;
    greeting.acknowledgeUtf8 =
        identity.isAtLeast(15)
        && std::find(login->features.begin(), login->features.end(), Utf8Support) != login->features.end();
    if (!answerTicket(token))
        return false;
    Writer tokens;
    putLoginReply(tokens, greeting);
    const bool sent = send(tokens);
    m_packetSize = packetSize;
    m_session.packetSize = packetSize;
    return sent;
}

bool Connection::send(const Writer &tokens)
{
    return m_line.writeMessage(PacketType::Reply, tokens.data(), m_packetSize, m_session.spid);
}

// A statement that was running ends as failed first, in a message of its own. Measured: with the bare acknowledgement
// Microsoft's driver 18 takes the statement for done, and tedious waits for a second message; FreeTDS takes either.
bool Connection::acknowledgeAttention(bool ranStatement)
{
    m_instance.note({static_cast<int>(PacketType::Attention), m_line.usesTls(), u"(attention)"_s, {}});
    Writer ended;
    putDone(ended, DoneKind::Batch, DoneError);
    if (ranStatement && !send(ended))
        return false;
    Writer tokens;
    putDone(tokens, DoneKind::Batch, DoneAttention);
    return send(tokens);
}

// While a statement runs, a client may only call it off; anything else breaks the protocol.
bool Connection::pause(int milliseconds)
{
    if (!m_line.heardWithin(milliseconds))
        return true;
    m_attention = true;
    return false;
}

bool Connection::answer(const Message &request)
{
    switch (request.type) {
    case PacketType::SqlBatch:
        return runBatch(request);
    case PacketType::Rpc:
        return runRpc(request);
    case PacketType::Attention:
        return acknowledgeAttention(false);
    case PacketType::Transaction:
        return changeTransaction(request);
    default:
        return false; // bulk load: not here
    }
}

bool Connection::sendReply(const engine::Reply &reply, Writer &tokens)
{
    if (reply.fault == engine::LineFault::Reset) {
        m_line.reset();
        return false;
    }
    if (m_attention) {
        m_attention = false;
        const auto message = m_line.readMessage(LargestMessage);
        return message && message->type == PacketType::Attention && acknowledgeAttention(true);
    }
    return send(tokens);
}

bool Connection::runBatch(const Message &request)
{
    const auto start = afterAllHeaders(request.payload);
    if (!start)
        return false;
    QString sql = textOf(QByteArrayView(request.payload).sliced(*start));
    m_instance.record({static_cast<int>(request.type), m_line.usesTls(), {}, sql});
    if (!isDriversOwn({}, sql) && m_instance.countsRequestAndDrops()) {
        m_line.reset();
        return false;
    }
    const engine::Reply reply = engine::runBatch(m_instance, m_session, sql);
    wipe(sql);
    Writer tokens;
    if (request.resetsConnection)
        putResetAcknowledged(tokens);
    putReply(tokens, reply, m_instance.identity().serverName, DoneKind::Batch, false);
    return sendReply(reply, tokens);
}

bool Connection::changeTransaction(const Message &request)
{
    constexpr unsigned Begin = 5;
    constexpr unsigned Commit = 7;
    constexpr unsigned Rollback = 8;
    const auto start = afterAllHeaders(request.payload);
    if (!start)
        return false;
    Reader reader(QByteArrayView(request.payload).sliced(*start));
    const unsigned kind = reader.u16();
    bool begins = kind == Begin;
    if (reader.failed() || (kind != Begin && kind != Commit && kind != Rollback))
        return false;
    Writer tokens;
    if (!begins) {
        reader.skip(reader.u8() * 2);                        // its name
        begins = (reader.u8() & 1) != 0 && !reader.failed(); // chained: the next one begins at once
        if (m_transaction == 0) {
            putMessage(tokens, engine::serverError(kind == Commit ? 3902 : 3903), m_instance.identity().serverName);
            putDone(tokens, DoneKind::Batch, DoneError);
            return send(tokens);
        }
        putTransactionChange(tokens, kind == Commit ? 9 : 10, m_transaction);
        m_transaction = 0;
    }
    if (begins) {
        m_transaction = 0x100000000u + static_cast<std::uint64_t>(m_session.spid);
        putTransactionChange(tokens, 8, m_transaction);
    }
    putDone(tokens, DoneKind::Batch, 0);
    return send(tokens);
}

bool Connection::runRpc(const Message &request)
{
    const auto start = afterAllHeaders(request.payload);
    const auto requests = start ? parseRpc(request.payload.sliced(*start)) : std::nullopt;
    if (!requests)
        return false;
    Writer tokens;
    if (request.resetsConnection)
        putResetAcknowledged(tokens);
    for (std::size_t i = 0; i < requests->size(); ++i) {
        const RpcRequest &one = (*requests)[i];
        QStringList texts;
        for (const RpcParameter &parameter : one.parameters) {
            if (parameter.value.isText() && !parameter.value.null)
                texts << parameter.value.text;
        }
        m_instance.record({static_cast<int>(request.type), m_line.usesTls(), one.procedure, texts.join(u'\n')});
        if (!isDriversOwn(one.procedure, texts.join(u'\n')) && m_instance.countsRequestAndDrops()) {
            m_line.reset();
            return false;
        }
        putRpcReply(tokens, one, i + 1 == requests->size());
        if (m_attention || m_last.fault != engine::LineFault::None)
            break;
    }
    return sendReply(m_last, tokens);
}

} // namespace smk::tds
