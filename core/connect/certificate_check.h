// The TLS half of the probe: a client without an own voice in the verdict, which notes every check that failed.
#pragma once

#include "connect_step.h"

#include <openssl/ssl.h>

#include <set>

namespace smk {

struct FreeSsl
{
    void operator()(SSL_CTX *context) const { SSL_CTX_free(context); }
    void operator()(SSL *ssl) const { SSL_free(ssl); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
};

class CertificateCheck
{
public:
    // "connect.ca-file" where the file cannot be read.
    [[nodiscard]] static Result<std::unique_ptr<CertificateCheck>> make(const LocalPath &caFile, const QString &name,
                                                                        bool strict);
    // Bytes from the server in, bytes for the server out. True: the handshake is complete; nothing: it failed.
    [[nodiscard]] std::optional<bool> step(const QByteArray &received, QByteArray &toSend);
    void describe(CertificateProbe &probe) const;
    [[nodiscard]] bool agreedOnTds8() const; // by ALPN

private:
    CertificateCheck() = default;
    static int onVerify(int ok, X509_STORE_CTX *store);
    std::unique_ptr<SSL_CTX, FreeSsl> m_context;
    std::unique_ptr<SSL, FreeSsl> m_ssl;
    std::set<int> m_failed; // X509_V_ERR_…
};

} // namespace smk
