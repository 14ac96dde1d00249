#include "clock.h"
#include "connect_step.h"
#include "test_main.h"

#include <QFile>
#include <QRegularExpression>

#include <set>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

ServerFacts goodFacts()
{
    ServerFacts facts;
    facts.serverName = u"DBSRV01"_s;
    facts.productVersion = u"16.0.4185.3"_s;
    facts.edition = u"Developer Edition"_s;
    facts.engineEdition = 3;
    facts.login = u"dba]x"_s;
    facts.controlServer = true;
    facts.viewServerState = true;
    facts.keyGuid = u"26D9AF8C-AB66-4FBE-BD26-9F09C1781844"_s;
    facts.keyAlgorithm = u"AES_256"_s;
    facts.protections = 2;
    facts.linkedLogins = 3;
    facts.credentials = 2;
    facts.databaseMasterKeys = 4;
    facts.serviceAccount = u"NT SERVICE\\MSSQLSERVER"_s;
    facts.encrypted = true;
    facts.containedGroup = QString();
    facts.triggers.emplace();
    facts.certificatesNotBackedUp.emplace();
    facts.clockAheadSeconds = 0;
    return facts;
}

struct Row
{
    const char *why;
    void (*change)(ServerFacts &, LineTrust &, ConnectOrder &);
    const char *id;
    FindingState state;
};

