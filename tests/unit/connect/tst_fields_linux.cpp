// Garbage and injection in each field: every value arrives literally or is refused before the login, with each driver.
#include "practice_drivers.h"
#include "test_main.h"

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

const QStringList garbage{
    u"a;b"_s,
    u"a}b"_s,
    u"ab}"_s,
    u"}}"_s,
    u"{"_s,
    u"{a}"_s,
    u"a};UID={sa"_s,
    u"a};SERVER=192.0.2.1;UID={sa"_s,
    u"x;Encrypt=no;TrustServerCertificate=yes"_s,
    u"'; DROP TABLE x; --"_s,
    u"a=b"_s,
    u"\"q\""_s,
    u"'q'"_s,
    u"%n%s%d"_s,
    u"%1%2"_s,
    u"$(id) `id` | & > <"_s,
    u"[brackets]]"_s,
    u"名前🔑ß"_s,
    u" lead and trail "_s,
    u"a\tb"_s,
    u"a\nb"_s,
    u"a\r\nPWD=x"_s,
    QStringLiteral("a\0b"),
    u"\u202Egnp.exe"_s,
    QString(QChar(0xD800)) + u"x"_s,
    u"my.dsn"_s,
    u"DSN=other"_s,
    u"DOM\\user"_s,
    u"#comment"_s,
    QString(128, u'x'),
    QString(129, u'x'),
    QString(5000, u'x'),
};

// Refused by us, before anything was sent; a refusal by the server would mean that something else had arrived.
bool isOurRefusal(const QString &id)
{
    static const QStringList ours{u"connect.value-not-possible"_s, u"connect.login-empty"_s,
                                  u"connect.login-too-long"_s, u"connect.login-characters"_s,
                                  u"connect.login-is-windows"_s};
    return ours.contains(id);
}

QString shown(const Driver &driver, const QString &value, const QString &got)
{
    return u"%1, value %2 (%3): %4"_s.arg(driver.name).arg(garbage.indexOf(value)).arg(value.left(40), got);
}

} // namespace

class FieldsTest : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Practice> m_practice;

private Q_SLOTS:
    void initTestCase()
    {
        m_practice = std::make_unique<Practice>("windows-host");
        QVERIFY(m_practice->server);
    }
    void cleanupTestCase() { m_practice.reset(); }

    void logins()
    {
        int arrived = 0;
        for (const Driver &driver : practiceDrivers()) {
            for (const QString &value : garbage) {
                m_practice->server->setCredentials(value, SecretString(u"Right-pass-1"));
                ConnectOrder order = m_practice->order(driver);
                order.login = value;
                Connected connected;
                const QString problem = signIn(order, connected);
                QVERIFY2(problem.isEmpty() || isOurRefusal(problem), qPrintable(shown(driver, value, problem)));
                QVERIFY2(!problem.isEmpty() || connected.facts.login == value,
                         qPrintable(shown(driver, value, connected.facts.login)));
                arrived += problem.isEmpty();
            }
        }
        expectCaseCount("logins that arrive", arrived, 15 * int(practiceDrivers().size()));
    }

    void passwords()
    {
        int arrived = 0;
        for (const Driver &driver : practiceDrivers()) {
            for (const QString &value : garbage) {
                m_practice->server->setCredentials(u"dba"_s, SecretString(QStringView(value)));
                Connected connected;
                const QString problem = signIn(m_practice->order(driver), connected);
                QVERIFY2(problem.isEmpty() || isOurRefusal(problem), qPrintable(shown(driver, value, problem)));
                arrived += problem.isEmpty();
            }
        }
        expectCaseCount("passwords that arrive", arrived, 18 * int(practiceDrivers().size()));
    }

    // None of these is the server's name, so none may lead to a session, and none may turn a check off.
    void namesInTheCertificate()
    {
        m_practice->server->setCredentials(u"dba"_s, SecretString(u"Right-pass-1"));
        for (const Driver &driver : practiceDrivers()) {
            for (const QString &value : garbage) {
                ConnectOrder order = m_practice->order(driver);
                order.nameInCertificate = value;
                Connected connected;
                const QString problem = signIn(order, connected);
                QVERIFY2(problem == "connect.certificate"_L1 || isOurRefusal(problem),
                         qPrintable(shown(driver, value, problem)));
            }
        }
    }

    void filesOfIssuers()
    {
        for (const Driver &driver : practiceDrivers()) {
            for (const QString &value : garbage) {
                ConnectOrder order = m_practice->order(driver);
                order.caFile = LocalPath(value);
                Connected connected;
                const QString problem = signIn(order, connected);
                QVERIFY2(problem == "connect.ca-file"_L1 || isOurRefusal(problem),
                         qPrintable(shown(driver, value, problem)));
            }
        }
    }

    void drivers()
    {
        for (const QString &value : garbage) {
            ConnectOrder order = m_practice->order({DriverKind::Other, value});
            Connected connected;
            const QString problem = signIn(order, connected);
            QVERIFY2(problem == "connect.driver-missing"_L1 || isOurRefusal(problem),
                     qPrintable(shown({DriverKind::Other, u"driver"_s}, value, problem)));
        }
    }

    // What parses has no character that could end a value.
    void servers()
    {
        for (const QString &value : garbage) {
            const auto address = parseServerName(value);
            const QString text = address ? address->host + address->instance : QString();
            QVERIFY2(!text.contains(u';') && !text.contains(u'{') && !text.contains(u'}') && !text.contains(u'='),
                     qPrintable(value));
        }
    }

    void reasonsArriveAsTheyAre()
    {
        for (const QString &value : garbage) {
            ServerFacts facts;
            ConnectOrder order;
            order.readableLineReason = value;
            const auto findings = preflight(facts, LineTrust::Readable, order, {});
            QVERIFY(findings.has_value());
            QVERIFY(std::any_of(findings->begin(), findings->end(), [&](const Finding &finding) {
                return finding.id == "connect.line.override"_L1 && finding.arguments == QStringList{value};
            }));
        }
        expectCaseCount("garbage", int(garbage.size()), 30);
    }

    // A certificate that was accepted is the only one that will do, where the driver can compare.
    void aPinnedCertificateIsTheOnlyOne()
    {
        Practice other("untrusted-certificate");
        QVERIFY(other.server);
        int cases = 0;
        for (const Driver &driver : practiceDrivers()) {
            if (driver.kind != DriverKind::FreeTds)
                continue; // Microsoft's compares with strict alone: tst_scenarios
            const auto order = other.order(driver);
            const auto own = probeCertificate(order.server, {}, {}, {});
            const auto foreign = probeCertificate(m_practice->order(driver).server, {}, {}, {});
            QVERIFY(own && foreign && own->fingerprint != foreign->fingerprint);
            for (const bool right : {true, false}) {
                ConnectionSpec spec;
                spec.host = order.server.host;
                spec.port = order.server.port;
                spec.login = order.login;
                spec.password = order.password.clone();
                spec.driver = driver;
                spec.trustServerCertificate = true;
                spec.pinnedCertificate = right ? own->pem : foreign->pem;
                QCOMPARE(ServerSession::open(spec).has_value(), right);
                ++cases;
            }
        }
        expectCaseCount("pinned", cases, 0);
    }
};

SMK_TEST(FieldsTest)
#include "tst_fields_linux.moc"
