// Decoders of what clients send, fed with recordings and with nonsense.
#include "rehearsal_bytes.h"
#include "tds_login7.h"
#include "tds_packet.h"
#include "tds_prelogin.h"
#include "tds_rpc.h"
#include "tds_tokens.h"
#include "test_main.h"

#include <QRandomGenerator>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Bad
{
    const char *reason;
    QByteArray bytes;
};

QByteArray body(const QByteArray &packet)
{
    return packet.mid(tds::HeaderSize);
}

} // namespace

class TdsDecodersTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void splitsAndKeepsEveryByte()
    {
        const QByteArray message(10000, 'x');
        for (const int size : {512, 4096, 32767}) {
            const QByteArray packets = tds::framed(tds::PacketType::Reply, message, size, 51);
            qsizetype at = 0;
            qsizetype sum = 0;
            bool ended = false;
            while (at < packets.size()) {
                QVERIFY(!ended);
                QCOMPARE(packets[at], char(4));
                const int length = (static_cast<uchar>(packets[at + 2]) << 8) | static_cast<uchar>(packets[at + 3]);
                QVERIFY(length <= size);
                ended = packets[at + 1] == 1;
                sum += length - tds::HeaderSize;
                at += length;
            }
            QVERIFY(ended);
            QCOMPARE(sum, message.size());
        }
        QCOMPARE(tds::framed(tds::PacketType::Reply, {}, 4096, 1).size(), qsizetype(8)); // an empty one is a packet too
    }

    void refusesBadHeaders()
    {
        const Bad rows[] = {
            {"shorter than a header", hex("01010010")},   {"length below the header", hex("0101000700000100")},
            {"length zero", hex("0101000000000100")},     {"longer than the largest packet", hex("0101800000000100")},
            {"type zero", hex("0001000800000100")},       {"a reply from a client", hex("0401000800000100")},
            {"federated token", hex("0801000800000100")}, {"HTTP", QByteArray("GET / HTTP/1.1\r\n")},
            {"TLS alert", hex("15030100020228000000")}};
        for (const Bad &row : rows)
            QVERIFY2(!tds::parseHeader(row.bytes), row.reason);
        expectCaseCount("bad packet headers", int(std::size(rows)), 9);
        const auto good = tds::parseHeader(hex("1201002f00000100"));
        QVERIFY(good && good->type == tds::PacketType::PreLogin && good->endsMessage());
        QCOMPARE(good->payload(), 0x2f - 8);
    }

    void readsRecordedPreLogins()
    {
        const auto sample = tds::parsePreLogin(body(recorded("tds-prelogin-ms-tds-4-1.hex")));
        QVERIFY(sample && sample->encrypt == tds::Encrypt::On && sample->asksMars);
        QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/tds-prelogin-freetds-to-2012.hex"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray client;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine();
            if (line.startsWith("# server"))
                break;
            if (!line.startsWith('#'))
                client += QByteArray::fromHex(line);
        }
        const auto freetds = tds::parsePreLogin(body(client));
        QVERIFY(freetds);
        QCOMPARE(freetds->encrypt, tds::Encrypt::On);
    }

    void refusesBadPreLogins()
    {
        const Bad rows[] = {
            {"empty", {}},
            {"terminator alone", hex("ff")},
            {"version not first", hex("01000600 01ff00")},
            {"no terminator", hex("00000600 06 090000000000")},
            {"table cut in an entry", hex("0000")},
            {"offset beyond the end", hex("00 ffff 0006 ff")},
            {"length beyond the end", hex("00 0006 ffff ff 0900")},
            {"encryption of no length", hex("00 000b 0006 01 0011 0000 ff 090000000000")},
            {"encryption of an unknown value", hex("00 000b 0006 01 0011 0001 ff 090000000000 07")},
            {"encryption of another unknown value", hex("00 000b 0006 01 0011 0001 ff 090000000000 05")},
            {"more options than there are", QByteArray("\0\0\0\0\0", 5).repeated(40)}};
        for (const Bad &row : rows)
            QVERIFY2(!tds::parsePreLogin(row.bytes), row.reason);
        expectCaseCount("bad PRELOGINs", int(std::size(rows)), 11);
    }

    void negotiatesByTheTable()
    {
        using tds::Encrypt;
        struct Row
        {
            Encrypt client;
            EncryptionPolicy policy;
            Encrypt answer;
            bool tls;
            bool loginOnly;
            bool drop;
        };
        const Row rows[] = {
            {Encrypt::Off, EncryptionPolicy::None, Encrypt::NotSupported, false, false, false},
            {Encrypt::On, EncryptionPolicy::None, Encrypt::NotSupported, false, false, false},
            {Encrypt::NotSupported, EncryptionPolicy::None, Encrypt::NotSupported, false, false, false},
            {Encrypt::Required, EncryptionPolicy::None, Encrypt::NotSupported, false, false, false},
            {Encrypt::Off, EncryptionPolicy::Optional, Encrypt::Off, true, true, false},
            {Encrypt::On, EncryptionPolicy::Optional, Encrypt::On, true, false, false},
            {Encrypt::NotSupported, EncryptionPolicy::Optional, Encrypt::NotSupported, false, false, false},
            {Encrypt::Required, EncryptionPolicy::Optional, Encrypt::On, true, false, false},
            {Encrypt::Off, EncryptionPolicy::Required, Encrypt::Required, true, false, false},
            {Encrypt::On, EncryptionPolicy::Required, Encrypt::On, true, false, false},
            {Encrypt::NotSupported, EncryptionPolicy::Required, Encrypt::Required, false, false, true},
            {Encrypt::Required, EncryptionPolicy::Required, Encrypt::On, true, false, false},
            {Encrypt::Strict, EncryptionPolicy::Required, Encrypt::On, true, false, false},
            {Encrypt::Strict, EncryptionPolicy::Optional, Encrypt::On, true, false, false}};
        for (const Row &row : rows) {
            const tds::EncryptionAnswer answer = tds::negotiate(row.client, row.policy);
            QCOMPARE(answer.answer, row.answer);
            QCOMPARE(answer.tls, row.tls);
            QCOMPARE(answer.loginOnly, row.loginOnly);
            QCOMPARE(answer.drop, row.drop);
        }
        expectCaseCount("encryption table", int(std::size(rows)), 12);
        // Our own answer must be readable, names MARS (FreeTDS falls back to 7.1 without) and not option 06.
        const QByteArray reply = tds::preLoginReply(Encrypt::On, 16, 1000);
        const auto read = tds::parsePreLogin(reply);
        QVERIFY(read && read->encrypt == Encrypt::On);
        QByteArray options;
        for (qsizetype at = 0; static_cast<uchar>(reply[at]) != 0xFF; at += 5)
            options += reply[at];
        QCOMPARE(options, QByteArray("\0\1\2\3\4", 5));
    }

    void readsLogin7()
    {
        const auto login = tds::parseLogin7(login7(u"sa_täst"_s, u"P;w}Ü\U0001F511"_s, hex("0a0100000001ff")));
        QVERIFY(login);
        QCOMPARE(login->user, u"sa_täst"_s);
        QVERIFY(login->password.equals(SecretString(u"P;w}Ü\U0001F511")));
        QCOMPARE(login->features, std::vector<std::uint8_t>{0x0A});
        QCOMPARE(login->packetSize, 4096);

        const auto old = tds::parseLogin7(body(recorded("tds-login7-ms-tds-4-2.hex")));
        QVERIFY(old);
        QCOMPARE(old->user, u"sa"_s);
        QVERIFY(old->password.isEmpty());
        QCOMPARE(old->library, u"ODBC"_s);
    }

    // Qt 6.4 adds a NUL to the last value: in a name it is trimmed, in a password it is another password.
    void trailingNul()
    {
        const auto login = tds::parseLogin7(login7(u"sa"_s + QChar(0), u"pw"_s + QChar(0)));
        QVERIFY(login);
        QCOMPARE(login->user, u"sa"_s);
        QVERIFY(!login->password.equals(SecretString(u"pw")));
    }

    void refusesBadLogin7()
    {
        const QByteArray good = login7(u"user"_s, u"password"_s, hex("0a0100000001ff"));
        const auto with = [&](qsizetype at, const char *bytes) {
            QByteArray changed = good;
            return changed.replace(at, QByteArray::fromHex(bytes).size(), QByteArray::fromHex(bytes));
        };
        const Bad rows[] = {
            {"empty", {}},
            {"shorter than the fixed part", good.left(93)},
            {"length larger than the message", with(0, "ffff0000")},
            {"length smaller than the fixed part", with(0, "10000000")},
            {"user offset beyond the end", with(40, "ffff")},
            {"user longer than the message", with(42, "ff0f")},
            {"user longer than any name", with(42, "ffff")},
            {"password offset beyond the end", with(44, "ffff")},
            {"password longer than the message", with(46, "ff0f")},
            {"extension offset beyond the end", with(56, "ffff")},
            {"extension shorter than its pointer", with(58, "0100")},
            {"feature pointer beyond the end", good.left(good.size() - 11) + hex("ffffff7f") + good.right(7)},
            {"feature without its length", good.chopped(5)},
            {"feature longer than the message", good.chopped(6) + hex("ffffff7f01ff")},
            {"features without an end", good.chopped(1)}};
        int count = 0;
        for (Bad row : rows) {
            // Cut ones keep a true length, so that the reason is the one named.
            if (QByteArray(row.reason).startsWith("feature")) {
                const auto size = static_cast<quint32>(row.bytes.size());
                for (int i = 0; i < 4; ++i)
                    row.bytes[i] = static_cast<char>((size >> (8 * i)) & 0xFF);
            }
            QVERIFY2(!tds::parseLogin7(row.bytes), row.reason);
            ++count;
        }
        expectCaseCount("bad LOGIN7s", count, 15);
    }

    void findsTheRequestBehindAllHeaders()
    {
        const QByteArray batch = body(recorded("tds-batch-mc-smp-4-3.hex"));
        const auto start = tds::afterAllHeaders(batch);
        QVERIFY(start);
        tds::Reader reader(QByteArrayView(batch).sliced(*start));
        const QString sql = reader.utf16(reader.left() / 2);
        QVERIFY2(sql.contains(u"SET QUOTED_IDENTIFIER OFF"_s), qPrintable(sql));
        QCOMPARE(tds::afterAllHeaders(hex("530045005400200058002000")).value_or(-1), qsizetype(0)); // without the block
        QVERIFY(!tds::afterAllHeaders(hex("ff000000 12000000 0200 0000000000000000 01000000")));
        QCOMPARE(tds::afterAllHeaders({}).value_or(-1), qsizetype(0));
    }

    void readsRecordedRpc()
    {
        QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/tds-capture-session-batches-rpc.hex"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        int read = 0;
        bool fromClient = false;
        while (!file.atEnd()) {
            const QByteArray line = file.readLine().trimmed();
            if (line.startsWith('#'))
                fromClient = line.contains("C>S");
            else if (fromClient && line.startsWith("03")) {
                const QByteArray payload = body(QByteArray::fromHex(line));
                const auto start = tds::afterAllHeaders(payload);
                QVERIFY(start);
                const auto requests = tds::parseRpc(payload.sliced(*start));
                QVERIFY2(requests.has_value(), line.left(80).constData());
                QVERIFY(!requests->front().procedure.isEmpty());
                ++read;
            }
        }
        expectCaseCount("recorded RPCs", read, 1);
    }

    void refusesBadRpc()
    {
        const Bad rows[] = {
            {"empty", {}},
            {"cut in the name's length", hex("ff")},
            {"name of no length", hex("0000 0000")},
            {"name longer than the message", hex("ff00 6100")},
            {"no option flags", hex("ffff 0a00")},
            {"cut behind a parameter's name", hex("ffff 0a00 0000 00")},
            {"unknown type", hex("ffff 0a00 0000 00 00 f1 00")},
            {"sql_variant", hex("ffff 0a00 0000 00 00 62 10000000 00000000")},
            {"table-valued parameter", hex("ffff 0a00 0000 00 00 f3 00")},
            {"text longer than the message", hex("ffff 0a00 0000 00 00 e7 401f 0904d00034 ff0f 6100")},
            {"ntext longer than the message", hex("ffff 0a00 0000 00 00 63 ffffff7f 0904d00034 ffffff7f 61")},
            {"integer of seven bytes", hex("ffff 0a00 0000 00 00 26 08 07 01020304050607")},
            {"PLP whose chunks do not add up",
             hex("ffff 0a00 0000 00 00 e7 ffff 0904d00034 0400000000000000 02000000 6100 00000000")},
            {"PLP without an end", hex("ffff 0a00 0000 00 00 e7 ffff 0904d00034 feffffffffffffff 02000000 6100")},
            {"PLP chunk longer than the message", hex("ffff 0a00 0000 00 00 a5 ffff feffffffffffffff ffffff7f 00")},
            {"more requests than anybody chains", hex("ffff0a000000ff").repeated(80)}};
        for (const Bad &row : rows)
            QVERIFY2(!tds::parseRpc(row.bytes), row.reason);
        expectCaseCount("bad RPCs", int(std::size(rows)), 16);
    }

    // No input may crash or hang a decoder. The seed is fixed: a failure can be had again.
    void survivesNoise()
    {
        QRandomGenerator random(20261124);
        const QByteArray seeds[] = {login7(u"user"_s, u"password"_s, hex("0a0100000001ff")),
                                    body(recorded("tds-prelogin-ms-tds-4-1.hex")),
                                    hex("ffff0a0000000000e7401f0904d0003404006100620001002604040100000000")};
        for (int round = 0; round < 20000; ++round) {
            QByteArray bytes = seeds[round % 3];
            const int changes = random.bounded(1, 6);
            for (int i = 0; i < changes; ++i)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
            bytes.truncate(random.bounded(bytes.size() + 1));
            (void)tds::parseLogin7(bytes);
            (void)tds::parsePreLogin(bytes);
            (void)tds::parseRpc(bytes);
            (void)tds::afterAllHeaders(bytes);
            (void)tds::parseHeader(bytes);
        }
    }

    void ordersTheLoginReply()
    {
        tds::Writer out;
        tds::LoginGreeting greeting;
        greeting.serverName = u"REHEARSAL"_s;
        greeting.database = u"master"_s;
        greeting.acknowledgeUtf8 = true;
        tds::putLoginReply(out, greeting);
        QByteArray tokens;
        const QByteArray &bytes = out.data();
        for (qsizetype at = 0; at < bytes.size();) {
            const auto token = static_cast<uchar>(bytes[at]);
            tokens += bytes[at];
            if (token == 0xFD)
                at += 13;
            else if (token == 0xAE)
                at += 8;
            else
                at += 3 + static_cast<uchar>(bytes[at + 1]) + 256 * static_cast<uchar>(bytes[at + 2]);
        }
        QCOMPARE(tokens.toHex(), QByteArray("e3abe3e3abadaee3fd"));
    }
};

SMK_TEST(TdsDecodersTest)
#include "tst_tds_decoders.moc"
