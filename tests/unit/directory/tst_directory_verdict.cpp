#include "access_model.h"
#include "directory_step.h"
#include "known_principals.h"
#include "recorded_access.h"
#include "test_main.h"

#include <QSet>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

JudgeContext windowsService(const QString &account = u"NT Service\\MSSQLSERVER"_s)
{
    JudgeContext context;
    context.service = {sidOfAccount(account), account};
    for (const QString &group : groupsOfServiceSid(context.service.id))
        context.serviceGroups.push_back(group);
    context.self = {u"S-1-5-21-1-2-3-1500"_s, u"EXAMPLE\\dba"_s};
    return context;
}

// mssql is user and group 10001, we are user 1000.
JudgeContext linuxService()
{
    JudgeContext context;
    context.service = {u"uid:10001"_s, u"mssql"_s};
    context.serviceGroups = {u"gid:10001"_s};
    context.self = {u"uid:1000"_s, u"dba"_s};
    return context;
}

const AccessList closedRoot = fromSddl(u"O:SYD:P(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;0x1200a9;;;BU)"_s);
const AccessList slash = fromMode(0755, 0, 0);

struct Row
{
    const char *reason;
    AccessList list;
    bool broad;
    const char *expected;   // finding that must be there, "" none in particular
    const char *named = ""; // must be among the arguments of that finding
    bool serviceWrites = false;
    std::vector<AccessList> parents = {closedRoot};
    JudgeContext context = windowsService();
};

