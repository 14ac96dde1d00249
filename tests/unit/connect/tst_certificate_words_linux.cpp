// What is wrong with a certificate, with the file of issuers, or at the administrator's port, is told in words that
// lead on.
#include "approach.h"
#include "certificate_check.h"
#include "practice_drivers.h"
#include "test_main.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *scenario;
    const char *cause;
    const char *says; // in the cause's arguments
};

const Row rows[] = {
    {"untrusted-certificate", "connect.cause.unknown-issuer", ""},
    {"certificate-unknown-issuer", "connect.cause.other-issuer", ".pem"},
    {"certificate-expired", "connect.cause.expired", "20"},
    {"certificate-wrong-name", "connect.cause.other-name", "db.elsewhere.example"},
};

bool hasWords(const QString &id)
{
    const auto all = connectWords();
    return std::any_of(all.begin(), all.end(), [&](const Words &words) { return id == QLatin1StringView(words.id); });
}

bool writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray readFile(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class CertificateWordsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failedChecks()
    {
        for (const Row &row : rows) {
            Practice practice(row.scenario);
            QVERIFY2(practice.server, row.scenario);
            const auto refused = connectToServer(practice.order(practiceDrivers().front()), {}, {});
            QVERIFY2(!refused && refused.error().id == "connect.certificate"_L1, row.scenario);
            QVERIFY2(refused.error().causes.size() == 1, row.scenario);
            const Cause &cause = refused.error().causes.front();
            QVERIFY2(cause.id == QLatin1StringView(row.cause), qPrintable(cause.id));
            QVERIFY2(cause.check == CauseCheck::Found && hasWords(cause.id), row.scenario);
            QVERIFY2(cause.arguments.join(u' ').contains(QLatin1StringView(row.says)), row.scenario);
        }
    }
    // A server at home is told as one, an empty check is not passed over in silence, and clocks are thought of.
    void checksThatNoScenarioHas()
    {
        ConnectOrder order;
        CertificateProbe probe;
        const auto cause = [&] { return certificateProblem(order, probe).causes.front().id; };
        QCOMPARE(cause(), u"connect.cause.driver-refused"_s);
        probe.failedCheck = u"self-signed"_s;
        QCOMPARE(cause(), u"connect.cause.self-signed"_s);
        probe.failedCheck = u"other"_s;
        QCOMPARE(cause(), u"connect.cause.other-check"_s);
        probe.failedCheck = u"expired"_s;
        probe.notBefore = QDateTime::currentDateTimeUtc().addDays(2);
        QCOMPARE(cause(), u"connect.cause.not-yet-valid"_s);
        for (const char *id : {"driver-refused", "self-signed", "other-check", "not-yet-valid"})
            QVERIFY2(hasWords(u"connect.cause."_s + QLatin1StringView(id)), id);
    }
    void filesOfIssuers()
    {
        Practice practice("windows-host");
        QVERIFY(practice.server);
        const QString pem = practice.order({}).caFile.text();
        const QString folder = practice.folder.path();
        const QString binary = folder + u"/it's.cer"_s;
        const QByteArray text = readFile(pem);
        const QByteArray begin = "-----BEGIN CERTIFICATE-----";
        const qsizetype from = text.indexOf(begin) + begin.size();
        QVERIFY(writeFile(binary, QByteArray::fromBase64(text.mid(from, text.indexOf("-----END") - from))));
        QVERIFY(writeFile(folder + u"/empty"_s, {}) && writeFile(folder + u"/garbage"_s, "garbage"));
        const std::pair<QString, const char *> files[] = {{folder + u"/nothing"_s, "connect.cause.ca-not-opened"},
                                                          {folder, "connect.cause.ca-not-opened"},
                                                          {folder + u"/empty"_s, "connect.cause.ca-not-pem"},
                                                          {folder + u"/garbage"_s, "connect.cause.ca-not-pem"},
                                                          {binary, "connect.cause.ca-binary"}};
        for (const auto &[file, cause] : files) {
            const auto check = CertificateCheck::make(LocalPath(file), u"db7"_s, false);
            QVERIFY2(!check && check.error().id == "connect.ca-file"_L1, qPrintable(file));
            QVERIFY2(check.error().causes.front().id == QLatin1StringView(cause), qPrintable(file));
            QVERIFY2(hasWords(QString::fromLatin1(cause)), cause);
            if (file == binary
                && !QStandardPaths::findExecutable(u"openssl"_s)
                        .isEmpty()) { // the command is the remedy: it is run, and its file is taken
                QCOMPARE(QProcess::execute(u"sh"_s, {u"-c"_s, check.error().command}), 0);
                QVERIFY(CertificateCheck::make(LocalPath(file + u".pem"_s), u"db7"_s, false).has_value());
            }
        }
    }
    // The administrator's port has reasons of its own to be closed.
    void closedPorts()
    {
        QTcpServer nobody; // its port is free again when it is closed
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const quint16 port = nobody.serverPort();
        nobody.close();
        for (const auto &[prefix, id] : {std::pair{"admin:", "connect.admin-refused"}, {"tcp:", "connect.refused"}}) {
            ConnectOrder order;
            order.server = *parseServerName(QLatin1StringView(prefix) + u"127.0.0.1,"_s + QString::number(port));
            order.login = u"dba"_s;
            order.driverName = practiceDrivers().front().name;
            const auto refused = connectToServer(order, {}, {});
            QVERIFY2(!refused, prefix);
            QCOMPARE(refused.error().id, QLatin1StringView(id));
            QVERIFY2(hasWords(refused.error().id), id);
        }
    }
    // Characters that end a value in freetds.conf, and a path longer than its lines: the file is read all the same.
    void oddPathsOfTheFileOfIssuers()
    {
        Practice practice("windows-host");
        QVERIFY(practice.server);
        const QByteArray pem = readFile(practice.order({}).caFile.text());
        QVERIFY(!pem.isEmpty());
        const QStringList names{u"C#.pem"_s, u"a;b.pem"_s, u"a  b.pem"_s, u"}grün={x.pem"_s, QString(250, u'x')};
        int cases = 0;
        for (const QString &name : names) {
            const QString path = practice.folder.filePath(name);
            QVERIFY(writeFile(path, pem));
            for (const Driver &driver : practiceDrivers()) {
                ConnectOrder order = practice.order(driver);
                order.caFile = LocalPath(path);
                Connected connected;
                const QString problem = signIn(order, connected);
                QVERIFY2(problem.isEmpty(), qPrintable(driver.name + u": "_s + name + u": "_s + problem));
                QCOMPARE(lineTrustName(connected.line), u"encrypted-proven"_s);
                ++cases;
            }
        }
        expectCaseCount("paths of the file of issuers", cases, int(names.size()));
    }
};

SMK_TEST(CertificateWordsTest)
#include "tst_certificate_words_linux.moc"
