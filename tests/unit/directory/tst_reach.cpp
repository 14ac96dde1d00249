#include "directory_commands.h"
#include "known_principals.h"
#include "network_identity.h"
#include "server_browse.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

ResultTable tableOf(std::vector<std::vector<QVariant>> rows)
{
    return {{}, std::move(rows)};
}

QString namesOf(const ServerListing &listing)
{
    QStringList names;
    for (const ServerFolder &folder : listing.folders)
        names << folder.path.text();
    return names.join(u'|');
}

} // namespace

class ReachTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoSignsInAtAShare()
    {
        struct Row
        {
            const char *reason;
            QString account;
            QString machine;
            QString domain;
            NetworkKind kind;
            QString grantee;
        };
        const Row rows[] = {
            {"default instance", u"NT Service\\MSSQLSERVER"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Machine,
             u"CONTOSO\\DBSRV01$"_s},
            {"named instance, other case", u"NT SERVICE\\MSSQL$REPORTING"_s, u"dbsrv01"_s, u"CONTOSO"_s,
             NetworkKind::Machine, u"CONTOSO\\DBSRV01$"_s},
            {"network service", u"NT AUTHORITY\\NETWORK SERVICE"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Machine,
             u"CONTOSO\\DBSRV01$"_s},
            {"network service, as some versions write it", u"NT AUTHORITY\\NETWORKSERVICE"_s, u"DBSRV01"_s,
             u"CONTOSO"_s, NetworkKind::Machine, u"CONTOSO\\DBSRV01$"_s},
            {"LocalSystem", u"LocalSystem"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Machine, u"CONTOSO\\DBSRV01$"_s},
            {"a long machine name has 15 characters as an account", u"LocalSystem"_s, u"VERYLONGSERVERNAME01"_s,
             u"CONTOSO"_s, NetworkKind::Machine, u"CONTOSO\\VERYLONGSERVERN$"_s},
            {"domain not known",
             u"NT Service\\MSSQLSERVER"_s,
             u"DBSRV01"_s,
             {},
             NetworkKind::Machine,
             u"DOMAIN\\DBSRV01$"_s},
            {"in a workgroup", u"NT Service\\MSSQLSERVER"_s, u"DBSRV01"_s, u"WORKGROUP"_s, NetworkKind::NoDomain, {}},
            {"in no domain: its own name stands there",
             u"LocalSystem"_s,
             u"DBSRV01"_s,
             u"DBSRV01"_s,
             NetworkKind::NoDomain,
             {}},
            {"group managed account", u"CONTOSO\\gmsa-sql$"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Managed,
             u"CONTOSO\\gmsa-sql$"_s},
            {"user of a domain", u"CONTOSO\\svc-sql"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Domain,
             u"CONTOSO\\svc-sql"_s},
            {"user of a domain, as a principal name", u"svc-sql@contoso.example"_s, u"DBSRV01"_s, u"CONTOSO"_s,
             NetworkKind::Domain, u"svc-sql@contoso.example"_s},
            {"user of the machine", u".\\sqlsvc"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Local, u".\\sqlsvc"_s},
            {"user of the machine by its name", u"DBSRV01\\sqlsvc"_s, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Local,
             u"DBSRV01\\sqlsvc"_s},
            {"LocalService is nobody",
             u"NT AUTHORITY\\LOCAL SERVICE"_s,
             u"DBSRV01"_s,
             u"CONTOSO"_s,
             NetworkKind::Anonymous,
             {}},
            {"LocalService in one word",
             u"NT AUTHORITY\\LocalService"_s,
             u"DBSRV01"_s,
             u"CONTOSO"_s,
             NetworkKind::Anonymous,
             {}},
            {"not readable", {}, u"DBSRV01"_s, u"CONTOSO"_s, NetworkKind::Unknown, {}},
        };
        smk::test::expectCaseCount("accounts at a share", int(std::size(rows)), 17);
        for (const Row &row : rows) {
            const NetworkIdentity found = networkIdentity(row.account, row.machine, row.domain);
            QVERIFY2(found.kind == row.kind, row.reason);
            QVERIFY2(found.account == row.grantee, qPrintable(QLatin1String(row.reason) + u": "_s + found.account));
        }
    }
    void sharesAreTakenApart()
    {
        const SharePath share = shareOf(ServerPath(u"\\\\FILESRV\\SMK$\\a b"_s), Platform::Windows);
        QCOMPARE(share.host + u'|' + share.share, u"FILESRV|SMK$"_s);
        QVERIFY(!shareOf(ServerPath(u"D:\\SMK"_s), Platform::Windows).isShare());
        QVERIFY(!shareOf(ServerPath(u"\\\\FILESRV\\SMK"_s), Platform::Linux).isShare());
        QVERIFY(!shareOf(ServerPath(u"\\\\?\\D:\\SMK"_s), Platform::Windows).isShare());
    }
    void commandsForAShare()
    {
        const ServerPath directory(u"\\\\FILESRV\\SMK\\it's"_s);
        QCOMPARE(grantShareCommand(directory, u"CONTOSO\\DBSRV01$"_s),
                 u"Grant-SmbShareAccess -Name 'SMK' -AccountName 'CONTOSO\\DBSRV01$' -AccessRight Change -Force; "
                 "icacls '\\\\FILESRV\\SMK\\it''s' /grant 'CONTOSO\\DBSRV01$:(OI)(CI)M'"_s);
        QCOMPARE(revokeShareCommand(directory, u"CONTOSO\\DBSRV01$"_s),
                 u"icacls '\\\\FILESRV\\SMK\\it''s' /remove:g 'CONTOSO\\DBSRV01$'; "
                 "Revoke-SmbShareAccess -Name 'SMK' -AccountName 'CONTOSO\\DBSRV01$' -Force"_s);
    }
    void commandsForOneRight()
    {
        const ServerPath folder(u"/srv/it's"_s);
        QCOMPARE(grantCommand(folder, Platform::Linux, u"mssql"_s, {}),
                 u"sudo setfacl -m u:mssql:rwx '/srv/it'\\''s'"_s);
        QCOMPARE(revokeCommand(folder, Platform::Linux, {}, {u"uid:998"_s, {}}),
                 u"sudo setfacl -x u:998 '/srv/it'\\''s'"_s);
        const Principal service{serviceSid(u"MSSQLSERVER"_s), {}};
        QCOMPARE(
            grantCommand(ServerPath(u"D:\\SMK"_s), Platform::Windows, {}, service),
            u"icacls \"D:\\SMK\" /grant \"*S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003:(OI)(CI)M\""_s);
        QCOMPARE(containerCreateCommand(folder),
                 u"docker exec -u 0 CONTAINER install -d -m 0700 -o 10001 -g 0 '/srv/it'\\''s'"_s);
    }
    void listingsOfBothWays()
    {
        const ServerPath root(u"D:\\"_s);
        const ServerListing byFunction = listingOf(tableOf({{u"Beta"_s, true, false, false},
                                                            {u"alpha"_s, true, true, false},
                                                            {u"notes.txt"_s, false, false, false},
                                                            {u"."_s, true, false, false},
                                                            {u".."_s, true, false, false}}),
                                                   BrowseWay::Function, root, Platform::Windows);
        QCOMPARE(namesOf(byFunction), u"D:\\alpha|D:\\Beta"_s);
        QVERIFY(byFunction.folders[0].hidden);
        QCOMPARE(byFunction.files, 1);
        const ServerListing byProcedure =
            listingOf(tableOf({{u"Beta"_s, 1, 0}, {u"deeper"_s, 2, 0}, {u"notes.txt"_s, 1, 1}}), BrowseWay::Procedure,
                      root, Platform::Windows);
        QCOMPARE(namesOf(byProcedure), u"D:\\Beta"_s);
        QCOMPARE(byProcedure.files, 1);
    }
    void hostileListings()
    {
        // What could lead elsewhere, or break a statement, is no folder's name.
        const ServerListing listing = listingOf(tableOf({{u"a\nb"_s, true},
                                                         {u"..\\..\\x"_s, true},
                                                         {u"c:d"_s, true},
                                                         {u"x/y"_s, true},
                                                         {QVariant(), true},
                                                         {u"ok"_s, true},
                                                         {u"short"_s}}),
                                                BrowseWay::Function, ServerPath(u"C:\\"_s), Platform::Windows);
        QCOMPARE(namesOf(listing), u"C:\\ok"_s);
        std::vector<std::vector<QVariant>> many;
        for (int i = 0; i < 5000; ++i)
            many.push_back({QString::number(i), true});
        const ServerListing cut = listingOf(tableOf(many), BrowseWay::Function, ServerPath(u"/"_s), Platform::Linux);
        QVERIFY(cut.cut);
        QCOMPARE(cut.folders.size(), std::size_t(2000));
    }
    void rootsOfBothWays()
    {
        QCOMPARE(namesOf(rootsOf(tableOf({{u"D:\\"_s}, {u"C:\\"_s}}), BrowseWay::Function)), u"C:\\|D:\\"_s);
        QCOMPARE(namesOf(rootsOf(tableOf({{u"C"_s, 1}, {u"e"_s, 2}, {u"?"_s, 3}}), BrowseWay::Procedure)),
                 u"C:\\|E:\\"_s);
    }
};

SMK_TEST(ReachTest)
#include "tst_reach.moc"