std::vector<Row> windowsRows()
{
    const QString ours =
        u"O:BAD:P(A;OICI;FA;;;BA)(A;OICI;FA;;;SY)(A;OICI;0x1301bf;;;%1)"_s.arg(windowsService().service.id);
    const auto withEntry = [&ours](const QString &entry) { return fromSddl(ours + entry); };
    return {
        {"as created by us: nobody else, service writes", fromSddl(ours), false, "directory.readers", "", true},
        {"as recommended, but without the service", fromSddl(u"O:BAG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)"_s), false,
         "directory.service-cannot-write"},
        {"data disk of Windows, entries generic and inherit-only",
         fromSddl(
             u"O:SYG:SYD:(A;OICIIO;SDGXGWGR;;;AU)(A;;0x1301bf;;;AU)(A;;FA;;;SY)(A;;FA;;;BA)(A;;0x1200a9;;;BU)(A;OICIIO;GXGR;;;BU)"_s),
         true, "directory.readers.broad", "Authenticated Users", true},
        {"Users full beside inherited entries", fromIcacls(recorded(u"icacls-c-backup-users-full.txt"_s)), true,
         "directory.readers.inherited", "BUILTIN\\Users", true},
        {"root of a volume, one entry a principal", fromIcacls(recorded(u"icacls-c-root-win10.txt"_s)), true,
         "directory.readers.broad", "Authenticated Users"},
        {"root of a volume, split entries", fromIcacls(recorded(u"icacls-c-root-split-entries.txt"_s)), true,
         "directory.readers.broad", "Authenticated Users"},
        {"made by a user: all of it inherited", fromIcacls(recorded(u"icacls-c-temp.txt"_s)), true,
         "directory.inheritance.open", "", true},
        {"second disk", fromIcacls(recorded(u"icacls-d-root-second-disk.txt"_s)), true, "directory.readers.broad",
         "BUILTIN\\Users", true},
        {"web root: worker processes and a domain group", fromIcacls(recorded(u"icacls-inetpub-wwwroot.txt"_s)), true,
         "directory.readers.inherited", "IIS_IUSRS"},
        {"web root: LOCAL SERVICE is shared by many services", fromIcacls(recorded(u"icacls-xampp-htdocs.txt"_s)), true,
         "directory.readers.inherited", "LOCAL SERVICE", true},
        {"service added, inheritance left on, list of specific rights",
         fromIcacls(recorded(u"icacls-programdata-backups-sqlexpress.txt"_s)),
         true,
         "directory.service-can-write",
         "SQLEXPRESS",
         true,
         {closedRoot},
         windowsService(u"NT Service\\MSSQL$SQLEXPRESS"_s)},
        {"Everyone full", fromIcacls(recorded(u"icacls-root-folder-everyone-full.txt"_s)), true,
         "directory.readers.inherited", "Everyone", true},
        {"a user's modify among inherited ones", fromIcacls(recorded(u"icacls-runner-two-parents.txt"_s)), true,
         "directory.readers.inherited", "exampleuser", true},
        {"profile of another user", fromIcacls(recorded(u"icacls-user-profile-domain.txt"_s)), true,
         "directory.readers.inherited", "EXAMPLEDOMAIN\\user"},
        {"Users and Authenticated Users read", fromSddl(recorded(u"sddl-nodejs-dir.txt"_s)), true,
         "directory.readers.broad", "BUILTIN\\Users"},
        {"app packages read", fromSddl(recorded(u"sddl-program-files.txt"_s)), true, "directory.readers.broad",
         "ALL APPLICATION PACKAGES"},
        {"LOCAL SERVICE writes without delete", fromSddl(recorded(u"sddl-programdata-local-service.txt"_s)), true,
         "directory.readers.broad", "LOCAL SERVICE"},
        {"owner TrustedInstaller, audit part is no access", fromSddl(recorded(u"sddl-kernel32-file.txt"_s)), true,
         "directory.owner", "TrustedInstaller"},
        {"NO_ACCESS_CONTROL of the audit part is not \"no list\"", fromSddl(recorded(u"sddl-inetpub-2025.txt"_s)), true,
         "directory.readers.broad", "BUILTIN\\Users"},
        {"another service has full control", fromSddl(recorded(u"sddl-sppsvc-tokenstore.txt"_s)), true,
         "directory.readers.broad", "S-1-5-80-123231216"},
        {"Setup's own: CREATOR OWNER without inherit-only", fromSddl(recorded(u"sddl-sqlsetup-data-directory.txt"_s)),
         false, "directory.readers", "", true},
        {"no access list at all", fromSddl(u"O:BA"_s), true, "directory.no-acl", "", true},
        {"an empty list: nobody may", fromSddl(u"O:BAD:P"_s), false, "directory.service-cannot-write"},
        {"denial for Everyone before all grants", fromSddl(u"O:BAD:P(D;;FA;;;WD)(A;OICI;FA;;;BA)(A;OICI;FA;;;WD)"_s),
         false, "directory.service-cannot-write"},
        {"the service writes through ALL SERVICES alone",
         fromSddl(u"O:BAD:P(A;OICI;FA;;;BA)(A;OICI;0x1301bf;;;S-1-5-80-0)"_s), true, "directory.service-can-write",
         "MSSQLSERVER", true},
        {"only what is created inside goes to Users", withEntry(u"(A;OICIIO;GR;;;BU)"_s), true,
         "directory.readers.broad", "BUILTIN\\Users", true},
        {"CREATOR GROUP: the creator's primary group", withEntry(u"(A;OICIIO;GR;;;CG)"_s), true,
         "directory.readers.broad", "CREATOR GROUP", true},
        {"Domain Users by the last part of the SID", withEntry(u"(A;OICI;FR;;;S-1-5-21-9-8-7-513)"_s), true,
         "directory.readers.broad", "S-1-5-21-9-8-7-513", true},
        {"Domain Admins are administrators", withEntry(u"(A;OICI;FA;;;S-1-5-21-9-8-7-512)"_s), false,
         "directory.readers", "", true},
        {"Server Operators", withEntry(u"(A;OICI;FR;;;SO)"_s), true, "directory.readers.broad", "Server Operators",
         true},
        {"a capability of store apps", withEntry(u"(A;OICI;FR;;;S-1-15-3-1024-1)"_s), true, "directory.readers.broad",
         "S-1-15-3-1024-1", true},
        {"may change the list, nothing else", withEntry(u"(A;;WD;;;S-1-5-21-9-8-7-1234)"_s), true,
         "directory.readers.broad", "1234", true},
        {"may pass and see attributes, nothing else", withEntry(u"(A;;0x1000a0;;;BU)"_s), false, "directory.readers",
         "", true},
        {"ourselves in the list", withEntry(u"(A;OICI;FA;;;S-1-5-21-1-2-3-1500)"_s), false, "directory.readers", "",
         true},
        {"owned by somebody else", fromSddl(ours.mid(4).prepend(u"O:S-1-5-21-9-8-7-1234"_s)), false,
         "directory.owner.other", "1234", true},
        {"service unknown", fromSddl(ours), true, "directory.service-can-write.unknown", "", false, {closedRoot}, {}},
        {"tight itself, below a disk that everybody may rearrange",
         fromSddl(ours),
         false,
         "directory.parents.open",
         "Authenticated Users",
         true,
         {fromIcacls(recorded(u"icacls-d-root-second-disk.txt"_s))}},
        {"tight itself, parent without a list",
         fromSddl(ours),
         false,
         "directory.parents.open",
         "Everyone",
         true,
         {fromSddl(u"O:BA"_s)}},
        {"parents not to be read", fromSddl(ours), false, "directory.parents.unknown", "", true, {}},
        {"parents in order", fromSddl(ours), false, "directory.parents", "", true},
    };
}

