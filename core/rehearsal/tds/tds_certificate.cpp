#include "tds_certificate.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

namespace smk::tds {

namespace {

using Certificate = std::unique_ptr<X509, X509Free>;
using Key = std::unique_ptr<EVP_PKEY, KeyFree>;

constexpr long Day = 24L * 3600;

Key rsaKey()
{
    return Key(EVP_RSA_gen(2048));
}

// The authority signs once: an elliptic key is made at once, a second RSA key would double the time of a start.
Key ellipticKey()
{
    return Key(EVP_EC_gen("P-256"));
}

bool addExtension(X509 *certificate, X509 *issuer, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData());
    if (extension == nullptr)
        return false;
    const bool ok = X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return ok;
}

Certificate blank(EVP_PKEY *key, const char *name)
{
    Certificate certificate(X509_new());
    if (!certificate)
        return nullptr;
    X509 *raw = certificate.get();
    X509_set_version(raw, 2);
    std::uint64_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof(serial));
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(raw), serial >> 1);
    X509_gmtime_adj(X509_getm_notBefore(raw), -1L * Day); // clocks that differ by hours are common
    X509_gmtime_adj(X509_getm_notAfter(raw), 397L * Day);
    X509_set_pubkey(raw, key);
    X509_NAME *subject = X509_get_subject_name(raw);
    X509_NAME_add_entry_by_txt(subject, "O", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>("REHEARSAL"), -1,
                               -1, 0);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    return certificate;
}

} // namespace

void X509Free::operator()(X509 *certificate) const
{
    X509_free(certificate);
}

void KeyFree::operator()(EVP_PKEY *key) const
{
    EVP_PKEY_free(key);
}

QByteArray CertificatePair::authorityPem() const
{
    BIO *bio = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(bio, authority.get());
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    QByteArray pem(data, size);
    BIO_free(bio);
    return pem;
}

std::optional<CertificatePair> makeCertificate(const CertificateOrder &order)
{
    const Key authorityKey = ellipticKey();
    CertificatePair pair;
    pair.key = rsaKey();
    if (!authorityKey || !pair.key)
        return std::nullopt;

    pair.authority = blank(authorityKey.get(), "Rehearsal authority, made at start");
    X509 *authority = pair.authority.get();
    X509_set_issuer_name(authority, X509_get_subject_name(authority));
    bool ok = addExtension(authority, authority, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
              && addExtension(authority, authority, NID_key_usage, "critical,keyCertSign,cRLSign")
              && addExtension(authority, authority, NID_subject_key_identifier, "hash")
              && X509_sign(authority, authorityKey.get(), EVP_sha256()) > 0;

    QByteArrayList alternatives;
    if (order.local)
        alternatives << "DNS:localhost"
                     << "IP:127.0.0.1"
                     << "IP:::1";
    for (const QString &name : order.names) {
        const QByteArray host = name.toLatin1().toLower();
        const bool plain = !host.isEmpty() && std::all_of(host.begin(), host.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
        });
        if (plain)
            alternatives << "DNS:" + host;
    }
    // Every name is a DNS name here; the first one is the subject's.
    const QByteArray subject = order.local || order.names.isEmpty() ? "localhost" : order.names.first().toLatin1();
    pair.certificate = blank(pair.key.get(), subject.constData());
    X509 *server = pair.certificate.get();
    if (order.expired) {
        X509_gmtime_adj(X509_getm_notBefore(server), -398L * Day);
        X509_gmtime_adj(X509_getm_notAfter(server), -1L * Day);
    }
    X509_set_issuer_name(server, X509_get_subject_name(authority));
    ok = ok && addExtension(server, authority, NID_basic_constraints, "critical,CA:FALSE")
         && addExtension(server, authority, NID_key_usage, "critical,digitalSignature,keyEncipherment")
         && addExtension(server, authority, NID_ext_key_usage, "serverAuth")
         && addExtension(server, authority, NID_authority_key_identifier, "keyid")
         && addExtension(server, authority, NID_subject_alt_name, alternatives.join(','))
         && X509_sign(server, authorityKey.get(), EVP_sha256()) > 0;
    if (!ok)
        return std::nullopt;
    return pair;
}

} // namespace smk::tds
