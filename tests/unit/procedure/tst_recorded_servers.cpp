// Every recording of tests/recorded/sql-server: what the program concludes of it, where another test does, or why the
// program never reads its like. A file that stands in none of the three fails.
#include "backup_problem.h"
#include "connect_step.h"
#include "directory_step.h"
#include "open_error.h"
#include "statements.h"
#include "test_main.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

using Lines = QStringList;

QString folder()
{
    return QStringLiteral(SMK_TEST_DATA "/recorded/sql-server/");
}

Lines linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(u'\n') : Lines();
}

ResultTable oneRow(const QStringList &columns, const std::vector<QVariant> &values)
{
    return {columns, {values}};
}

QStringList idsOf(const Findings &findings)
{
    QStringList ids;
    for (const Finding &finding : findings)
        ids << finding.id;
    return ids;
}

// A view shows encrypt_option as text; another word than the two leaves it open.
QString encryptOption(const Lines &lines)
{
    int rows = 0;
    for (const QString &line : lines.mid(1)) {
        const QString told = line.section(u'\t', 1).trimmed();
        if (told.isEmpty())
            continue;
        ServerFacts facts;
        takeSecond({oneRow({u"encrypt_option"_s}, {told})}, facts);
        if (!facts.encrypted || *facts.encrypted != (told == "TRUE"_L1))
            return line;
        ++rows;
    }
    return rows >= 5 ? QString() : u"%1 rows"_s.arg(rows);
}

// The pattern that our statement uses, on the two names that the report tells of.
QString launchpad(const Lines &lines)
{
    static const QRegularExpression like(u"servicename LIKE N'([^']*)'"_s);
    const QString pattern = like.match(statements::keyAndRights(16, true)).captured(1);
    const auto takes = [&pattern](const QString &name) { return name.startsWith(QString(pattern).chopped(1)); };
    if (!pattern.endsWith(u'%') || pattern.count(u'%') != 1)
        return pattern;
    static const QRegularExpression names(u"SQL Server (Launchpad|\\([A-Z]+\\))"_s);
    QStringList taken;
    for (QRegularExpressionMatchIterator found = names.globalMatch(lines.join(u'\n')); found.hasNext();)
        if (const QString name = found.next().captured(0); takes(name))
            taken << name;
    return taken == QStringList{u"SQL Server (MSSQLSERVER)"_s} ? QString() : taken.join(u", "_s);
}

QString protections(const Lines &lines)
{
    ResultTable table{{u"thumbprint"_s}, {}};
    for (const QString &line : lines)
        if (const QStringList words = line.simplified().split(u' '); words.size() > 1 && words[0] == "102"_L1)
            table.rows.push_back({QByteArray::fromHex(words[1].mid(2).toLatin1())});
    ServerFacts facts;
    takeSecond({oneRow({u"key_guid"_s}, {u"8F5B4F63-9D4C-4E5A-9E4B-111111111111"_s}), table}, facts);
    return facts.protections == 2 && facts.protectedByAccount == true && facts.protectedByMachine == true
               ? QString()
               : u"%1 protections"_s.arg(facts.protections.value_or(-1));
}

QString renamed(const Lines &lines)
{
    static const QRegularExpression now(u"Server name is '([^']*)'"_s);
    static const QRegularExpression before(u"@@SERVERNAME: *(\\S+)"_s);
    const QString text = lines.join(u'\n');
    ServerFacts facts;
    takeFirst({oneRow({u"server_name"_s, u"at_server_name"_s},
                      {now.match(text).captured(1), before.match(text).captured(1)})},
              facts);
    const auto told = preflight(facts, LineTrust::StaysOnMachine, {}, {});
    facts.atServerName = facts.serverName.toLower(); // a difference in case is none
    const auto sameName = preflight(facts, LineTrust::StaysOnMachine, {}, {});
    const bool good = told && sameName && idsOf(*told).contains(u"connect.renamed"_s)
                      && !idsOf(*sameName).contains(u"connect.renamed"_s);
    return good ? QString() : facts.serverName;
}

QString babelfish(const Lines &lines)
{
    if (!lines.join(u' ').contains(u"NULL"_s))
        return u"no NULL in it"_s;
    // A machine name that is NULL is no sign by itself; the property that only the other product has is one.
    const ResultTable silent = oneRow({u"machine_name"_s, u"babelfish"_s}, {QVariant(), QVariant()});
    const ResultTable other = oneRow({u"machine_name"_s, u"babelfish"_s}, {QVariant(), 1});
    return !isOtherProduct({silent}) && isOtherProduct({other}) ? QString() : u"not told apart"_s;
}

