#include "connect_step.h"
#include "line_trust.h"
#include "test_main.h"

#include <QSysInfo>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct Row
{
    const char *why;
    const char16_t *host;
    const char16_t *client; // as the server sees both ends
    const char16_t *server;
    std::optional<bool> encrypted;
    void (*change)(ConnectionSpec &, ServerFacts &);
    LineTrust trust;
};

void nothing(ConnectionSpec &, ServerFacts &) {}
constexpr auto microsoft = [](ConnectionSpec &s, ServerFacts &) { s.driver.kind = DriverKind::Microsoft18; };

const Row rows[] = {
    {"loopback on both sides", u"127.0.0.1", u"127.0.0.1", u"127.0.0.1", false, nothing, LineTrust::StaysOnMachine},
    {"localhost over IPv6", u"localhost", u"::1", u"::1", true, nothing, LineTrust::StaysOnMachine},
    {"a tunnel: our end loopback, the server's not", u"127.0.0.1", u"192.0.2.77", u"192.0.2.10", false, nothing,
     LineTrust::Readable},
    {"a published port: server's own ends differ", u"localhost", u"172.17.0.1", u"172.17.0.2", false, nothing,
     LineTrust::Readable},
    {"the server's ends are loopback, ours is not", u"db01", u"127.0.0.1", u"127.0.0.1", false, nothing,
     LineTrust::Readable},
    {"two different loopback addresses", u"localhost", u"127.0.0.1", u"127.0.1.1", false, nothing, LineTrust::Readable},
    {"the server did not tell its ends", u"localhost", u"", u"", false, nothing, LineTrust::Readable},
    {"a tunnel that ends on the server itself: loopback all along, another machine's name", u"localhost", u"127.0.0.1",
     u"127.0.0.1", false, [](ConnectionSpec &, ServerFacts &f) { f.machineName = u"DB07-FAR"_s; }, LineTrust::Readable},
    {"the same, encrypted and accepted", u"localhost", u"127.0.0.1", u"127.0.0.1", true,
     [](ConnectionSpec &s, ServerFacts &f) {
         f.machineName = u"DB07-FAR"_s;
         s.trustServerCertificate = true;
     },
     LineTrust::EncryptedNotProven},
    {"this machine by its name", u"localhost", u"127.0.0.1", u"127.0.0.1", false,
     [](ConnectionSpec &, ServerFacts &f) { f.machineName = QSysInfo::machineHostName().toUpper(); },
     LineTrust::StaysOnMachine},
    {"a cluster's virtual name, on this node", u"localhost", u"127.0.0.1", u"127.0.0.1", false,
     [](ConnectionSpec &, ServerFacts &f) {
         f.machineName = u"SQLCLUSTER"_s;
         f.physicalName = QSysInfo::machineHostName();
     },
     LineTrust::StaysOnMachine},
    {"a name that begins like a loopback address", u"127.0.0.1.example", u"127.0.0.1", u"127.0.0.1", false, nothing,
     LineTrust::Readable},
    {"shared memory", u"db01", u"<local machine>", u"", false,
     [](ConnectionSpec &, ServerFacts &f) { f.netTransport = u"Shared memory"_s; }, LineTrust::StaysOnMachine},
    {"encrypted, FreeTDS with CA", u"db01", u"192.0.2.1", u"192.0.2.2", true, nothing, LineTrust::EncryptedProven},
    {"encrypted, tunnel", u"127.0.0.1", u"192.0.2.1", u"192.0.2.2", true, nothing, LineTrust::EncryptedProven},
    {"encrypted, Microsoft", u"db01", u"192.0.2.1", u"192.0.2.2", true, microsoft, LineTrust::EncryptedProven},
    {"trusted by decision", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) { s.trustServerCertificate = true; }, LineTrust::EncryptedNotProven},
    {"strict cannot be told to trust", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) {
         s.driver.kind = DriverKind::Microsoft18;
         s.encryption = Encryption::Strict;
         s.trustServerCertificate = true;
     },
     LineTrust::EncryptedProven},
    {"optional checks nothing", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) { s.encryption = Encryption::Optional; }, LineTrust::EncryptedNotProven},
    {"FreeTDS leaves another name unchecked", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) { s.nameInCertificate = u"other"_s; }, LineTrust::EncryptedNotProven},
    {"the host's own name in another case is no other name", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) { s.nameInCertificate = u"DB01"_s; }, LineTrust::EncryptedProven},
    {"Microsoft checks another name", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) {
         s.driver.kind = DriverKind::Microsoft18;
         s.nameInCertificate = u"other"_s;
     },
     LineTrust::EncryptedProven},
    {"the built-in driver checks nothing", u"db01", u"192.0.2.1", u"192.0.2.2", true,
     [](ConnectionSpec &s, ServerFacts &) { s.driver.kind = DriverKind::WindowsBuiltIn; },
     LineTrust::EncryptedNotProven},
    {"the server may not tell", u"db01", u"192.0.2.1", u"192.0.2.2", std::nullopt, nothing, LineTrust::Readable},
    {"FALSE", u"db01", u"192.0.2.1", u"192.0.2.2", false, nothing, LineTrust::Readable},
};

} // namespace

class LineTrustTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            ConnectionSpec spec;
            spec.host = QString::fromUtf16(row.host);
            spec.driver = {DriverKind::FreeTds, u"FreeTDS"_s};
            ServerFacts facts;
            facts.netTransport = u"TCP"_s;
            facts.clientAddress = QString::fromUtf16(row.client);
            facts.serverAddress = QString::fromUtf16(row.server);
            facts.encrypted = row.encrypted;
            row.change(spec, facts);
            QVERIFY2(judgeLine(facts, spec) == row.trust, row.why);
        }
        test::expectCaseCount("line trust", int(std::size(rows)), 18);
    }
    // What a person accepted at the first sign-in of a run is that certificate, not whichever comes later.
    void laterSignInsHoldToTheFirst()
    {
        const auto accepting = [] {
            ConnectOrder order;
            order.trustServerCertificate = true;
            return order;
        };
        Connected first;
        first.trust = TrustDecision{u"DBSRV01"_s, u"AB"_s.repeated(32), u"self-signed"_s, u"seen"_s, {}};
        ConnectOrder order = accepting();
        holdTo(first, order);
        QVERIFY(!order.trustServerCertificate && order.remembered
                && order.remembered->fingerprint == first.trust->fingerprint);
        Connected proven; // nothing was accepted then: nothing is later
        order = accepting();
        holdTo(proven, order);
        QVERIFY(!order.trustServerCertificate && !order.remembered);
        Connected unseen = Connected();
        unseen.trust = TrustDecision{u"np:DBSRV01"_s, {}, u"not-looked-at"_s, u"seen"_s, {}};
        order = accepting();
        holdTo(unseen, order); // over a pipe no certificate is seen that could be compared
        QVERIFY(order.trustServerCertificate && !order.remembered);
    }
    void namesAreStable()
    {
        QCOMPARE(lineTrustName(LineTrust::StaysOnMachine), u"stays-on-machine"_s);
        QCOMPARE(lineTrustName(LineTrust::EncryptedProven), u"encrypted-proven"_s);
        QCOMPARE(lineTrustName(LineTrust::EncryptedNotProven), u"encrypted-not-proven"_s);
        QCOMPARE(lineTrustName(LineTrust::Readable), u"readable"_s);
    }
};

SMK_TEST(LineTrustTest)
#include "tst_line_trust.moc"