const Row rows[] = {
    {"held", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.permission.held", FindingState::Ok},
    {"lacking", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.controlServer = false; },
     "connect.permission.missing", FindingState::Blocker},
    {"not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.controlServer.reset(); },
     "connect.permission.unknown", FindingState::NotVerified},
    {"stays", [](ServerFacts &, LineTrust &l, ConnectOrder &) { l = LineTrust::StaysOnMachine; }, "connect.line.stays",
     FindingState::Ok},
    {"proven", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.line.proven", FindingState::Ok},
    {"not proven", [](ServerFacts &, LineTrust &l, ConnectOrder &) { l = LineTrust::EncryptedNotProven; },
     "connect.line.not-proven", FindingState::Note},
    {"readable",
     [](ServerFacts &f, LineTrust &l, ConnectOrder &) {
         l = LineTrust::Readable;
         f.encrypted = false;
     },
     "connect.line.readable", FindingState::Blocker},
    {"readable, with a reason",
     [](ServerFacts &f, LineTrust &l, ConnectOrder &o) {
         l = LineTrust::Readable;
         f.encrypted = false;
         o.readableLineReason = u"lab"_s;
     },
     "connect.line.override", FindingState::Note},
    {"line not told",
     [](ServerFacts &f, LineTrust &l, ConnectOrder &) {
         l = LineTrust::Readable;
         f.encrypted.reset();
     },
     "connect.line.unknown", FindingState::NotVerified},
    {"key seen", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.key", FindingState::Fact},
    {"key not visible", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.keyGuid.clear(); }, "connect.key.unknown",
     FindingState::NotVerified},
    {"AES", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.algorithm", FindingState::Ok},
    {"3DES", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.keyAlgorithm = u"TRIPLE_DES"_s; },
     "connect.algorithm.old", FindingState::Note},
    {"both protections", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.protections", FindingState::Ok},
    {"one protection", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.protections = 1; },
     "connect.protections.one", FindingState::Note},
    {"protections: no row is not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.protections = 0; },
     "connect.protections.unknown", FindingState::NotVerified},
    {"something hangs below", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.opens", FindingState::Fact},
    {"nothing yet",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.linkedLogins = f.credentials = f.databaseMasterKeys = 0; },
     "connect.opens.nothing", FindingState::Fact},
    {"counts not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.credentials.reset(); },
     "connect.opens.unknown", FindingState::NotVerified},
    {"service account", [](ServerFacts &, LineTrust &, ConnectOrder &) {}, "connect.service-account",
     FindingState::Fact},
    {"service account not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.serviceAccount.clear(); },
     "connect.service-account.unknown", FindingState::NotVerified},
    {"Azure SQL Database", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.engineEdition = 5; },
     "connect.platform-without-key", FindingState::Blocker},
    {"Managed Instance calls itself 12.0.2000.8",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.engineEdition = 8;
         f.productVersion = u"12.0.2000.8"_s;
     },
     "connect.platform-without-key", FindingState::Blocker},
    {"availability groups", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.availabilityGroups = true; },
     "connect.availability-groups", FindingState::Note},
    {"cluster", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.clustered = true; }, "connect.cluster",
     FindingState::Fact},
    {"cluster with its node",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.clustered = true;
         f.physicalName = u"NODE2"_s;
     },
     "connect.cluster.node", FindingState::Fact},
    {"group and role",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.availabilityGroups = true;
         f.groups = {{u"AG1"_s, u"PRIMARY"_s, {u"A"_s, u"B"_s}, {u"lsn"_s}}};
     },
     "connect.availability-group", FindingState::Note},
    {"through the listener, with its domain",
     [](ServerFacts &f, LineTrust &, ConnectOrder &o) {
         f.availabilityGroups = true;
         f.groups = {{u"AG1"_s, {}, {}, {u"lsn"_s}}};
         o.server.host = u"LSN.corp.example"_s;
     },
     "connect.listener", FindingState::Note},
    {"contained", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.containedGroup = u"AG1"_s; },
     "connect.contained-group", FindingState::Blocker},
    {"contained: not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.containedGroup.reset(); },
     "connect.contained-group.unknown", FindingState::NotVerified},
    {"RDS",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.isManagedByAmazon = true;
         f.controlServer = false;
     },
     "connect.platform-rds", FindingState::Blocker},
    {"RDS Custom gives the right", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.isManagedByAmazon = true; },
     "connect.permission.held", FindingState::Ok},
    {"Edge", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.engineEdition = 9; }, "connect.edition-untested",
     FindingState::Note},
    {"renamed", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.atServerName = u"OLD01"_s; }, "connect.renamed",
     FindingState::Fact},
    {"another instance than the one that was typed",
     [](ServerFacts &f, LineTrust &, ConnectOrder &o) {
         f.instanceName = u"OTHER"_s;
         o.server.instance = u"REP"_s;
     },
     "connect.other-instance", FindingState::Note},
    {"the default instance, and another one was typed",
     [](ServerFacts &, LineTrust &, ConnectOrder &o) { o.server.instance = u"REP"_s; }, "connect.other-instance",
     FindingState::Note},
    {"a trigger",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.triggers = QStringList{u"tr'x"_s};
     },
     "connect.triggers", FindingState::Note},
    {"triggers not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.triggers.reset(); },
     "connect.triggers.unknown", FindingState::NotVerified},
    {"certificate never backed up",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.certificatesNotBackedUp = {u"TDE]"_s}; },
     "connect.not-covered.certificates", FindingState::Note},
    {"certificates not told",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.certificatesNotBackedUp.reset(); },
     "connect.not-covered.unknown", FindingState::NotVerified},
    {"database master keys are not in it",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.databasesWithMasterKey = {u"Orders"_s}; },
     "connect.not-covered.databases", FindingState::Fact},
    {"clock two minutes off is no matter",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.clockAheadSeconds = -120; }, "connect.clock",
     FindingState::Ok},
    {"clock behind", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.clockAheadSeconds = -600; },
     "connect.clock.behind", FindingState::Note},
    {"clock not told", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.clockAheadSeconds.reset(); },
     "connect.clock.unknown", FindingState::NotVerified},
    {"the service account's protection is missing",
     [](ServerFacts &f, LineTrust &, ConnectOrder &) {
         f.protections = 1;
         f.protectedByAccount = false;
         f.protectedByMachine = true;
     },
     "connect.protections.no-account", FindingState::Note},
    {"the key is the one of the last backup",
     [](ServerFacts &f, LineTrust &, ConnectOrder &o) {
         f.keyModified = QDateTime(QDate(2026, 1, 2), QTime(3, 4));
         o.lastBackup = LastBackup{f.keyGuid.toLower(), f.keyModified, QDateTime(QDate(2026, 2, 1), {}, Qt::UTC)};
     },
     "connect.last-backup.same", FindingState::Ok},
    {"the key was changed since the last backup",
     [](ServerFacts &f, LineTrust &, ConnectOrder &o) {
         f.keyModified = QDateTime(QDate(2026, 1, 2), QTime(3, 4));
         o.lastBackup = LastBackup{f.keyGuid, QDateTime(QDate(2025, 1, 2), QTime(3, 4)), {}};
     },
     "connect.last-backup.older", FindingState::Note},
    {"accepted with a reason",
     [](ServerFacts &, LineTrust &l, ConnectOrder &o) {
         l = LineTrust::EncryptedNotProven;
         o.trustServerCertificate = true;
         o.trustReason = u"seen in the rack"_s;
     },
     "connect.line.trusted", FindingState::Note},
    {"accepted before",
     [](ServerFacts &, LineTrust &l, ConnectOrder &o) {
         l = LineTrust::EncryptedNotProven;
         o.remembered.emplace();
     },
     "connect.line.trusted-before", FindingState::Note},
    {"old", [](ServerFacts &f, LineTrust &, ConnectOrder &) { f.productVersion = u"10.50.4000.0"_s; },
     "connect.old-version", FindingState::Note},
};

