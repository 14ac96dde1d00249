#include "line_probe.h"

#include "browser_lookup.h"
#include "certificate_check.h"
#include "make_problem.h"
#include "prelogin.h"
#include "thread_rule.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 defaultPort = 1433;
constexpr int mostFlights = 20;                  // a handshake has three or four
constexpr qsizetype longestMessage = 256 * 1024; // a chain of certificates is some thousand bytes

class Prober
{
public:
    Prober(NetSocket socket, const LineQuestion &question, const CancelToken &cancel)
        : m_socket(std::move(socket))
        , m_question(question)
        , m_cancel(cancel)
    {
    }

    Result<prelogin::Answer> askEncryption()
    {
        if (auto sent = m_socket.send(prelogin::question(), m_question.deadline, m_cancel); !sent)
            return fail(sent.error());
        const auto payload = readMessage();
        if (!payload)
            return fail(payload.error());
        const auto answer = prelogin::encryptionOf(*payload);
        if (!answer)
            return trouble("connect.not-sql-server");
        return *answer;
    }

    Result<void> shakeHands(CertificateCheck &check)
    {
        QByteArray received;
        for (int flight = 0; flight < mostFlights; ++flight) {
            QByteArray toSend;
            const auto complete = check.step(received, toSend);
            if (!toSend.isEmpty()) {
                const QByteArray bytes = m_question.strict ? toSend : prelogin::packets(prelogin::messageType, toSend);
                if (auto sent = m_socket.send(bytes, m_question.deadline, m_cancel); !sent)
                    return fail(sent.error());
            }
            if (!complete)
                return trouble("connect.tls");
            if (*complete)
                return {};
            auto next = m_question.strict ? readSome() : readMessage();
            if (!next)
                return fail(next.error());
            received = std::move(*next);
        }
        return trouble("connect.tls");
    }

private:
    tl::unexpected<Problem> trouble(const char *id) const
    {
        return fail(connectProblem(id, {m_question.shown}, {u"retry"_s}));
    }

    Result<QByteArray> readSome()
    {
        auto bytes = m_socket.receive(m_question.deadline, m_cancel);
        if (bytes && bytes->isEmpty())
            return trouble("connect.closed");
        return bytes;
    }

    // The payload of one whole message, put together from its packets.
    Result<QByteArray> readMessage()
    {
        QByteArray payload;
        for (;;) {
            if (prelogin::isForeign(m_stream))
                return trouble("connect.not-sql-server");
            if (auto packet = prelogin::takePacket(m_stream)) {
                payload += packet->payload;
                if (packet->isLast)
                    return payload;
                if (payload.size() > longestMessage)
                    return trouble("connect.not-sql-server");
                continue;
            }
            const auto bytes = readSome();
            if (!bytes)
                return fail(bytes.error());
            m_stream += *bytes;
        }
    }

    NetSocket m_socket;
    const LineQuestion &m_question;
    const CancelToken &m_cancel;
    QByteArray m_stream;
};

// Turned away without a byte: does it speak when the encryption comes first?
bool speaksStrict(LineQuestion question, const CancelToken &cancel)
{
    question.strict = true;
    auto socket = NetSocket::connectTo(question.addresses, question.shown, question.deadline, cancel);
    auto check = CertificateCheck::make({}, question.nameInCertificate, true);
    return socket && check && Prober(std::move(*socket), question, cancel).shakeHands(**check)
           && (*check)->agreedOnTds8();
}

} // namespace

Result<CertificateProbe> probeLine(const LineQuestion &question, const CancelToken &cancel)
{
    aboutToBlock("probeLine");
    auto socket = NetSocket::connectTo(question.addresses, question.shown, question.deadline, cancel);
    if (!socket)
        return fail(socket.error());
    Prober prober(std::move(*socket), question, cancel);
    CertificateProbe probe;
    if (!question.strict) {
        const auto answer = prober.askEncryption();
        if (!answer) {
            if (answer.error().id == "connect.closed"_L1 && speaksStrict(question, cancel))
                return fail(connectProblem("connect.strict-only", {question.shown}, {u"retry"_s}));
            return fail(answer.error());
        }
        probe.answered = true;
        // Off means: the login alone is encrypted, and what follows is readable.
        if (*answer != prelogin::Answer::On && *answer != prelogin::Answer::Required)
            return probe;
    }
    auto check = CertificateCheck::make(question.caFile, question.nameInCertificate, question.strict);
    if (!check)
        return fail(check.error());
    if (const auto shaken = prober.shakeHands(**check); !shaken)
        return fail(shaken.error());
    probe.answered = true;
    probe.encrypted = true;
    (*check)->describe(probe);
    return probe;
}

Result<CertificateProbe> probeCertificate(const ServerAddress &server, const LocalPath &caFile, const QString &name,
                                          const CancelToken &cancel)
{
    LineQuestion question;
    question.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(15);
    quint16 port = server.port;
    if (port == 0 && !server.instance.isEmpty()) {
        const auto found = findInstancePort(server.host, server.instance, cancel);
        if (!found)
            return fail(found.error());
        port = *found;
    }
    auto addresses = resolveHost(server.host, port == 0 ? defaultPort : port, question.deadline, cancel);
    if (!addresses)
        return fail(addresses.error());
    question.addresses = std::move(*addresses);
    question.shown = server.shown();
    question.nameInCertificate = name.isEmpty() ? server.host : name;
    question.caFile = caFile;
    return probeLine(question, cancel);
}

} // namespace smk
