// Integrated sign-in: the rest of the login when it carries a ticket instead of a name and a password.
#include "sspi_acceptor.h"
#include "tds_connection.h"

#include "engine_errors.h"

namespace smk::tds {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostRounds = 8; // Kerberos takes one, SPNEGO up to three
constexpr qsizetype LargestBlob = 0xFFFF;

} // namespace

std::optional<QString> Connection::integratedLogin(const Login7 &login, QByteArray &token)
{
    SspiAcceptor acceptor(m_instance.options().keytab);
    SspiStep step = acceptor.next(login.sspi);
    for (int round = 1; step.state == SspiStep::State::Continues && round < MostRounds; ++round) {
        if (step.reply.size() > LargestBlob)
            break;
        Writer tokens;
        putSspi(tokens, step.reply);
        if (!send(tokens))
            return std::nullopt;
        const auto message = m_line.readMessage(LargestLoginMessage);
        if (!message || message->type != PacketType::Sspi)
            return std::nullopt;
        step = acceptor.next(message->payload);
    }
    const QString account = step.state == SspiStep::State::Done ? windowsName(step.principal) : QString();
    // What a test asks: that no name and no password came with the ticket.
    m_instance.note({static_cast<int>(PacketType::Sspi), m_line.usesTls(), u"(sspi)"_s,
                     u"%1, name %2, password %3"_s.arg(account.isEmpty() ? u"refused"_s : account,
                                                       login.user.isEmpty() ? u"empty"_s : u"given"_s,
                                                       login.password.isEmpty() ? u"empty"_s : u"given"_s)});
    if (account.isEmpty() || step.reply.size() > LargestBlob) {
        // The reason (17806) goes to a server's log; the client is told this one.
        refuseLogin(engine::serverError(18452));
        return std::nullopt;
    }
    const QStringList &known = m_instance.options().windowsLogins;
    if (!known.isEmpty() && !known.contains(step.principal)) {
        refuseLogin(engine::serverError(18456, {account}));
        return std::nullopt;
    }
    token = step.reply;
    return account;
}

// In a message of its own: in front of the login's reply Microsoft's driver takes it and then waits for another one
// (measured; FreeTDS takes either). The client has no more to say to it.
bool Connection::answerTicket(const QByteArray &token)
{
    if (token.isEmpty())
        return true;
    Writer tokens;
    putSspi(tokens, token);
    return send(tokens);
}

} // namespace smk::tds
