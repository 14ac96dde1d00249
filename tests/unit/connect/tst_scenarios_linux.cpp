// The findings of each scenario, and what may be said of its line, with every driver that is here.
#include "practice_drivers.h"
#include "rehearsal_instance.h"
#include "scenario.h"
#include "test_main.h"

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

struct Expected
{
    const char *id;
    FindingState state;
};

// Beside what stands in each row, a scenario has no Note, NotVerified or Blocker.
struct Row
{
    const char *scenario;
    LineTrust line;
    std::vector<Expected> findings;
};

constexpr FindingState Fact = FindingState::Fact, Ok = FindingState::Ok, Note = FindingState::Note,
                       Blocker = FindingState::Blocker, NotVerified = FindingState::NotVerified;
constexpr LineTrust Stays = LineTrust::StaysOnMachine, Proven = LineTrust::EncryptedProven,
                    Readable = LineTrust::Readable;

const Row rows[] = {
    {"default",
     Stays,
     {{"connect.permission.held", Ok},
      {"connect.permission.master", Fact},
      {"connect.line.stays", Ok},
      {"connect.algorithm", Ok},
      {"connect.protections", Ok},
      {"connect.opens", Fact},
      {"connect.service-account", Fact},
      {"connect.triggers.none", Ok},
      {"connect.clock", Ok},
      {"connect.not-covered.databases", Fact}}},
    {"windows-host", Proven, {{"connect.line.proven", Ok}, {"connect.service-account", Fact}}},
    {"linux-host", Proven, {{"connect.line.proven", Ok}, {"connect.service-account", Fact}}},
    {"no-permission",
     Stays,
     {{"connect.permission.missing", Blocker},
      {"connect.key.unknown", NotVerified},
      {"connect.opens.unknown", NotVerified},
      {"connect.service-account.unknown", NotVerified}}},
    {"availability-group", Proven, {{"connect.availability-group", Note}}},
    {"contained-group", Proven, {{"connect.contained-group", Blocker}}},
    {"failover-cluster", Proven, {{"connect.cluster.node", Fact}}},
    {"triple-des-key", Stays, {{"connect.algorithm.old", Note}}},
    {"no-machine-protection", Stays, {{"connect.protections.no-machine", Note}}},
    {"no-account-protection", Stays, {{"connect.protections.no-account", Note}}},
    {"server-trigger", Stays, {{"connect.triggers", Note}}},
    {"not-covered", Stays, {{"connect.not-covered.certificates", Note}}},
    {"clock-differs", Stays, {{"connect.clock.ahead", Note}}},
    {"azure-sql-database", Stays, {{"connect.platform-without-key", Blocker}}},
    {"managed-instance", Stays, {{"connect.platform-without-key", Blocker}}},
    {"amazon-rds",
     Readable,
     {{"connect.platform-rds", Blocker},
      {"connect.line.unknown", NotVerified},
      {"connect.key.unknown", NotVerified},
      {"connect.opens.unknown", NotVerified},
      {"connect.service-account.unknown", NotVerified}}},
    {"old-version",
     Proven,
     {{"connect.algorithm.old", Note},
      {"connect.service-account.unknown", NotVerified},
      {"connect.old-version", Note}}},
    {"version-2012", Proven, {{"connect.algorithm", Ok}, {"connect.old-version", Note}}},
    {"version-2014", Proven, {{"connect.old-version", Note}}},
    {"version-2016", Proven, {{"connect.old-version", Note}, {"connect.service-account", Fact}}},
    {"version-2017", Proven, {{"connect.service-account", Fact}}},
    {"version-2019", Proven, {{"connect.service-account", Fact}}},
    {"version-2025", Proven, {{"connect.service-account", Fact}}},
};

bool isJudged(FindingState state)
{
    return state == Note || state == NotVerified || state == Blocker;
}

