// One client's line: packets over the socket, clear or through TLS. Blocking, on the connection's own thread.
#pragma once

#include "tds_packet.h"
#include "tds_tls.h"

#include <QTcpSocket>

#include <memory>
#include <optional>
#include <stop_token>

namespace smk::tds {

class Transport
{
public:
    Transport(qintptr descriptor, std::stop_token stop);
    [[nodiscard]] bool isOpen() const;

    // The first byte without taking it: 0x16 is a TLS record, so strict. Nothing: closed or stopped.
    [[nodiscard]] std::optional<std::uint8_t> peekFirstByte(int milliseconds);
    // A whole message. Nothing: closed, stopped, malformed or larger than `largest`; the line is dead then.
    [[nodiscard]] std::optional<Message> readMessage(qsizetype largest);
    [[nodiscard]] bool writeMessage(PacketType type, const QByteArray &message, int packetSize, int spid);
    // Does the client say something within this time? Used while a statement runs, to hear an attention.
    [[nodiscard]] bool heardWithin(int milliseconds);

    // Handshake in packets of type 12, or bare on the socket.
    [[nodiscard]] bool startTls(SSL_CTX *context, bool wrapped);
    void endTls(); // login-only: without a close_notify
    [[nodiscard]] bool usesTls() const { return m_tls != nullptr; }

    void setPatience(int milliseconds) { m_patience = milliseconds; } // -1: for ever
    void holdUntilClosed();
    void closeGracefully();
    void reset(); // RST, as when a server dies

    [[nodiscard]] QString localAddress() const { return m_socket.localAddress().toString(); }
    [[nodiscard]] QString peerAddress() const { return m_socket.peerAddress().toString(); }
    [[nodiscard]] int localPort() const { return m_socket.localPort(); }

private:
    [[nodiscard]] bool pump(int milliseconds); // more clear bytes; false: closed, stopped or out of patience
    [[nodiscard]] bool need(qsizetype count);
    [[nodiscard]] bool writeRaw(const QByteArray &bytes);

    QTcpSocket m_socket;
    std::stop_token m_stop;
    std::unique_ptr<TlsPipe> m_tls;
    QByteArray m_clear; // read, not yet taken
    int m_patience = -1;
};

// Makes the next close of the socket an RST.
void lingerZero(qintptr descriptor);

} // namespace smk::tds
