#include "browser_lookup.h"
#include "net_datagram.h"
#include "prelogin.h"
#include "test_main.h"

#include <QFile>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

QByteArray recordedBytes(const char *name)
{
    QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/") + QString::fromLatin1(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray datagram(const QByteArray &text)
{
    QByteArray bytes(1, '\x05');
    return bytes.append(char(text.size() & 0xFF)).append(char(text.size() >> 8)) + text;
}

} // namespace

class BrowserLookupTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void threeInstances()
    {
        const auto entries = decodeBrowserReply(QByteArray::fromHex(recordedBytes("ssrp-three-instances-ms-sqlr.hex")));
        QCOMPARE(int(entries.size()), 3);
        QCOMPARE(entries[0].instance, u"YUKONSTD"_s);
        QCOMPARE(entries[0].port, quint16(57137));
        QCOMPARE(entries[1].port, quint16(0)); // a pipe alone: not reachable by port
        QCOMPARE(entries[2].instance, u"MSSQLSERVER"_s);
        QCOMPARE(entries[2].port, quint16(1433));
    }
    void recordedTexts()
    {
        int cases = 0;
        for (const QByteArray &line : recordedBytes("ssrp-replies.txt").split('\n')) {
            if (!line.startsWith("ServerName"))
                continue; // the one with a length byte that does not fit is tested below
            const auto entries = decodeBrowserReply(datagram(line.trimmed()));
            QCOMPARE(int(entries.size()), 1);
            QVERIFY(entries[0].port == 1433);
            ++cases;
        }
        test::expectCaseCount("browser replies", cases, 2);
    }
    // As tools print them: the first letter is the length's low byte.
    void recordedWithTheirLength()
    {
        int cases = 0;
        for (const QByteArray &line : recordedBytes("ssrp-replies-with-length-char.txt").split('\n')) {
            if (line.isEmpty())
                continue;
            const QByteArray whole = '\x05' + line.left(1) + '\0' + line.mid(1);
            const auto entries = decodeBrowserReply(whole);
            QCOMPARE(int(entries.size()), 1);
            QCOMPARE(entries[0].port, quint16(1433));
            QVERIFY(decodeBrowserReply(line).empty()); // never by looking for text
            ++cases;
        }
        test::expectCaseCount("browser replies with their length", cases, 3);
    }
    void adminReplies()
    {
        QCOMPARE(decodeAdminReply(QByteArray::fromHex("050600019a05")), std::optional<quint16>(1434));
        QVERIFY(!decodeAdminReply(QByteArray::fromHex("05060001")));
        QVERIFY(!decodeAdminReply(QByteArray::fromHex("050600020000")));
        QVERIFY(!decodeAdminReply(QByteArray::fromHex("050600010000")));
        QVERIFY(!decodeAdminReply(QByteArray::fromHex("050700019a05")));
        QVERIFY(!decodeAdminReply({}));
    }
    void whatDoesNotFitIsRefused()
    {
        const QByteArray good = datagram("ServerName;S;InstanceName;I;IsClustered;No;Version;1;tcp;1433;;");
        QCOMPARE(int(decodeBrowserReply(good).size()), 1);
        QVERIFY(decodeBrowserReply({}).empty());
        QVERIFY(decodeBrowserReply(good.left(2)).empty());
        QVERIFY(decodeBrowserReply(good.left(20)).empty());        // length too great
        QVERIFY(decodeBrowserReply(good + "x").empty());           // length too small
        QVERIFY(decodeBrowserReply("\x04" + good.mid(1)).empty()); // not an answer
        QVERIFY(decodeBrowserReply(datagram(";;;;;;")).empty());
        QCOMPARE(decodeBrowserReply(datagram("InstanceName;I;tcp;99999;;"))[0].port, quint16(0));
        QCOMPARE(decodeBrowserReply(datagram("tcp;1;InstanceName;I;;"))[0].port, quint16(1)); // any order
    }
    void preloginReplies()
    {
        // SQL Server 2014 to FreeTDS, printed without leading zeros: encryption OFF, so the login alone is encrypted.
        const QByteArray text = recordedBytes("tds-prelogin-freetds-to-2012.hex");
        QByteArray stream;
        for (const QByteArray &number : text.mid(text.lastIndexOf(')') + 1).simplified().split(' '))
            stream.append(char(number.toInt(nullptr, 16)));
        QVERIFY(!prelogin::isForeign(stream));
        const auto packet = prelogin::takePacket(stream);
        QVERIFY(packet && packet->isLast
                && packet->type == prelogin::replyType); // two more bytes were printed than it tells
        QVERIFY(prelogin::encryptionOf(packet->payload) == prelogin::Answer::Off);
    }
    void ourQuestionIsWellFormed()
    {
        QByteArray stream = prelogin::question();
        const auto packet = prelogin::takePacket(stream);
        QVERIFY(packet && packet->type == prelogin::messageType && packet->isLast && stream.isEmpty());
        QVERIFY(prelogin::encryptionOf(packet->payload) == prelogin::Answer::On);
    }
    // A question that could not be sent was answered by nobody: that is no "nothing listens there".
    void unsentIsNoRefusal()
    {
        const Deadline soon = std::chrono::steady_clock::now() + std::chrono::seconds(10);
        auto nowhere =
            resolveHost(u"255.255.255.255"_s, 1434, soon, {}); // refused here: no right to broadcast was asked for
        QVERIFY_RESULT(nowhere);
        const auto heard = askByDatagram(*nowhere, {QByteArray(1, '\x03')}, std::chrono::milliseconds(200),
                                         [](const QByteArray &) { return true; }, {});
        QVERIFY_RESULT(heard);
        QVERIFY(*heard == Heard::Nothing);
    }
    void longPayloadsAreSplit()
    {
        QByteArray stream = prelogin::packets(prelogin::messageType, QByteArray(5000, 'x'));
        const auto first = prelogin::takePacket(stream);
        const auto second = prelogin::takePacket(stream);
        QVERIFY(first && !first->isLast && second && second->isLast);
        QCOMPARE(first->payload.size() + second->payload.size(), qsizetype(5000));
    }
    void malformedPackets()
    {
        QByteArray stream("HTTP/1.1 400 Bad Request\r\n");
        QVERIFY(prelogin::isForeign(stream));
        QVERIFY(prelogin::isForeign(QByteArray("\x04\x01\x00\x03\x00\x00\x00\x00", 8))); // shorter than its head
        QVERIFY(!prelogin::isForeign(QByteArray("\x04", 1)));
        stream = QByteArray("\x04\x01\x00\x20", 4);
        QVERIFY(!prelogin::takePacket(stream));
        QVERIFY(!prelogin::encryptionOf(QByteArray("\x01\x00\x50\x00\x01\xff", 6))); // points behind the end
        QVERIFY(!prelogin::encryptionOf(QByteArray("\x01\x00", 2)));
        QVERIFY(!prelogin::encryptionOf(QByteArray("\x01\x00\x06\x00\x01\xff\x09", 7))); // no such value
    }
};

SMK_TEST(BrowserLookupTest)
#include "tst_browser_lookup.moc"
