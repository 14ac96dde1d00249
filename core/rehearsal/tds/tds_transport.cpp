#include "tds_transport.h"

#include "secret_string.h"

#include <QElapsedTimer>
#include <QHostAddress>

namespace smk::tds {

namespace {

constexpr int Slice = 50; // ms between looks at the stop request

} // namespace

Transport::Transport(qintptr descriptor, std::stop_token stop)
    : m_stop(std::move(stop))
{
    m_socket.setSocketDescriptor(descriptor);
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
}

bool Transport::isOpen() const
{
    return m_socket.state() == QAbstractSocket::ConnectedState;
}

bool Transport::pump(int milliseconds)
{
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        if (m_tls) {
            bool closed = false;
            const QByteArray clear = m_tls->decrypt(closed);
            m_clear += clear;
            if (!clear.isEmpty())
                return true;
            if (closed)
                return false;
        }
        if (m_socket.bytesAvailable() == 0) {
            if (m_stop.stop_requested() || !isOpen())
                return false;
            const qint64 left = milliseconds < 0 ? Slice : milliseconds - timer.elapsed();
            if (milliseconds >= 0 && left <= 0)
                return false;
            if (!m_socket.waitForReadyRead(static_cast<int>(std::min<qint64>(left, Slice))))
                continue;
        }
        const QByteArray raw = m_socket.readAll();
        if (m_tls) {
            m_tls->feed(raw);
        } else if (!raw.isEmpty()) {
            m_clear += raw;
            return true;
        }
    }
}

bool Transport::need(qsizetype count)
{
    while (m_clear.size() < count) {
        if (!pump(m_patience))
            return false;
    }
    return true;
}

std::optional<std::uint8_t> Transport::peekFirstByte(int milliseconds)
{
    if (m_clear.isEmpty() && !pump(milliseconds))
        return std::nullopt;
    return static_cast<std::uint8_t>(m_clear.front());
}

std::optional<Message> Transport::readMessage(qsizetype largest)
{
    Message message;
    for (bool first = true;; first = false) {
        if (!need(HeaderSize))
            return std::nullopt;
        const auto header = parseHeader(m_clear);
        // Packets of one message are of one type; an attention may cut in, and stands for the whole.
        const bool cutsIn = header && header->type == PacketType::Attention;
        if (!header || (!first && header->type != message.type && !cutsIn)
            || message.payload.size() + header->payload() > largest || !need(header->length))
            return std::nullopt;
        if (cutsIn)
            message.payload.clear();
        message.type = header->type;
        message.resetsConnection = message.resetsConnection || header->resetsConnection();
        message.payload += m_clear.sliced(HeaderSize, header->payload());
        std::fill_n(m_clear.data(), header->length, '\0'); // it may have held a password
        m_clear.remove(0, header->length);
        if (header->endsMessage())
            return message;
    }
}

bool Transport::writeRaw(const QByteArray &bytes)
{
    if (m_socket.write(bytes) != bytes.size())
        return false;
    while (m_socket.bytesToWrite() > 0) {
        if (!m_socket.waitForBytesWritten(Slice) && (m_stop.stop_requested() || !isOpen()))
            return false;
    }
    return true;
}

bool Transport::writeMessage(PacketType type, const QByteArray &message, int packetSize, int spid)
{
    const QByteArray packets = framed(type, message, packetSize, spid);
    if (!m_tls)
        return writeRaw(packets);
    return m_tls->encrypt(packets) && writeRaw(m_tls->takeOutgoing());
}

bool Transport::heardWithin(int milliseconds)
{
    return !m_clear.isEmpty() || pump(milliseconds) || !isOpen() || m_stop.stop_requested();
}

bool Transport::startTls(SSL_CTX *context, bool wrapped)
{
    auto pipe = std::make_unique<TlsPipe>(context);
    if (!wrapped) { // what was peeked belongs to the handshake
        pipe->feed(m_clear);
        m_clear.clear();
    }
    for (int flights = 0; flights < 32; ++flights) {
        const TlsPipe::Step step = pipe->handshake();
        const QByteArray out = pipe->takeOutgoing();
        if (!out.isEmpty() && !writeRaw(wrapped ? framed(PacketType::PreLogin, out, DefaultPacketSize, 0) : out))
            return false;
        if (step == TlsPipe::Step::Failed)
            return false;
        if (step == TlsPipe::Step::Done) {
            m_tls = std::move(pipe);
            return true;
        }
        if (wrapped) {
            const auto message = readMessage(LargestLoginMessage);
            if (!message || message->type != PacketType::PreLogin)
                return false;
            pipe->feed(message->payload);
        } else {
            if (!need(1))
                return false;
            pipe->feed(m_clear);
            m_clear.clear();
        }
    }
    return false;
}

void Transport::endTls()
{
    m_tls.reset();
}

void Transport::holdUntilClosed()
{
    m_patience = -1;
    while (pump(-1))
        m_clear.clear();
}

void Transport::closeGracefully()
{
    m_socket.disconnectFromHost();
    if (m_socket.state() != QAbstractSocket::UnconnectedState)
        m_socket.waitForDisconnected(500);
}

void Transport::reset()
{
    lingerZero(m_socket.socketDescriptor());
    m_socket.abort();
}

} // namespace smk::tds