std::vector<Row> linuxRows()
{
    const JudgeContext c = linuxService();
    const QStringList entry{u"u:10001:rwx"_s};
    JudgeContext self = c;
    self.service = c.self;
    JudgeContext rootService = c;
    rootService.service = {u"uid:0"_s, u"root"_s};
    return {
        {"0700 and an entry for the service",
         fromMode(0700, 1000, 1000, entry),
         false,
         "directory.readers",
         "",
         true,
         {slash},
         c},
        {"0700 without an entry",
         fromMode(0700, 1000, 1000),
         false,
         "directory.service-cannot-write",
         "mssql",
         false,
         {slash},
         c},
        {"0770 of root and the service's group",
         fromMode(0770, 0, 10001),
         false,
         "directory.readers",
         "",
         true,
         {slash},
         c},
        {"0755: everyone else",
         fromMode(0755, 10001, 10001),
         true,
         "directory.readers.broad",
         "everyone else",
         true,
         {slash},
         c},
        {"0775 of a container's volume seen from the host",
         fromMode(0775, 10001, 10001),
         true,
         "directory.readers.broad",
         "everyone else",
         true,
         {slash},
         c},
        {"755 of data below 770 of its parent",
         fromMode(0755, 10001, 10001),
         false,
         "directory.readers",
         "",
         true,
         {fromMode(0770, 10001, 10001), slash},
         c},
        {"0711: passing, not listing",
         fromMode(0711, 10001, 10001),
         false,
         "directory.others-pass",
         "",
         true,
         {slash},
         c},
        {"a group that is not the service's",
         fromMode(0770, 10001, 50),
         true,
         "directory.readers.broad",
         "gid:50",
         true,
         {slash},
         c},
        {"a named user beside the service",
         fromMode(0700, 10001, 10001, {u"u:1234:r-x"_s}),
         true,
         "directory.readers.broad",
         "uid:1234",
         true,
         {slash},
         c},
        {"named user, named group without x, mask",
         fromGetfacl(recorded(u"getfacl-named-user-and-mask.txt"_s)),
         true,
         "directory.readers.broad",
         "other",
         false,
         {slash},
         c},
        {"w without x: the service cannot make a name",
         fromMode(0700, 1000, 1000, {u"u:10001:rw-"_s}),
         false,
         "directory.service-cannot-write",
         "mssql",
         false,
         {slash},
         c},
        {"the service's own entry outdoes a wider group",
         fromMode(0770, 1000, 10001, {u"u:10001:---"_s}),
         false,
         "directory.service-cannot-write",
         "mssql",
         false,
         {slash},
         c},
        {"a closed parent: the service cannot get there",
         fromMode(0700, 1000, 1000, entry),
         false,
         "directory.service-cannot-pass",
         "mssql",
         false,
         {fromMode(0700, 1000, 1000), slash},
         c},
        {"0777 parent: anybody may rename it",
         fromMode(0700, 1000, 1000, entry),
         false,
         "directory.parents.open",
         "everyone else",
         true,
         {fromMode(0777, 0, 0), slash},
         c},
        {"1777 parent: sticky, only the owner may",
         fromMode(0700, 1000, 1000, entry),
         false,
         "directory.parents",
         "",
         true,
         {fromMode(01777, 0, 0), slash},
         c},
        {"parent of another user",
         fromMode(0700, 1000, 1000, entry),
         false,
         "directory.parents.open",
         "uid:1234",
         true,
         {fromMode(0755, 1234, 1234), slash},
         c},
        {"the server runs as ourselves",
         fromMode(0700, 1000, 1000),
         false,
         "directory.service-can-write",
         "",
         true,
         {slash},
         self},
        {"the server runs as root",
         fromMode(0700, 1000, 1000),
         false,
         "directory.service-can-write",
         "root",
         true,
         {slash},
         rootService},
    };
}

