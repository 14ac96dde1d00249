#include "access_cases.h"
#include "directory_step.h"
#include "known_principals.h"
#include "recorded_access.h"
#include "test_main.h"

#include <QSet>

using namespace smk;
using namespace smk::test;
using namespace Qt::StringLiterals;

namespace {

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
        std::vector<AccessCase> rows;
        for (auto more : {windowsCases(), principalCases(), linuxCases()})
            std::move(more.begin(), more.end(), std::back_inserter(rows));
        for (const AccessCase &row : rows) {
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
        expectCaseCount("directory verdicts", int(reasons.size()), 80);
    }

    void tableJoinsSplitEntries()
    {
        const DirectoryVerdict verdict = judgeDirectory(fromIcacls(recorded(u"icacls-c-root-split-entries.txt"_s)),
                                                        {closedRoot()}, windowsService());
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
        // As the elevated verb is handed it.
        QCOMPARE(sidOfAccount(serviceSid(u"MSSQLSERVER"_s)), serviceSid(u"MSSQLSERVER"_s));
        for (const char *none : {"S-1-5", "S-1-5-", "S-1-5-80-x", "S-2-5-18", "xS-1-5-18", "S-1-5-18\nS-1-5-19"})
            QCOMPARE(sidOfAccount(QString::fromLatin1(none)), QString());
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
