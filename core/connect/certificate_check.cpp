#include "certificate_check.h"

#include "display_text.h"
#include "make_problem.h"
#include "quoting.h"

#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

int checkIndex()
{
    static const int index = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

QString nameText(const X509_NAME *name)
{
    const std::unique_ptr<BIO, int (*)(BIO *)> memory(BIO_new(BIO_s_mem()), BIO_free);
    X509_NAME_print_ex(memory.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return displayText(QString::fromUtf8(bytes, size));
}

QDateTime timeOf(const ASN1_TIME *time)
{
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1)
        return {};
    return QDateTime(QDate(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday),
                     QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC);
}

QString fingerprintOf(const X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(certificate, EVP_sha256(), digest.data(), &size) != 1)
        return {};
    const QByteArray raw(reinterpret_cast<const char *>(digest.data()), qsizetype(size));
    return QString::fromLatin1(raw.toHex(':')).toUpper();
}

QByteArray pemOf(X509 *certificate)
{
    const std::unique_ptr<BIO, int (*)(BIO *)> memory(BIO_new(BIO_s_mem()), BIO_free);
    if (PEM_write_bio_X509(memory.get(), certificate) != 1)
        return {};
    char *bytes = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &bytes);
    return QByteArray(bytes, size);
}

QStringList dnsNames(const X509 *certificate)
{
    QStringList names;
    auto *list = static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    for (int i = 0; list && i < sk_GENERAL_NAME_num(list); ++i) {
        const GENERAL_NAME *name = sk_GENERAL_NAME_value(list, i);
        if (name->type != GEN_DNS)
            continue;
        const QString text = QString::fromLatin1(reinterpret_cast<const char *>(ASN1_STRING_get0_data(name->d.dNSName)),
                                                 ASN1_STRING_length(name->d.dNSName));
        if (!text.contains(u'*') && !hasHiddenCharacters(text))
            names << text;
    }
    GENERAL_NAMES_free(list);
    names.removeDuplicates(); // many a certificate has its host's name twice
    return names;
}

// The check that a person can do something about, chain before dates before name.
QString failedCheck(const std::set<int> &failed)
{
    const std::pair<int, const char *> rows[] = {
        {X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, "self-signed"},
        {X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN, "unknown-issuer"},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, "unknown-issuer"},
        {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, "unknown-issuer"},
        {X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, "unknown-issuer"},
        {X509_V_ERR_CERT_HAS_EXPIRED, "expired"},
        {X509_V_ERR_CERT_NOT_YET_VALID, "expired"},
        {X509_V_ERR_HOSTNAME_MISMATCH, "name"},
        {X509_V_ERR_IP_ADDRESS_MISMATCH, "name"},
    };
    for (const auto &[code, name] : rows) {
        if (failed.contains(code))
            return QString::fromLatin1(name);
    }
    return failed.empty() ? QString() : u"other"_s;
}

// Why OpenSSL takes no issuer from it.
Problem caFileProblem(const LocalPath &path)
{
    ERR_clear_error();
    Problem problem = connectProblem("connect.ca-file", {path.text()}, {u"trust-ca"_s});
    constexpr qint64 enough = 1 << 16; // a certificate is smaller
    QFile file(path.text());
    if (!file.open(QIODevice::ReadOnly) || QFileInfo(file).isDir()) {
        problem.causes = {{u"connect.cause.ca-not-opened"_s, {file.errorString()}, CauseCheck::Found}};
        return problem;
    }
    const QByteArray bytes = file.read(enough);
    const auto *start = reinterpret_cast<const unsigned char *>(bytes.constData());
    const std::unique_ptr<X509, FreeSsl> binary(d2i_X509(nullptr, &start, static_cast<long>(bytes.size())));
    ERR_clear_error();
    problem.causes = {{binary ? u"connect.cause.ca-binary"_s : u"connect.cause.ca-not-pem"_s, {}, CauseCheck::Found}};
    if (binary)
        problem.command = u"openssl x509 -inform der -in %1 -out %2"_s.arg(shellQuoted(path.text()),
                                                                           shellQuoted(path.text() + u".pem"_s));
    return problem;
}

} // namespace

int CertificateCheck::onVerify(int ok, X509_STORE_CTX *store)
{
    auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    auto *check = static_cast<CertificateCheck *>(SSL_get_ex_data(ssl, checkIndex()));
    if (!ok)
        check->m_failed.insert(X509_STORE_CTX_get_error(store));
    return 1; // go on: nothing secret is sent, and all that is wrong is to be named
}

