#include "connect_step.h"
#include "test_main.h"

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
            const auto findings = preflight(facts, line, order);
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
        test::expectCaseCount("preflight", int(std::size(rows)), 25);
    }
    void grantNamesTheLogin()
    {
        ServerFacts facts = goodFacts();
        facts.controlServer = false;
        const auto findings = preflight(facts, LineTrust::EncryptedProven, {});
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
