// TLS over memory BIOs: bytes in, bytes out, no socket. A handshake wrapped in packets needs nothing more.
#pragma once

#include "tds_certificate.h"

#include <QByteArray>

#include <memory>

using SSL = struct ssl_st;
using SSL_CTX = struct ssl_ctx_st;

namespace smk::tds {

// Both contexts of a server: inside TDS (TLS 1.2, for 1.3 hangs FreeTDS with GnuTLS) and strict (1.3 allowed, ALPN).
class TlsContexts
{
public:
    [[nodiscard]] static std::shared_ptr<const TlsContexts> make(const CertificatePair &pair);
    ~TlsContexts();
    TlsContexts(const TlsContexts &) = delete;
    TlsContexts &operator=(const TlsContexts &) = delete;
    [[nodiscard]] SSL_CTX *insideTds() const { return m_insideTds; }
    [[nodiscard]] SSL_CTX *strict() const { return m_strict; }

private:
    TlsContexts() = default;
    SSL_CTX *m_insideTds = nullptr;
    SSL_CTX *m_strict = nullptr;
};

class TlsPipe
{
public:
    explicit TlsPipe(SSL_CTX *context);
    ~TlsPipe();
    TlsPipe(const TlsPipe &) = delete;
    TlsPipe &operator=(const TlsPipe &) = delete;

    enum class Step { Done, NeedsMore, Failed };
    [[nodiscard]] Step handshake();
    void feed(const QByteArray &encrypted);
    [[nodiscard]] QByteArray takeOutgoing();
    // What could be decrypted so far; `closed` where the peer closed or broke the stream.
    [[nodiscard]] QByteArray decrypt(bool &closed);
    [[nodiscard]] bool encrypt(const QByteArray &clear);

private:
    SSL *m_ssl = nullptr;
};

} // namespace smk::tds