// The name is refused before anything is sent; and a success that left no bytes is no backup.
QString colonName(const Lines &lines)
{
    static const QRegularExpression path(u"Path *: .*\\\\([^\\\\]*)$"_s, QRegularExpression::MultilineOption);
    const QString name = path.match(lines.join(u'\n')).captured(1).trimmed();
    if (!name.contains(u':') || !hasState(checkFileName(name, Platform::Windows), FindingState::Blocker))
        return u"taken: "_s + name;
    BackupOrder order;
    order.fileName = u"a.key"_s;
    const auto judged = judgeDone({}, FileSeen::Empty, order, QDateTime(), QDateTime());
    return judged ? u"zero bytes are called a key file"_s : QString();
}

QString severalAtLogin(const Lines &lines)
{
    static const QRegularExpression number(u"Error #(\\d+)"_s);
    QStringList numbers;
    for (QRegularExpressionMatchIterator found = number.globalMatch(lines.join(u'\n')); found.hasNext();)
        numbers << found.next().captured(1);
    const QString id = openProblem({{}, numbers.join(u';'), false}, u"db01"_s, u"dba"_s).id;
    return numbers.size() == 2 && id == "connect.database-not-opened"_L1 ? QString() : id;
}

// Silence after the first packet is a closed line, never a wrong password.
QString silentClose(const Lines &)
{
    const QString id = openProblem({{}, u"20017;20002"_s, false}, u"db01"_s, u"dba"_s).id;
    return id == "connect.closed"_L1 ? QString() : id;
}

// Every number of a message stands in the catalogue: with its class, or as one that gets the form for what nobody
// knows.
QString messages(const Lines &lines)
{
    static const QRegularExpression message(u"Msg (\\d+), Level (\\d+)"_s);
    QStringList known;
    for (const QString &row : linesOf(QStringLiteral(SMK_TEST_DATA "/errors/catalogue.tsv")))
        known << row.section(u'\t', 1, 1);
    int found = 0;
    for (QRegularExpressionMatchIterator one = message.globalMatch(lines.join(u'\n')); one.hasNext(); ++found) {
        const QString number = one.next().captured(1);
        if (!known.contains(number))
            return u"not in the catalogue: "_s + number;
    }
    return found > 0 ? QString() : u"no message in it"_s;
}

// Which permission is missing stands in the text; that one is not there is a fact left open, no stop.
QString missingState(const Lines &lines)
{
    ServerFacts facts;
    takeFirst({oneRow({u"server_name"_s, u"view_server_state"_s, u"control_server"_s}, {u"A"_s, 0, 1})}, facts);
    const auto told = preflight(facts, LineTrust::EncryptedProven, {}, {});
    const bool stops = !told || hasState(*told, FindingState::Blocker);
    return lines.join(u' ').contains(u"STATE permission was denied"_s) && !stops ? QString() : u"stops"_s;
}

struct Row
{
    const char *file;
    QString (*wrong)(const Lines &); // empty: as it should be
};

const Row Read[] = {
    {"dm-exec-connections-by-version.tsv", encryptOption},
    {"dm-exec-connections-encrypt-option.tsv", encryptOption},
    {"dm-server-services-launchpad-trap.txt", launchpad},
    {"sys-key-encryptions-smk-2005.txt", protections},
    {"servername-renamed-host.txt", renamed},
    {"serverproperty-babelfish-null.txt", babelfish},
    {"backup-key-colon-name-zero-bytes.txt", colonName},
    {"msf-4060-18456-states.txt", severalAtLogin},
    {"tds-prelogin-freetds-no-reply.hex", silentClose},
    {"msg-15151-backup-master-key.txt", messages},
    {"msg-15151-symmetric-key-and-principal.txt", messages},
    {"msg-15247.txt", messages},
    {"msg-15313-wrong-password.txt", messages},
    {"msg-15317-restore-smk.txt", messages},
    {"msg-300-297-view-server-state.txt", missingState},
    {"msg-300-performance-state.txt", missingState},
    {"msg-3201-backup-access-denied.txt", messages},
    {"msg-33094-import-bacpac.txt", messages},
};

struct Elsewhere
{
    const char *file;
    const char *test; // a file below tests/unit that names it
};

