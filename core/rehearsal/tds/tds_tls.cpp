#include "tds_tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <cstring>

namespace smk::tds {

namespace {

constexpr unsigned char TdsProtocol[] = "\x07tds/8.0";

int chooseProtocol(SSL *, const unsigned char **out, unsigned char *outSize, const unsigned char *in, unsigned size,
                   void *)
{
    unsigned char *chosen = nullptr;
    if (SSL_select_next_proto(&chosen, outSize, TdsProtocol, sizeof(TdsProtocol) - 1, in, size)
        != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    *out = chosen;
    return SSL_TLSEXT_ERR_OK;
}

SSL_CTX *context(const CertificatePair &pair, int highest)
{
    SSL_CTX *made = SSL_CTX_new(TLS_server_method());
    if (made == nullptr)
        return nullptr;
    SSL_CTX_set_min_proto_version(made, TLS1_2_VERSION);
    SSL_CTX_set_max_proto_version(made, highest);
    SSL_CTX_set_num_tickets(made, 0); // a ticket would arrive between packets
    SSL_CTX_set_options(made, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_session_cache_mode(made, SSL_SESS_CACHE_OFF);
    const bool ok = SSL_CTX_use_certificate(made, pair.certificate.get()) == 1
                    && SSL_CTX_use_PrivateKey(made, pair.key.get()) == 1
                    && SSL_CTX_add1_chain_cert(made, pair.authority.get()) == 1;
    if (ok)
        return made;
    SSL_CTX_free(made);
    return nullptr;
}

} // namespace

std::shared_ptr<const TlsContexts> TlsContexts::make(const CertificatePair &pair)
{
    std::shared_ptr<TlsContexts> contexts(new TlsContexts);
    contexts->m_insideTds = context(pair, TLS1_2_VERSION);
    contexts->m_strict = context(pair, TLS1_3_VERSION);
    if (contexts->m_insideTds == nullptr || contexts->m_strict == nullptr)
        return nullptr;
    SSL_CTX_set_alpn_select_cb(contexts->m_strict, chooseProtocol, nullptr);
    return contexts;
}

TlsContexts::~TlsContexts()
{
    SSL_CTX_free(m_insideTds);
    SSL_CTX_free(m_strict);
}

TlsPipe::TlsPipe(SSL_CTX *context)
    : m_ssl(SSL_new(context))
{
    if (m_ssl == nullptr)
        return;
    SSL_set_bio(m_ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_accept_state(m_ssl);
}

TlsPipe::~TlsPipe()
{
    SSL_free(m_ssl);
}

TlsPipe::Step TlsPipe::handshake()
{
    if (m_ssl == nullptr)
        return Step::Failed;
    ERR_clear_error();
    const int result = SSL_do_handshake(m_ssl);
    if (result == 1)
        return Step::Done;
    const int why = SSL_get_error(m_ssl, result);
    return why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE ? Step::NeedsMore : Step::Failed;
}

void TlsPipe::feed(const QByteArray &encrypted)
{
    if (m_ssl != nullptr && !encrypted.isEmpty())
        BIO_write(SSL_get_rbio(m_ssl), encrypted.constData(), static_cast<int>(encrypted.size()));
}

QByteArray TlsPipe::takeOutgoing()
{
    QByteArray out;
    if (m_ssl == nullptr)
        return out;
    BIO *bio = SSL_get_wbio(m_ssl);
    const auto waiting = BIO_ctrl_pending(bio);
    if (waiting == 0)
        return out;
    out.resize(static_cast<qsizetype>(waiting));
    const int got = BIO_read(bio, out.data(), static_cast<int>(waiting));
    out.resize(std::max(got, 0));
    return out;
}

QByteArray TlsPipe::decrypt(bool &closed)
{
    QByteArray clear;
    char buffer[16384];
    while (m_ssl != nullptr) {
        ERR_clear_error();
        const int got = SSL_read(m_ssl, buffer, sizeof(buffer));
        if (got > 0) {
            clear.append(buffer, got);
            continue;
        }
        const int why = SSL_get_error(m_ssl, got);
        closed = why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE;
        break;
    }
    std::memset(buffer, 0, sizeof(buffer)); // a login or a BACKUP passed through here
    return clear;
}

bool TlsPipe::encrypt(const QByteArray &clear)
{
    ERR_clear_error();
    return m_ssl != nullptr
           && (clear.isEmpty() || SSL_write(m_ssl, clear.constData(), static_cast<int>(clear.size())) > 0);
}

} // namespace smk::tds