const Words *wordsFor(const QString &id)
{
    for (const Words &words : preflightWords()) {
        if (id == QLatin1StringView(words.id))
            return &words;
    }
    return nullptr;
}

} // namespace

class PreflightTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            ServerFacts facts = goodFacts();
            LineTrust line = LineTrust::EncryptedProven;
            ConnectOrder order;
            row.change(facts, line, order);
            std::optional<TrustDecision> accepted = order.remembered;
            if (order.trustServerCertificate)
                accepted = TrustDecision{{}, u"AB"_s, u"self-signed"_s, order.trustReason, nowUtc()};
            const auto findings = preflight(facts, line, order, accepted);
            QVERIFY_RESULT(findings);
            const auto found = std::find_if(findings->begin(), findings->end(),
                                            [&](const Finding &f) { return f.id == QLatin1StringView(row.id); });
            QVERIFY2(found != findings->end(), row.why);
            QVERIFY2(found->state == row.state, row.why);
            for (const Finding &finding : *findings) {
                QVERIFY2(wordsFor(finding.id), qPrintable(finding.id));
                QVERIFY2(finding.state != FindingState::NotVerified || !finding.command.isEmpty(),
                         qPrintable(finding.id));
            }
        }
        test::expectCaseCount("preflight", int(std::size(rows)), 45);
    }
    void grantNamesTheLogin()
    {
        ServerFacts facts = goodFacts();
        facts.controlServer = false;
        const auto findings = preflight(facts, LineTrust::EncryptedProven, {}, {});
        QCOMPARE((*findings)[1].command, u"GRANT CONTROL SERVER TO [dba]]x];"_s);
    }
    void wordsAreUniqueAndWhole()
    {
        std::set<QString> seen;
        std::vector<Words> all(connectWords().begin(), connectWords().end());
        all.insert(all.end(), preflightWords().begin(), preflightWords().end());
        for (const Words &words : all) {
            QVERIFY2(seen.insert(QString::fromLatin1(words.id)).second, words.id);
            QVERIFY2(*words.title, words.id);
        }
    }
    void decisionsCoverOneCertificateOfOneServer()
    {
        const QString print = normalFingerprint(QString(64, u'a'));
        QCOMPARE(print.size(), qsizetype(95));
        QCOMPARE(normalFingerprint(print), print);
        QVERIFY(normalFingerprint(print.left(92)).isEmpty());
        QVERIFY(normalFingerprint(QString(64, u'g')).isEmpty());
        const TrustDecision decision{u"DB01,1433"_s, print, u"self-signed"_s, u"why"_s, {}};
        QVERIFY(decision.covers(u"db01,1433"_s, QString(64, u'A')));
        QVERIFY(!decision.covers(u"db02"_s, print));
        QVERIFY(!decision.covers(u"DB01,1433"_s, QString(64, u'B')));
        QVERIFY(!TrustDecision().covers({}, {}));
    }
    // Each recorded @@VERSION: the release that we name by the number is the one that it names itself.
    void recordedVersions()
    {
        QFile file(QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/at-version-strings.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        static const QRegularExpression line(
            u"Microsoft SQL (?:Server (\\d+(?: R2)?)|(Azure))[^-]*(?:-[A-Z][^-]*)* - ([\\d.]+)"_s);
        int cases = 0;
        for (auto found = line.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext(); ++cases) {
            const auto match = found.next();
            ServerFacts facts;
            facts.productVersion = match.captured(3);
            facts.engineEdition = match.captured(2).isEmpty() ? 3 : 5; // the edition decides: both may say 12.0.2000.8
            QCOMPARE(facts.releaseName(), match.captured(1) + match.captured(2));
        }
        test::expectCaseCount("versions recorded", cases, 10);
    }
    // A machine that was renamed: both names are told, and a difference in case alone is none.
    void renamed()
    {
        ServerFacts facts = goodFacts();
        facts.serverName = u"EXAMPLE-NEW\\SCALE"_s;
        facts.atServerName = u"EXAMPLE-OLD\\SCALE"_s;
        const auto has = [](const ServerFacts &of) {
            const auto findings = preflight(of, LineTrust::EncryptedProven, {}, {});
            return std::any_of(findings->begin(), findings->end(),
                               [](const Finding &f) { return f.id == "connect.renamed"_L1; });
        };
        QVERIFY(has(facts));
        facts.atServerName = u"example-new\\scale"_s;
        QVERIFY(!has(facts));
    }
    // What was typed answers, or nothing was typed: nothing is said.
    void theInstanceThatWasTyped()
    {
        ServerFacts facts = goodFacts();
        ConnectOrder order;
        const auto told = [&] {
            const auto findings = preflight(facts, LineTrust::EncryptedProven, order, {});
            return std::any_of(findings->begin(), findings->end(),
                               [](const Finding &f) { return f.id == "connect.other-instance"_L1; });
        };
        QVERIFY(!told());
        facts.instanceName = u"REPORTS"_s;
        QVERIFY(!told()); // by its port alone
        order.server.instance = u"reports"_s;
        QVERIFY(!told());
    }
    // The key of a contained group is not that of the replica, and goes along: the notes on both would be untrue.
    void insideAContainedGroup()
    {
        ServerFacts facts = goodFacts();
        facts.availabilityGroups = true;
        facts.groups = {{u"AG1"_s, u"PRIMARY"_s, {u"A"_s, u"B"_s}, {u"lsn"_s}}, {u"AG2"_s, {}, {}, {}}};
        facts.containedGroup = u"AG1"_s;
        ConnectOrder order;
        order.server.host = u"lsn"_s;
        QStringList told;
        const auto findings = preflight(facts, LineTrust::EncryptedProven, order, {});
        for (const Finding &finding : *findings)
            if (finding.id == "connect.availability-group"_L1 || finding.id == "connect.listener"_L1)
                told << finding.arguments.value(0);
        QCOMPARE(told, QStringList{u"AG2"_s});
    }
    void releases()
    {
        ServerFacts facts;
        facts.productVersion = u"10.50.4000.0"_s;
        QCOMPARE(facts.releaseName(), u"2008 R2"_s);
        facts.productVersion = u"17.0.1000.7"_s;
        QCOMPARE(facts.releaseName(), u"2025"_s);
        facts.productVersion = u"99.0.1.2"_s;
        QCOMPARE(facts.releaseName(), u"99.0.1.2"_s);
        facts.serverName = u"rehearsal-win\\X"_s;
        QVERIFY(facts.isRehearsal());
        facts.serverName = u"DB-REHEARSAL"_s;
        QVERIFY(!facts.isRehearsal());
    }
};

SMK_TEST(PreflightTest)
#include "tst_preflight.moc"
