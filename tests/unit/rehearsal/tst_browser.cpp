// SQL Server Browser of the rehearsal: its answers byte by byte, and over a socket.
#include "browser_answer.h"
#include "rehearsal_bytes.h"
#include "rehearsal_server.h"
#include "test_main.h"

#include <QTemporaryDir>
#include <QUdpSocket>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

tds::BrowserHost threeInstances()
{
    tds::BrowserHost host{.name = u"HOST"_s, .version = u"16.0.1000.6"_s};
    host.instances = {
        {.name = u"ONE"_s, .port = 50123}, {.name = u"PIPE"_s}, {.name = u"SHY"_s, .port = 1, .hidden = true}};
    return host;
}

const QByteArray One = "ServerName;HOST;InstanceName;ONE;IsClustered;No;Version;16.0.1000.6;tcp;50123;np;"
                       "\\\\HOST\\pipe\\MSSQL$ONE\\sql\\query;;";
const QByteArray Pipe =
    "ServerName;HOST;InstanceName;PIPE;IsClustered;No;Version;16.0.1000.6;np;\\\\HOST\\pipe\\MSSQL$PIPE\\sql\\query;;";

QByteArray framed(const QByteArray &text)
{
    return text.isEmpty() ? text : tds::Writer().u8(5).u16(static_cast<unsigned>(text.size())).bytes(text).data();
}

QByteArray ask(quint16 port, const QByteArray &question, int wait = 2000)
{
    QUdpSocket socket;
    socket.bind(QHostAddress::LocalHost);
    socket.writeDatagram(question, QHostAddress::LocalHost, port);
    if (!socket.waitForReadyRead(wait))
        return {};
    QByteArray answer(65536, '\0');
    answer.truncate(std::max<qint64>(socket.readDatagram(answer.data(), answer.size()), 0));
    return answer;
}

} // namespace

class BrowserTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void answersOrKeepsSilent()
    {
        struct Row
        {
            const char *reason;
            QByteArray question;
            QByteArray text;
        };
        const Row rows[] = {{"one, by name", QByteArray("\x04ONE\0", 5), One},
                            {"in another case", QByteArray("\x04one\0", 5), One},
                            {"without the NUL, as some clients ask", QByteArray("\x04ONE", 4), One},
                            {"one without TCP", QByteArray("\x04PIPE\0", 6), Pipe},
                            {"all of one host", QByteArray("\x03", 1), One + Pipe},
                            {"all, as a broadcast asks", QByteArray("\x02", 1), One + Pipe},
                            {"hidden", QByteArray("\x04SHY\0", 5), {}},
                            {"unknown", QByteArray("\x04TWO\0", 5), {}},
                            {"no name", QByteArray("\x04\0", 2), {}},
                            {"bytes behind the NUL", QByteArray("\x04ONE\0x", 6), {}},
                            {"bytes behind the question for all", QByteArray("\x03x", 2), {}},
                            {"a name of 33 bytes", "\x04" + QByteArray(33, 'x'), {}},
                            {"the administrator's port", QByteArray("\x0f\x01ONE\0", 6), {}},
                            {"an answer instead of a question", framed(One), {}},
                            {"nothing", {}, {}}};
        for (const Row &row : rows)
            QVERIFY2(tds::browserAnswer(row.question, threeInstances()) == framed(row.text), row.reason);
        expectCaseCount("questions to Browser", int(std::size(rows)), 15);
    }

    void tooLongIsSilence()
    {
        tds::BrowserHost host = threeInstances();
        host.name = QString(1000, u'x');
        QVERIFY(tds::browserAnswer("\x04ONE", host).isEmpty()); // one instance fits 1024 bytes or is not told
        QVERIFY(!tds::browserAnswer("\x03", host).isEmpty());
        host.instances = std::vector<tds::BrowserInstance>(100, {.name = u"I"_s, .port = 1});
        QVERIFY(tds::browserAnswer("\x03", host).isEmpty()); // no datagram holds it
    }

    void servesBesideTheServer()
    {
        QTemporaryDir folder;
        RehearsalOptions options{.scenario = u"named-instances"_s};
        options.root = LocalPath(folder.path());
        options.browserPort = 0; // several of these tests run at the same time
        const auto server = RehearsalServer::start(options);
        QVERIFY_RESULT(server);
        QCOMPARE((*server)->serverName(), u"REHEARSAL\\PRACTICE"_s);
        const quint16 browser = (*server)->browserPort();
        QVERIFY(browser != 0);
        QVERIFY(ask(browser, QByteArray("\x04PRACTICE\0", 10))
                    .contains(";tcp;" + QByteArray::number((*server)->port()) + ';'));
        const QByteArray all = ask(browser, "\x03");
        QVERIFY(all.contains("PRACTICE") && all.contains("PIPESONLY") && !all.contains("HIDDEN"));
        QVERIFY(ask(browser, QByteArray("\x04HIDDEN\0", 8), 300).isEmpty());
        QVERIFY(ask(browser, QByteArray(5000, 'x'), 300).isEmpty());
        QVERIFY(!ask(browser, "\x03").isEmpty()); // it lives on

        QTemporaryDir second; // a second one says that the port is taken, and by its name
        options.root = LocalPath(second.path());
        options.browserPort = browser;
        const auto refused = RehearsalServer::start(options);
        QVERIFY(!refused);
        QCOMPARE(refused.error().id, u"rehearsal.browser-port-not-free"_s);
        QCOMPARE(refused.error().arguments, QStringList{QString::number(browser)});
    }

    void otherScenariosHaveNone()
    {
        QTemporaryDir folder;
        RehearsalOptions options;
        options.root = LocalPath(folder.path());
        const auto server = RehearsalServer::start(options);
        QVERIFY_RESULT(server);
        QCOMPARE((*server)->browserPort(), quint16(0));
    }
};

SMK_TEST(BrowserTest)
#include "tst_browser.moc"