const Finding *find(const Findings &findings, const QString &id)
{
    const auto found = std::find_if(findings.begin(), findings.end(), [&id](const Finding &f) { return f.id == id; });
    return found == findings.end() ? nullptr : &*found;
}

QString idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        ids << finding.id + u'(' + finding.arguments.join(u',') + u')';
    return ids.join(u' ');
}

} // namespace

class DirectoryVerdictTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void verdicts()
    {
        QSet<QString> reasons;
        std::vector<Row> rows = windowsRows();
        for (Row &row : linuxRows())
            rows.push_back(std::move(row));
        for (const Row &row : rows) {
            const DirectoryVerdict verdict = judgeDirectory(row.list, row.parents, row.context);
            const QByteArray told = (QString::fromUtf8(row.reason) + u": "_s + idsOf(verdict.findings)).toUtf8();
            reasons.insert(QString::fromUtf8(row.reason));
            QVERIFY2(verdict.broad == row.broad, told.constData());
            QVERIFY2((find(verdict.findings, u"directory.service-can-write"_s) != nullptr) == row.serviceWrites,
                     told.constData());
            const Finding *expected = find(verdict.findings, QString::fromLatin1(row.expected));
            QVERIFY2(expected, told.constData());
            QVERIFY2(!*row.named || expected->arguments.join(u' ').contains(QString::fromLatin1(row.named)),
                     told.constData());
        }
        QCOMPARE(reasons.size(), qsizetype(rows.size()));
        expectCaseCount("directory verdicts", int(reasons.size()), 30);
    }

    void tableJoinsSplitEntries()
    {
        const DirectoryVerdict verdict =
            judgeDirectory(fromIcacls(recorded(u"icacls-c-root-split-entries.txt"_s)), {closedRoot}, windowsService());
        QCOMPARE(verdict.shownEntries.size(), std::size_t(4)); // the label line is no entry
        QCOMPARE(rightsWord(verdict.shownEntries.front().rights), u"full"_s);
    }

    void rightsWords()
    {
        QCOMPARE(rightsWord(RightFull), u"full"_s);
        QCOMPARE(rightsWord(RightRead | RightWrite | RightTraverse | RightDelete), u"modify"_s);
        QCOMPARE(rightsWord(RightChangeAccess), u"modify"_s);
        QCOMPARE(rightsWord(RightRead | RightTraverse), u"read"_s);
        QCOMPARE(rightsWord(RightTraverse), u"none"_s);
    }

    void serviceSids()
    {
        int seen = 0;
        for (const QString &line : recorded(u"service-sids.tsv"_s).split(u'\n').mid(1)) {
            const QStringList part = line.trimmed().split(u'\t');
            if (part.size() == 2 && ++seen)
                QCOMPARE(serviceSid(part[0]), part[1]);
        }
        QCOMPARE(seen, 6);
        QCOMPARE(sidOfAccount(u"NT Service\\mssqlserver"_s), serviceSid(u"MSSQLSERVER"_s));
        QCOMPARE(sidOfAccount(u"LocalSystem"_s), u"S-1-5-18"_s);
        QCOMPARE(sidOfAccount(u"NT AUTHORITY\\NETWORK SERVICE"_s), u"S-1-5-20"_s);
        QCOMPARE(sidOfAccount(u"EXAMPLE\\svc-sql$"_s), QString());
    }

    // The token recorded from a running service: each of its wide groups counts for it, and is broad for the judge.
    void recordedToken()
    {
        const QStringList groups = groupsOfServiceSid(serviceSid(u"MSSQL$SQLEXPRESS"_s));
        for (const QString &sid : {u"S-1-1-0"_s, u"S-1-5-32-545"_s, u"S-1-5-6"_s, u"S-1-2-1"_s, u"S-1-5-11"_s,
                                   u"S-1-5-15"_s, u"S-1-2-0"_s, u"S-1-5-80-0"_s}) {
            QVERIFY2(groups.contains(sid), qPrintable(sid));
            QVERIFY2(isBroad(sid), qPrintable(sid));
            QVERIFY2(recorded(u"whoami-all-mssql-sqlexpress.txt"_s).contains(sid), qPrintable(sid));
        }
    }
};

SMK_TEST(DirectoryVerdictTest)
#include "tst_directory_verdict.moc"
