// The server from its very bytes, by a client of a few lines; runs everywhere, Wine included.
#include "rehearsal_bytes.h"
#include "rehearsal_instance.h"
#include "rehearsal_server.h"
#include "tds_packet.h"
#include "test_main.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTcpSocket>
#include <QTemporaryDir>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

const char *const ClearPreLogin = "00000b0006 0100110001 ff 090000000000 02";

class Client
{
public:
    explicit Client(const RehearsalServer &server)
    {
        m_socket.connectToHost(u"127.0.0.1"_s, server.port());
        m_socket.waitForConnected(3000);
    }
    void send(tds::PacketType type, const QByteArray &body, int packetSize = 4096)
    {
        m_socket.write(tds::framed(type, body, packetSize, 0));
        m_socket.flush();
    }
    // One message; `largest` becomes the size of its largest packet.
    QByteArray receive(int *largest = nullptr)
    {
        QByteArray message;
        for (;;) {
            if (!have(8))
                return {};
            const int length = (static_cast<uchar>(m_read[2]) << 8) | static_cast<uchar>(m_read[3]);
            const bool last = m_read[1] == 1;
            if (!have(length))
                return {};
            message += m_read.mid(8, length - 8);
            m_read.remove(0, length);
            if (largest != nullptr)
                *largest = std::max(*largest, length);
            if (last)
                return message;
        }
    }
    QByteArray logIn(const RehearsalServer &server)
    {
        send(tds::PacketType::PreLogin, hex(ClearPreLogin));
        receive();
        send(tds::PacketType::Login7, login7(server.login(), server.password().revealed(), hex("0a0100000001ff")));
        return receive();
    }
    void batch(const QString &sql, int packetSize = 4096)
    {
        const QByteArray headers = hex("16000000 12000000 0200 0000000000000000 01000000");
        send(tds::PacketType::SqlBatch, headers + tds::Writer().utf16(sql).data(), packetSize);
    }
    bool isClosed()
    {
        return m_socket.state() == QAbstractSocket::UnconnectedState || m_socket.waitForDisconnected(3000);
    }

private:
    bool have(qsizetype count)
    {
        while (m_read.size() < count) {
            if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(5000))
                return false;
            m_read += m_socket.readAll();
        }
        return true;
    }
    QTcpSocket m_socket;
    QByteArray m_read;
};

struct Served
{
    QTemporaryDir folder;
    std::unique_ptr<RehearsalServer> server;
    explicit Served(RehearsalOptions options = {})
    {
        options.root = LocalPath(folder.path());
        options.encryption = EncryptionPolicy::None;
        auto started = RehearsalServer::start(options);
        if (started)
            server = std::move(*started);
    }
};

QByteArray utf16(const QString &text)
{
    return tds::Writer().utf16(text).data();
}

// Status of the DONE that ends a reply.
int lastStatus(const QByteArray &reply)
{
    return reply.size() < 13 ? -1 : static_cast<uchar>(reply[reply.size() - 12]);
}

} // namespace

class ServerLineTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void logsIn()
    {
        Served served;
        QVERIFY(served.server);
        Client client(*served.server);
        const QByteArray reply = client.logIn(*served.server);
        QVERIFY(reply.contains(utf16(u"Microsoft SQL Server"_s)));
        QVERIFY(reply.contains(hex("ae 0a01000000 01 ff"))); // what was asked, and nothing else
        QCOMPARE(lastStatus(reply), 0);
    }

    void splitsBothWays()
    {
        Served served;
        Client client(*served.server);
        client.logIn(*served.server);
        int largest = 0;
        const QString text(3000, u'x');
        client.batch(u"SELECT N'%1' AS a"_s.arg(text), 512);
        QVERIFY(client.receive(&largest).contains(utf16(text)));
        QCOMPARE(largest, 4096);
    }

    void hearsAnAttention()
    {
        RehearsalOptions options{.scenario = u"slow"_s};
        options.slowMilliseconds = 20000;
        Served served(options);
        Client client(*served.server);
        client.logIn(*served.server);
        QElapsedTimer timer;
        timer.start();
        client.batch(u"SELECT 1 AS a"_s);
        QTest::qWait(100);
        client.send(tds::PacketType::Attention, {});
        QCOMPARE(lastStatus(client.receive()), 0x02); // the statement did not succeed
        QCOMPARE(lastStatus(client.receive()), 0x20);
        QVERIFY(timer.elapsed() < 5000);
        client.send(tds::PacketType::Attention, {}); // when nothing runs, it is acknowledged all the same
        QCOMPARE(lastStatus(client.receive()), 0x20);
    }

    void runsProcedures()
    {
        Served served;
        Client client(*served.server);
        client.logIn(*served.server);
        const auto text = [](const QString &value) {
            const auto size = static_cast<unsigned>(value.size() * 2);
            return tds::Writer().u8(0).u8(0).u8(0xE7).u16(8000).bytes(hex("0904d00034")).u16(size).utf16(value).data();
        };
        const QByteArray handleOut = hex("00 01 26 04 00");
        struct Row
        {
            const char *name;
            QByteArray body;
            QByteArray holds;
            int status;
        };
        const QByteArray named = tds::Writer().u16(13).utf16(u"sp_executesql").u16(0).data();
        const Row rows[] = {
            {"sp_executesql by number", hex("ffff 0a00 0000") + text(u"SELECT N'eins' AS a"_s), utf16(u"eins"_s), 0},
            {"sp_executesql by name", named + text(u"SELECT N'zwei' AS a"_s), utf16(u"zwei"_s), 0},
            {"with a parameter",
             hex("ffff 0a00 0000") + text(u"SELECT @p AS a"_s) + text(u"@p nvarchar(9)"_s) + text(u"drei"_s),
             utf16(u"drei"_s), 0},
            {"sp_prepare", hex("ffff 0b00 0000") + handleOut + text(QString()) + text(u"SELECT N'vier' AS a"_s),
             hex("26 04 04 01000000"), 0},
            {"sp_execute", hex("ffff 0c00 0000 00 00 26 04 04 01000000"), utf16(u"vier"_s), 0},
            {"sp_unprepare", hex("ffff 0f00 0000 00 00 26 04 04 01000000"), hex("79 00000000"), 0},
            {"sp_execute of no handle", hex("ffff 0c00 0000 00 00 26 04 04 01000000"), hex("f31f0000"), 2},
            {"sp_prepexec", hex("ffff 0d00 0000") + handleOut + text(QString()) + text(u"SELECT N'acht' AS a"_s),
             utf16(u"acht"_s), 0},
            {"sp_cursoropen of a SELECT", hex("ffff 0200 0000") + handleOut + text(u"SELECT 1 AS a"_s), hex("61ea0000"),
             2},
            {"sp_cursoropen of a SET", hex("ffff 0200 0000") + handleOut + text(u"SET QUOTED_IDENTIFIER ON"_s),
             hex("3a420000"), 0},
            {"sp_cursorfetch", hex("ffff 0700 0000") + handleOut, hex("61ea0000"), 2},
            {"a procedure that is none", tds::Writer().u16(5).utf16(u"sp_no").u16(0).data(), hex("fc0a0000"), 2}};
        for (const Row &row : rows) {
            client.send(tds::PacketType::Rpc, row.body);
            const QByteArray reply = client.receive();
            QVERIFY2(reply.contains(row.holds), row.name);
            QVERIFY2(reply[reply.size() - 13] == char(0xFE) && lastStatus(reply) == row.status, row.name);
        }
        expectCaseCount("procedures", int(std::size(rows)), 12);
        QCOMPARE(served.server->statements().front().packetType, 3);
    }

    void closesOnNonsenseAfterLogin()
    {
        Served served;
        struct Row
        {
            const char *reason;
            tds::PacketType type;
            QByteArray body;
        };
        const Row rows[] = {
            {"bulk load", tds::PacketType::BulkLoad, "x"},
            {"second login", tds::PacketType::Login7, "x"},
            {"second PRELOGIN", tds::PacketType::PreLogin, hex(ClearPreLogin)},
            {"RPC cut in its name", tds::PacketType::Rpc, hex("ff00 61")},
            {"RPC of an unknown type", tds::PacketType::Rpc, hex("ffff 0a00 0000 00 00 f0")},
            {"ALL_HEADERS larger than the batch", tds::PacketType::SqlBatch, hex("ff000000 12000000 0200 00000000")},
            {"transaction of an unknown kind", tds::PacketType::Transaction, hex("6300")},
            {"batch of more than 4 MiB", tds::PacketType::SqlBatch, QByteArray(5 * 1024 * 1024, 'x')}};
        for (const Row &row : rows) {
            Client client(*served.server);
            QCOMPARE(lastStatus(client.logIn(*served.server)), 0);
            client.send(row.type, row.body);
            QVERIFY2(client.isClosed(), row.reason);
        }
        expectCaseCount("nonsense after login", int(std::size(rows)), 8);
    }

    void writesTheMaskedLog()
    {
        RehearsalOptions options;
        options.recordStatements = true;
        Served served(options);
        Client client(*served.server);
        client.logIn(*served.server);
        client.batch(u"BACKUP SERVICE MASTER KEY TO FILE = N'%1' ENCRYPTION BY PASSWORD = N'Kiesel-42-Ufer'"_s.arg(
            served.server->proposedFolderParent().child(u"a.key"_s).text()));
        QCOMPARE(lastStatus(client.receive()), 0);
        QFile log(served.server->root().child(u"statements.log"_s).text());
        QVERIFY(log.open(QIODevice::ReadOnly));
        const QByteArray text = log.readAll();
        QVERIFY(text.contains("BACKUP SERVICE MASTER KEY") && !text.contains("Kiesel"));
        QVERIFY(text.contains("\"tls\":false") && text.contains("\"type\":1"));
    }
};

SMK_TEST(ServerLineTest)
#include "tst_server_line.moc"