Result<std::unique_ptr<CertificateCheck>> CertificateCheck::make(const LocalPath &caFile, const QString &name,
                                                                 bool strict)
{
    std::unique_ptr<CertificateCheck> check(new CertificateCheck);
    check->m_context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX *context = check->m_context.get();
    if (!context)
        return fail(connectProblem("connect.tls"));
    // Inside TDS no more than 1.2 (facts: TLS inside TDS); old servers speak 1.0, and their certificate is to be named
    // too.
    SSL_CTX_set_min_proto_version(context, TLS1_VERSION);
    SSL_CTX_set_max_proto_version(context, strict ? TLS1_3_VERSION : TLS1_2_VERSION);
    SSL_CTX_set_security_level(context, 0);
    if (caFile.isEmpty()) {
        SSL_CTX_set_default_verify_paths(context);
        SSL_CTX_load_verify_store(context, "org.openssl.winstore:"); // Windows' own store; unknown elsewhere
        ERR_clear_error();
    } else if (SSL_CTX_load_verify_file(context, QFile::encodeName(caFile.text()).constData()) != 1) {
        return fail(caFileProblem(caFile));
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, &CertificateCheck::onVerify);
    check->m_ssl.reset(SSL_new(context));
    SSL *ssl = check->m_ssl.get();
    if (!ssl || SSL_set_ex_data(ssl, checkIndex(), check.get()) != 1)
        return fail(connectProblem("connect.tls"));
    const QByteArray ascii = name.toUtf8();
    X509_VERIFY_PARAM *parameters = SSL_get0_param(ssl);
    if (X509_VERIFY_PARAM_set1_ip_asc(parameters, ascii.constData()) != 1) {
        X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        X509_VERIFY_PARAM_set1_host(parameters, ascii.constData(), std::size_t(ascii.size()));
        SSL_set_tlsext_host_name(ssl, ascii.constData());
    }
    ERR_clear_error();
    constexpr unsigned char strictProtocol[] = "\x07tds/8.0";
    if (strict)
        SSL_set_alpn_protos(ssl, strictProtocol, sizeof strictProtocol - 1);
    SSL_set_bio(ssl, BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem())); // owned by ssl
    SSL_set_connect_state(ssl);
    return check;
}

std::optional<bool> CertificateCheck::step(const QByteArray &received, QByteArray &toSend)
{
    BIO *in = SSL_get_rbio(m_ssl.get());
    BIO *out = SSL_get_wbio(m_ssl.get());
    if (!received.isEmpty() && BIO_write(in, received.constData(), int(received.size())) != received.size())
        return std::nullopt;
    const int code = SSL_do_handshake(m_ssl.get());
    const int error = SSL_get_error(m_ssl.get(), code);
    std::array<char, 4096> buffer{};
    for (int size = BIO_read(out, buffer.data(), int(buffer.size())); size > 0;
         size = BIO_read(out, buffer.data(), int(buffer.size())))
        toSend.append(buffer.data(), size);
    ERR_clear_error();
    if (code == 1)
        return true;
    if (error == SSL_ERROR_WANT_READ || error == SSL_ERROR_WANT_WRITE)
        return false;
    return std::nullopt;
}

bool CertificateCheck::agreedOnTds8() const
{
    const unsigned char *name = nullptr;
    unsigned int length = 0;
    SSL_get0_alpn_selected(m_ssl.get(), &name, &length);
    return QByteArrayView(name, qsizetype(length)) == QByteArrayView("tds/8.0");
}

void CertificateCheck::describe(CertificateProbe &probe) const
{
    const std::unique_ptr<X509, FreeSsl> certificate(SSL_get1_peer_certificate(m_ssl.get()));
    if (!certificate)
        return;
    probe.subject = nameText(X509_get_subject_name(certificate.get()));
    probe.names = dnsNames(certificate.get());
    probe.issuer = nameText(X509_get_issuer_name(certificate.get()));
    probe.notBefore = timeOf(X509_get0_notBefore(certificate.get()));
    probe.notAfter = timeOf(X509_get0_notAfter(certificate.get()));
    probe.fingerprint = fingerprintOf(certificate.get());
    probe.failedCheck = failedCheck(m_failed);
    probe.pem = pemOf(certificate.get());
}

} // namespace smk
