// Integrated sign-in that has to fail: bytes that are no ticket, and a server without keys. The good way is
// tests/integration/kerberos.py.
#include "practice_keytab.h"
#include "rehearsal_bytes.h"
#include "rehearsal_server.h"
#include "sspi_acceptor.h"
#include "tds_login7.h"
#include "tds_packet.h"
#include "test_main.h"

#include <QTcpSocket>
#include <QTemporaryDir>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

// SPNEGO that offers Kerberos and brings no ticket yet: a server asks for more, as often as it comes.
const char *const Offer = "601b06062b0601050502a011300fa00d300b06092a864886f712010202";

struct Blob
{
    const char *what;
    QByteArray bytes;
};

const Blob blobs[] = {
    {"nothing", {}},
    {"one byte", "x"},
    {"NTLM", QByteArray("NTLMSSP\0\1\0\0\0\7\202\10\242", 16) + QByteArray(16, '\0')},
    {"no DER", QByteArray(300, '\xff')},
    {"DER of 4 GiB", hex("6084ffffffff06092a864886f712010202")},
    {"Kerberos without a request", hex("600b06092a864886f712010202")},
    {"Kerberos, a request of nothing", hex("600d06092a864886f7120102020100")},
    {"Kerberos, a request that is cut", hex("601506092a864886f71201020201006e82ffffa003020105")},
    {"SPNEGO cut", hex(Offer).left(12)},
    {"SPNEGO of a mechanism that is none", hex("601706062b0601050502a00d300ba009300706052b0e03021a")},
    {"64 KiB", QByteArray(60000, 'A')},
};

// user empty, "integrated" set, the blob behind all else.
QByteArray login(const QByteArray &blob)
{
    QByteArray bytes = login7({}, {});
    const auto put = [&bytes](qsizetype at, qsizetype value, int count) {
        for (int i = 0; i < count; ++i)
            bytes[at + i] = static_cast<char>((value >> (8 * i)) & 0xFF);
    };
    bytes[25] = static_cast<char>(0x83);
    put(78, bytes.size(), 2);
    put(80, blob.size(), 2);
    bytes += blob;
    put(0, bytes.size(), 4);
    return bytes;
}

class Line
{
public:
    explicit Line(quint16 port)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
        m_socket.waitForConnected(3000);
        (void)ask(tds::PacketType::PreLogin, hex("00000b0006 0100110001 ff 090000000000 02"));
    }
    QByteArray ask(tds::PacketType type, const QByteArray &body)
    {
        m_socket.write(tds::framed(type, body, 4096, 0));
        QByteArray read;
        while (read.size() < 8 || read.size() < ((static_cast<uchar>(read[2]) << 8) | static_cast<uchar>(read[3]))) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(5000))
                return {};
            read += m_socket.readAll();
        }
        return read.mid(8);
    }

private:
    QTcpSocket m_socket;
};

bool refuses(const QByteArray &reply)
{
    return reply.startsWith('\xaa') && reply.mid(3, 4) == hex("14480000"); // 18452
}

} // namespace

class SspiTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_keytab = m_folder.filePath(u"keytab"_s);

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_keytab);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(practiceKeytab()) > 0);
    }

    void namesAccountsAsWindowsDoes()
    {
        const std::pair<QString, QString> rows[] = {
            {u"dba@PRACTICE.TEST"_s, u"PRACTICE\\dba"_s},
            {u"dba@corp.example.org"_s, u"CORP\\dba"_s},
            {u"dba"_s, {}},                              // no realm
            {u"@PRACTICE.TEST"_s, {}},                   // nobody
            {u"MSSQLSvc/db01:1433@PRACTICE.TEST"_s, {}}, // a service
            {u"a\\b@PRACTICE.TEST"_s, {}},               // would be another domain's
            {u"dba\\@evil@PRACTICE.TEST"_s, {}},
            {{}, {}},
        };
        for (const auto &[principal, name] : rows)
            QCOMPARE(tds::windowsName(principal), name);
        expectCaseCount("principals", int(std::size(rows)), 8);
    }

    void readsTheBlob()
    {
        const auto read = tds::parseLogin7(login("ticket"));
        QVERIFY(read && read->integrated);
        QCOMPARE(read->sspi, QByteArray("ticket"));
        QByteArray beyond = login("ticket");
        beyond[80] = 7;
        QVERIFY(!tds::parseLogin7(beyond));
        QByteArray far = login("ticket");
        far[80] = far[81] = static_cast<char>(0xFF); // the count is in the long field then
        far[90] = far[91] = far[92] = far[93] = static_cast<char>(0xFF);
        QVERIFY(!tds::parseLogin7(far));
    }

    void refusesWhatIsNoTicket()
    {
        for (const QString &keytab : {QString(), m_folder.filePath(u"missing"_s), m_keytab}) {
            for (const Blob &blob : blobs) {
                tds::SspiAcceptor acceptor(keytab);
                QVERIFY2(acceptor.next(blob.bytes).state == tds::SspiStep::State::Refused, blob.what);
                QVERIFY2(acceptor.next(blob.bytes).state == tds::SspiStep::State::Refused, blob.what);
            }
        }
        expectCaseCount("blobs", int(std::size(blobs)), 11);
    }

    void serverRefusesThemAll()
    {
        RehearsalOptions options;
        options.keytab = m_keytab;
        options.encryption = EncryptionPolicy::Optional;
        options.root = LocalPath(m_folder.filePath(u"root"_s));
        const auto server = RehearsalServer::start(options);
        QVERIFY_RESULT(server);
        for (const Blob &blob : blobs) {
            Line line((*server)->port());
            QVERIFY2(refuses(line.ask(tds::PacketType::Login7, login(blob.bytes))), blob.what);
        }
        // An exchange that would never end.
        Line line((*server)->port());
        QByteArray reply = line.ask(tds::PacketType::Login7, login(hex(Offer)));
        int rounds = 0;
        while (reply.startsWith('\xed') && ++rounds < 20)
            reply = line.ask(tds::PacketType::Sspi, hex(Offer));
        QVERIFY2(refuses(reply),
                 qPrintable(u"after %1 rounds: %2"_s.arg(rounds).arg(QString::fromLatin1(reply.left(40).toHex()))));
        QVERIFY(rounds <= 8);
        // Something else in the middle of it: closed.
        if (tds::SspiAcceptor::isBuiltIn()) {
            Line other((*server)->port());
            QVERIFY(other.ask(tds::PacketType::Login7, login(hex(Offer))).startsWith('\xed'));
            QVERIFY(other.ask(tds::PacketType::SqlBatch, "x").isEmpty());
        }
    }
};

SMK_TEST(SspiTest)
#include "tst_sspi.moc"