QString difference(const Row &row, const Connected &connected)
{
    for (const Expected &expected : row.findings) {
        const auto found =
            std::find_if(connected.findings.begin(), connected.findings.end(),
                         [&](const Finding &finding) { return finding.id == QLatin1StringView(expected.id); });
        if (found == connected.findings.end())
            return u"lacks "_s + QString::fromLatin1(expected.id);
        if (found->state != expected.state)
            return QString::fromLatin1(expected.id) + u" is "_s + findingStateName(found->state);
    }
    for (const Finding &finding : connected.findings) {
        const bool wanted = std::any_of(row.findings.begin(), row.findings.end(), [&](const Expected &expected) {
            return finding.id == QLatin1StringView(expected.id);
        });
        if (isJudged(finding.state) && !wanted)
            return u"has "_s + finding.id;
        if (finding.state == NotVerified && finding.command.isEmpty())
            return finding.id + u" names no command"_s;
    }
    return connected.line == row.line ? QString() : u"line is "_s + lineTrustName(connected.line);
}

// Our own: drivers send settings and sp_ procedures while they open.
qsizetype ownRequests(const RehearsalServer &server)
{
    const auto all = server.statements();
    return std::count_if(all.begin(), all.end(),
                         [](const RecordedStatement &one) { return one.sql.startsWith("SELECT "_L1); });
}

// What was tried with a certificate or a line, and what came of it.
struct LineRow
{
    const char *why;
    const char *scenario;
    void (*change)(ConnectOrder &, const QString &fingerprint);
    const char *freeTds; // a Problem's id, or the line's name
    const char *microsoft;
};

void nothing(ConnectOrder &, const QString &) {}
void trust(ConnectOrder &order, const QString &)
{
    order.trustServerCertificate = true;
    order.trustReason = u"a test network"_s;
}
void remember(ConnectOrder &order, const QString &fingerprint)
{
    order.remembered = TrustDecision{order.server.shown(), fingerprint, u"self-signed"_s, u"seen in the rack"_s,
                                     QDateTime::currentDateTimeUtc()};
}
void rememberAnother(ConnectOrder &order, const QString &)
{
    remember(order, QString(64, u'A'));
}
void strict(ConnectOrder &order, const QString &)
{
    order.encryption = Encryption::Strict;
}

const LineRow lineRows[] = {
    {"stays", "default", nothing, "stays-on-machine", "stays-on-machine"},
    {"stays, asked to be optional", "default",
     [](ConnectOrder &o, const QString &) { o.encryption = Encryption::Optional; }, "stays-on-machine",
     "stays-on-machine"},
    {"proven", "windows-host", nothing, "encrypted-proven", "encrypted-proven"},
    {"optional, and proven all the same", "windows-host",
     [](ConnectOrder &o, const QString &) { o.encryption = Encryption::Optional; }, "encrypted-proven",
     "encrypted-proven"},
    {"a good certificate needs no decision", "windows-host", trust, "encrypted-proven", "encrypted-proven"},
    {"nobody vouches", "untrusted-certificate", nothing, "connect.certificate", "connect.certificate"},
    {"nobody vouches, optional is no way around", "untrusted-certificate",
     [](ConnectOrder &o, const QString &) { o.encryption = Encryption::Optional; }, "connect.certificate",
     "connect.certificate"},
    {"trusted once", "untrusted-certificate", trust, "encrypted-not-proven", "encrypted-not-proven"},
    {"trusted before", "untrusted-certificate", remember, "encrypted-not-proven", "encrypted-not-proven"},
    {"another one was trusted before", "untrusted-certificate", rememberAnother, "connect.certificate-changed",
     "connect.certificate-changed"},
    {"a decision for another server", "untrusted-certificate",
     [](ConnectOrder &o, const QString &fingerprint) {
         remember(o, fingerprint);
         o.remembered->server = u"elsewhere"_s;
     },
     "connect.certificate", "connect.certificate"},
    {"another name", "certificate-wrong-name", nothing, "connect.certificate", "connect.certificate"},
    {"another name, trusted", "certificate-wrong-name", trust, "encrypted-not-proven", "encrypted-not-proven"},
    {"expired", "certificate-expired", nothing, "connect.certificate", "connect.certificate"},
    {"expired, trusted", "certificate-expired", trust, "encrypted-not-proven", "encrypted-not-proven"},
    {"unknown issuer", "certificate-unknown-issuer", nothing, "connect.certificate", "connect.certificate"},
    {"unknown issuer, trusted", "certificate-unknown-issuer", trust, "encrypted-not-proven", "encrypted-not-proven"},
    {"unknown issuer, trusted before", "certificate-unknown-issuer", remember, "encrypted-not-proven",
     "encrypted-not-proven"},
    {"readable", "unencrypted-line", nothing, "connect.line-readable", "connect.line-readable"},
    {"readable, with a reason", "unencrypted-line",
     [](ConnectOrder &o, const QString &) { o.readableLineReason = u"lab"_s; }, "readable", "readable"},
    {"cannot be read back", "no-server-state", nothing, "connect.line-unknown", "connect.line-unknown"},
    {"cannot be read back, with a reason", "no-server-state",
     [](ConnectOrder &o, const QString &) { o.readableLineReason = u"lab"_s; }, "readable", "readable"},
    {"strict", "strict-only", strict, "connect.driver-not-strict", "encrypted-proven"},
    {"strict is wanted", "strict-only", nothing, "connect.strict-only", "connect.strict-only"},
    {"strict, nobody vouches", "strict-only",
     [](ConnectOrder &o, const QString &f) {
         strict(o, f);
         o.caFile = {};
     },
     "connect.driver-not-strict", "connect.certificate"},
    {"strict, trusted", "strict-only",
     [](ConnectOrder &o, const QString &f) {
         strict(o, f);
         trust(o, f);
         o.caFile = {};
     },
     "connect.driver-not-strict", "encrypted-not-proven"},
};

} // namespace

class ScenariosTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findings()
    {
        int cases = 0;
        for (const Row &row : rows) {
            Practice practice(row.scenario);
            QVERIFY2(practice.server, row.scenario);
            for (const Driver &driver : practiceDrivers()) {
                const qsizetype before = ownRequests(*practice.server);
                Connected connected;
                const QString problem = signIn(practice.order(driver), connected);
                QVERIFY2(problem.isEmpty(), qPrintable(QLatin1StringView(row.scenario) + u": "_s + problem));
                const QString wrong = difference(row, connected);
                QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1StringView(row.scenario) + u": "_s + wrong));
                const qsizetype own = ownRequests(*practice.server) - before;
                QVERIFY2(own == connected.session->requestCount() && own <= 4, row.scenario);
                ++cases;
            }
        }
        expectCaseCount("findings of scenarios", cases, int(std::size(rows)));
    }

    void lines()
    {
        int cases = 0;
        const char *started = "";
        std::unique_ptr<Practice> practice;
        QString fingerprint;
        for (const LineRow &row : lineRows) {
            if (qstrcmp(started, row.scenario) != 0) {
                practice = std::make_unique<Practice>(row.scenario);
                started = row.scenario;
                QVERIFY2(practice->server, row.scenario);
                fingerprint.clear();
                if (const auto probe = probeCertificate(practice->order({}).server, {}, {}, {}))
                    fingerprint = probe->fingerprint;
            }
            for (const Driver &driver : practiceDrivers()) {
                ConnectOrder order = practice->order(driver);
                row.change(order, fingerprint);
                Connected connected;
                const QString problem = signIn(order, connected);
                const QString got = problem.isEmpty() ? lineTrustName(connected.line) : problem;
                const char *wanted = driver.kind == DriverKind::FreeTds ? row.freeTds : row.microsoft;
                QVERIFY2(got == QLatin1StringView(wanted),
                         qPrintable(u"%1: %2: %3"_s.arg(QLatin1StringView(row.why), driver.name, got)));
                // What was accepted without proof is told, with the reason; nothing else is.
                const bool accepted = got == "encrypted-not-proven"_L1;
                QVERIFY2(connected.trust.has_value() == accepted, row.why);
                QVERIFY2(!accepted || !connected.trust->reason.isEmpty(), row.why);
                QVERIFY2(!accepted || connected.trust->fingerprint == connected.certificate.fingerprint, row.why);
                ++cases;
            }
        }
        expectCaseCount("lines", cases, int(std::size(lineRows)));
    }
};

SMK_TEST(ScenariosTest)
#include "tst_scenarios_linux.moc"