const Elsewhere InOtherTests[] = {
    {"at-version-strings.txt", "connect/tst_preflight.cpp"},
    {"freetds-tsql-eof-prelogin.txt", "sql/tst_open_error.cpp"},
    {"freetds-tsql-refused.txt", "sql/tst_open_error.cpp"},
    {"login-failed-french.txt", "sql/tst_open_error.cpp"},
    {"login-failed-german.txt", "sql/tst_open_error.cpp"},
    {"odbc17-10054.txt", "sql/tst_open_error.cpp"},
    {"odbc17-linux-timeout-0x102.txt", "sql/tst_open_error.cpp"},
    {"odbc17-linux-unknown-issuer.txt", "sql/tst_open_error.cpp"},
    {"odbc18-linux-openssl11-selfsigned-sqlcmd.txt", "sql/tst_open_error.cpp"},
    {"odbc18-linux-openssl3-selfsigned.txt", "sql/tst_open_error.cpp"},
    {"odbc18-windows-chinese-timeout.txt", "sql/tst_open_error.cpp"},
    {"odbc18-windows-german-untrusted.txt", "sql/tst_open_error.cpp"},
    {"sqlncli-windows-german-chain.txt", "sql/tst_open_error.cpp"},
    {"tds-fdw-20009.txt", "sql/tst_open_error.cpp"},
    {"ssrp-replies-with-length-char.txt", "connect/tst_browser_lookup.cpp"},
    {"ssrp-replies.txt", "connect/tst_browser_lookup.cpp"},
    {"ssrp-three-instances-ms-sqlr.hex", "connect/tst_browser_lookup.cpp"},
    {"tds-prelogin-freetds-to-2012.hex", "connect/tst_browser_lookup.cpp"},
    {"tds-batch-mc-smp-4-3.hex", "rehearsal/tst_tds_decoders.cpp"},
    {"tds-capture-session-batches-rpc.hex", "rehearsal/tst_tds_decoders.cpp"},
    {"tds-login7-ms-tds-4-2.hex", "rehearsal/tst_tds_decoders.cpp"},
    {"tds-prelogin-ms-tds-4-1.hex", "rehearsal/tst_tds_decoders.cpp"},
};

struct Unread
{
    const char *file;
    const char *why;
};

constexpr const char *NoLog = "no error log of the server is read: a client may not, and a console's copy is no log";
const Unread NeverRead[] = {
    {"errorlog-15581-tde.txt", NoLog},
    {"errorlog-17828-smo.txt",
     "what a malformed first packet leaves behind; ours is well-formed (connect/tst_browser_lookup.cpp)"},
    {"errorlog-17836-packet-length.txt", "the same"},
    {"errorlog-18456-states.txt", "the true state stands in the server's log alone; a client is told 1"},
    {"errorlog-compose-prefix-garbled.txt", NoLog},
    {"errorlog-head-linux-2017-express.txt", NoLog},
    {"errorlog-smk-undecryptable-linux.txt", NoLog},
    {"errorlog-tls-and-policy-lines-linux.txt", NoLog},
    {"get-service-sql-2016.txt", "instances of this computer are read from the registry, not from names of services"},
    {"sql-service-advanced-property-cluster.txt",
     "WMI is not asked; a cluster is told by SERVERPROPERTY('IsClustered')"},
};

} // namespace

class RecordedServers : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void concluded()
    {
        for (const Row &row : Read) {
            const Lines lines = linesOf(folder() + QLatin1StringView(row.file));
            QVERIFY2(!lines.isEmpty(), row.file);
            const QString wrong = row.wrong(lines);
            QVERIFY2(wrong.isEmpty(), qPrintable(QLatin1StringView(row.file) + u": "_s + wrong));
        }
        test::expectCaseCount("recorded answers of servers", int(std::size(Read)), 18);
    }
    void everyFileHasItsRow()
    {
        QStringList open = QDir(folder()).entryList(QDir::Files);
        for (const Row &row : Read)
            QVERIFY2(open.removeOne(QLatin1StringView(row.file)), row.file);
        for (const Elsewhere &row : InOtherTests) {
            QVERIFY2(open.removeOne(QLatin1StringView(row.file)), row.file);
            const Lines test = linesOf(QStringLiteral(SMK_TEST_DATA "/unit/") + QLatin1StringView(row.test));
            QVERIFY2(test.join(u'\n').contains(QLatin1StringView(row.file)), row.file);
        }
        for (const Unread &row : NeverRead)
            QVERIFY2(open.removeOne(QLatin1StringView(row.file)) && *row.why != '\0', row.file);
        QVERIFY2(open.isEmpty(), qPrintable(open.join(u", "_s)));
        std::printf("not read by the program, with the reason: %d\n", int(std::size(NeverRead)));
    }
    // Drives of the computer that somebody sits at, as people write them: another machine, and no place for the server.
    void redirectedDrives()
    {
        DirectoryContext context;
        context.platform = Platform::Windows;
        int rows = 0;
        for (const QString &line : linesOf(QStringLiteral(SMK_TEST_DATA "/recorded/spellings/tsclient-paths.txt"))) {
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                continue;
            const Findings findings = checkDirectoryText(ServerPath(line), context);
            QVERIFY2(hasState(findings, FindingState::Blocker)
                         && idsOf(findings).contains(u"directory.path.tsclient"_s),
                     qPrintable(line + u": "_s + idsOf(findings).join(u' ')));
            ++rows;
        }
        test::expectCaseCount("redirected drives", rows, 6);
    }
};

SMK_TEST(RecordedServers)
#include "tst_recorded_servers.moc"
