// Certificates of the scenarios, judged by OpenSSL; and the server that takes strict encryption alone.
#include "rehearsal_bytes.h"
#include "rehearsal_server.h"
#include "tds_certificate.h"
#include "tds_packet.h"
#include "test_main.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTemporaryDir>

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Served
{
    QTemporaryDir folder;
    std::unique_ptr<RehearsalServer> server;
    explicit Served(const QString &scenario)
    {
        RehearsalOptions options{.scenario = scenario};
        options.root = LocalPath(folder.path());
        auto started = RehearsalServer::start(options);
        if (started)
            server = std::move(*started);
    }
};

// 0 (X509_V_OK) or what OpenSSL holds against this certificate when `authority` is trusted.
int verdict(X509 *certificate, X509 *authority, const char *host)
{
    X509_STORE *store = X509_STORE_new();
    X509_STORE_add_cert(store, authority);
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    X509_STORE_CTX_init(context, store, certificate, nullptr);
    X509_VERIFY_PARAM_set1_host(X509_STORE_CTX_get0_param(context), host, 0);
    const int code = X509_verify_cert(context) == 1 ? X509_V_OK : X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    return code;
}

// TLS from the first byte with the server's own CA file; the errors, or nothing when all was well.
QString strictHandshake(const RehearsalServer &server, QSslSocket &socket)
{
    QFile file(server.caFile().text());
    if (!file.open(QIODevice::ReadOnly))
        return u"no CA file"_s;
    QSslConfiguration configuration = socket.sslConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromData(file.readAll()));
    configuration.setAllowedNextProtocols({"tds/8.0"});
    socket.setSslConfiguration(configuration);
    socket.connectToHostEncrypted(u"127.0.0.1"_s, server.port(), u"localhost"_s);
    if (socket.waitForEncrypted(5000))
        return {};
    return socket.errorString();
}

} // namespace

class ServerCertificateTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void certificates()
    {
        const auto good = tds::makeCertificate({.names = {u"db1"_s, u"not;a name"_s}});
        const auto elsewhere = tds::makeCertificate({.names = {u"db.elsewhere.example"_s}, .local = false});
        const auto expired = tds::makeCertificate({.expired = true});
        QVERIFY(good && elsewhere && expired);
        struct Row
        {
            const char *reason;
            int got;
            int wanted;
        };
        const auto of = [](const tds::CertificatePair &pair, const tds::CertificatePair &trusted, const char *host) {
            return verdict(pair.certificate.get(), trusted.authority.get(), host);
        };
        const Row rows[] = {
            {"good", of(*good, *good, "localhost"), X509_V_OK},
            {"by a further name", of(*good, *good, "db1"), X509_V_OK},
            {"by a name that it has not", of(*good, *good, "db2"), X509_V_ERR_HOSTNAME_MISMATCH},
            {"wrong name", of(*elsewhere, *elsewhere, "localhost"), X509_V_ERR_HOSTNAME_MISMATCH},
            {"wrong name, by the right one", of(*elsewhere, *elsewhere, "db.elsewhere.example"), X509_V_OK},
            {"expired", of(*expired, *expired, "localhost"), X509_V_ERR_CERT_HAS_EXPIRED},
            {"another authority", of(*good, *expired, "localhost"), X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY}};
        for (const Row &row : rows)
            QVERIFY2(row.got == row.wanted,
                     qPrintable(QString::fromUtf8(row.reason) + u' ' + QString::number(row.got)));
        expectCaseCount("certificates", int(std::size(rows)), 7);
    }

    void strictOnly()
    {
        Served served(u"strict-only"_s);
        QVERIFY(served.server);
        QTcpSocket readable; // a PRELOGIN of TDS 7 is turned away without a byte
        readable.connectToHost(u"127.0.0.1"_s, served.server->port());
        QVERIFY(readable.waitForConnected(3000));
        readable.write(
            tds::framed(tds::PacketType::PreLogin, hex("00000b0006 0100110001 ff 090000000000 01"), 4096, 0));
        QVERIFY(readable.waitForDisconnected(3000) || readable.state() == QAbstractSocket::UnconnectedState);
        QVERIFY(readable.readAll().isEmpty());

        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here: the strict half is looked at by the integration tests");
        QSslSocket strict;
        QCOMPARE(strictHandshake(*served.server, strict), QString());
        strict.write(tds::framed(tds::PacketType::PreLogin, hex("00000b0006 0100110001 ff 090000000000 00"), 4096, 0));
        QVERIFY(strict.waitForReadyRead(3000));
        QVERIFY(strict.readAll().startsWith(char(tds::PacketType::Reply)));
    }

    void handedOutAuthority()
    {
        if (!QSslSocket::supportsSsl())
            QSKIP("Qt has no TLS here: the scenarios are looked at by the integration tests");
        struct Row
        {
            const char *scenario;
            bool proven;
        };
        const Row rows[] = {{"default", true},
                            {"certificate-wrong-name", false},
                            {"certificate-expired", false},
                            {"certificate-unknown-issuer", false}};
        for (const Row &row : rows) {
            Served served(QString::fromLatin1(row.scenario));
            QVERIFY(served.server);
            QSslSocket socket;
            const QString trouble = strictHandshake(*served.server, socket);
            QVERIFY2(trouble.isEmpty() == row.proven,
                     qPrintable(QString::fromLatin1(row.scenario) + u": "_s + trouble));
        }
        Served none(u"untrusted-certificate"_s);
        QVERIFY(none.server && none.server->caFile().isEmpty());
        expectCaseCount("scenarios of certificates", int(std::size(rows)), 4);
    }
};

SMK_TEST(ServerCertificateTest)
#include "tst_server_certificate.moc"
