// A certificate made at start: an authority of our own and, signed by it, one for this machine's names.
#pragma once

#include <QByteArray>
#include <QStringList>

#include <memory>
#include <optional>

using X509 = struct x509_st;
using EVP_PKEY = struct evp_pkey_st;

namespace smk::tds {

struct X509Free
{
    void operator()(X509 *certificate) const;
};
struct KeyFree
{
    void operator()(EVP_PKEY *key) const;
};

struct CertificatePair
{
    std::unique_ptr<X509, X509Free> authority;
    std::unique_ptr<X509, X509Free> certificate;
    std::unique_ptr<EVP_PKEY, KeyFree> key; // of `certificate`; the authority's key is thrown away
    [[nodiscard]] QByteArray authorityPem() const;
};

struct CertificateOrder
{
    QStringList names = {};
    bool local = true;    // also for localhost, 127.0.0.1 and ::1
    bool expired = false; // since yesterday
};
[[nodiscard]] std::optional<CertificatePair> makeCertificate(const CertificateOrder &order);

} // namespace smk::tds
