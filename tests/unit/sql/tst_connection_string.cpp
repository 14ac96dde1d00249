#include "connection_spec.h"
#include "driver_list.h"
#include "freetds_conf.h"
#include "test_main.h"

#include <QFile>

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

ConnectionSpec plainSpec(DriverKind kind)
{
    ConnectionSpec spec;
    spec.host = u"db01"_s;
    spec.port = 1433;
    spec.login = u"dba"_s;
    spec.password = SecretString(u"pw");
    spec.driver = {kind, kind == DriverKind::FreeTds ? u"FreeTDS"_s : u"ODBC Driver 18 for SQL Server"_s};
    if (kind == DriverKind::Microsoft17)
        spec.driver.name = u"ODBC Driver 17 for SQL Server"_s;
    if (kind == DriverKind::WindowsBuiltIn)
        spec.driver.name = u"SQL Server"_s;
    return spec;
}

struct Row
{
    const char *why;
    DriverKind kind;
    void (*change)(ConnectionSpec &);
    const char16_t *part; // in the string; or the refused field, or the Problem's id
    bool possible = true;
};

const Row rows[] = {
    {"ends with the semicolon that QODBC's NUL needs", DriverKind::Microsoft18, [](ConnectionSpec &) {},
     u"APP={SMK Backup Wizard};"},
    {"driver braced, first", DriverKind::Microsoft18, [](ConnectionSpec &) {},
     u"Driver={ODBC Driver 18 for SQL Server};Server=tcp:db01,1433;"},
    {"18 says mandatory", DriverKind::Microsoft18, [](ConnectionSpec &) {},
     u";Encrypt=mandatory;TrustServerCertificate=no;"},
    {"17 knows yes only", DriverKind::Microsoft17, [](ConnectionSpec &) {}, u";Encrypt=yes;"},
    {"strict", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.encryption = Encryption::Strict; },
     u";Encrypt=strict;"},
    {"optional, 18", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.encryption = Encryption::Optional; },
     u";Encrypt=optional;"},
    {"optional, 17", DriverKind::Microsoft17, [](ConnectionSpec &s) { s.encryption = Encryption::Optional; },
     u";Encrypt=no;"},
    {"trusted by decision", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.trustServerCertificate = true; },
     u"TrustServerCertificate=yes;"},
    {"other name in certificate", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.nameInCertificate = u"db01.corp"_s; }, u"HostNameInCertificate={db01.corp};"},
    {"port wins over instance", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.instance = u"REP"_s; },
     u"Server=tcp:db01,1433;"},
    {"instance alone", DriverKind::Microsoft18,
     [](ConnectionSpec &s) {
         s.port = 0;
         s.instance = u"REP"_s;
     },
     u"Server=tcp:db01\\REP;"},
    {"integrated sign-in carries no password", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.signIn = SignIn::Integrated; }, u";Trusted_Connection=yes;Database=master;"},
    {"integrated sign-in with FreeTDS", DriverKind::FreeTds, [](ConnectionSpec &s) { s.signIn = SignIn::Integrated; },
     u";Trusted_Connection=yes;Database=master;"},
    {"always in master", DriverKind::Microsoft18, [](ConnectionSpec &) {}, u";Database=master;"},
    {"semicolon in password", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.password = SecretString(u"a;b"); },
     u"PWD={a;b};"},
    {"brace doubled for Microsoft", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.password = SecretString(u"a}b"); }, u"PWD={a}}b};"},
    {"bracket and equals are data", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.login = u"a]=b'\""_s; },
     u"UID={a]=b'\"};"},
    {"built-in driver has no trust word", DriverKind::WindowsBuiltIn, [](ConnectionSpec &) {},
     u"Driver={SQL Server};Server=tcp:db01,1433;Encrypt=yes;UID="},
    {"FreeTDS by its private section", DriverKind::FreeTds, [](ConnectionSpec &) {},
     u"Driver={FreeTDS};SERVERNAME=smk-"},
    {"FreeTDS: version and charset said", DriverKind::FreeTds, [](ConnectionSpec &) {},
     u";TDS_Version=7.4;ClientCharset=UTF-8;"},
    {"FreeTDS: brace stays single", DriverKind::FreeTds, [](ConnectionSpec &s) { s.password = SecretString(u"a}b"); },
     u"PWD={a}b};"},
    {"FreeTDS: brace at the end", DriverKind::FreeTds, [](ConnectionSpec &s) { s.password = SecretString(u"ab}"); },
     u"PWD={ab}};"},
    {"non-ASCII goes as it is", DriverKind::FreeTds,
     [](ConnectionSpec &s) { s.password = SecretString(u"Grün\U0001F511"); }, u"PWD={Grün\U0001F511};"},
    {"a FreeTDS host may hold .dsn: it stands in the section", DriverKind::FreeTds,
     [](ConnectionSpec &s) { s.host = u"x.dsn.corp"_s; }, u"SERVERNAME="},
    {"FreeTDS cannot end a value early", DriverKind::FreeTds,
     [](ConnectionSpec &s) { s.password = SecretString(u"a};b"); }, u"password", false},
    {"QODBC takes .dsn for a file", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.host = u"x.dsn.corp"_s; },
     u"server", false},
    {".dsn in the password", DriverKind::FreeTds, [](ConnectionSpec &s) { s.password = SecretString(u"my.DSN!1"); },
     u"password", false},
    {"NUL in the password", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.password = SecretString(QStringView(u"a\0b", 3)); }, u"password", false},
    {"line break in the login", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.login = u"a\nb"_s; }, u"login",
     false},
    {"lone surrogate", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.password = SecretString(QStringView(u"a\xD800z", 3)); }, u"password", false},
    {"login of 129", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.login = QString(129, u'x'); }, u"login", false},
    {"password of 129", DriverKind::FreeTds, [](ConnectionSpec &s) { s.password = SecretString(QString(129, u'x')); },
     u"password", false},
    {"no login", DriverKind::FreeTds, [](ConnectionSpec &s) { s.login.clear(); }, u"login", false},
    {"injection by the host", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.host = u"db;UID=sa"_s; }, u"server",
     false},
    {"line break in the CA file's name would open a section", DriverKind::FreeTds,
     [](ConnectionSpec &s) { s.caFile = LocalPath(u"/x\n[global]"_s); }, u"ca-file", false},
    {"brace in the driver's name", DriverKind::Microsoft18, [](ConnectionSpec &s) { s.driver.name = u"X};PWD={"_s; },
     u"driver", false},
    {"a driver's name that would overrun the driver manager", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.driver.name = QString(5000, u'x'); }, u"driver", false},
    {"a name in the certificate that no DNS holds", DriverKind::Microsoft18,
     [](ConnectionSpec &s) { s.nameInCertificate = QString(5000, u'x'); }, u"certificate-name", false},
    {"a pinned certificate with strict", DriverKind::Microsoft18,
     [](ConnectionSpec &s) {
         s.encryption = Encryption::Strict;
         s.pinnedCertificate = "PEM";
     },
     u"ServerCertificate={"},
    {"FreeTDS knows TCP alone", DriverKind::FreeTds, [](ConnectionSpec &s) { s.transport = Transport::NamedPipe; },
     u"connect.transport-not-here", false},
    {"FreeTDS has no strict", DriverKind::FreeTds, [](ConnectionSpec &s) { s.encryption = Encryption::Strict; },
     u"connect.driver-not-strict", false},
    {"a driver that is not known has no integrated sign-in", DriverKind::Other,
     [](ConnectionSpec &s) { s.signIn = SignIn::Integrated; }, u"connect.driver-not-integrated", false},
};

} // namespace

class ConnectionStringTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void table()
    {
        for (const Row &row : rows) {
            ConnectionSpec spec = plainSpec(row.kind);
            row.change(spec);
            const auto text = connectionString(spec);
            const QString part = QString::fromUtf16(row.part);
            if (row.possible) {
                QVERIFY2(text.has_value(), row.why);
                QVERIFY2(text->revealed().contains(part), row.why);
                QVERIFY2(text->view().ends_with(u';'), row.why);
                continue;
            }
            QVERIFY2(!text.has_value(), row.why);
            QVERIFY2(text.error().id == part || text.error().arguments == QStringList{part}, row.why);
        }
        test::expectCaseCount("connection strings", int(std::size(rows)), 35);
    }
    void sectionTellsFreeTdsWhatTheStringCannot()
    {
        ConnectionSpec spec = plainSpec(DriverKind::FreeTds);
        QVERIFY(freeTdsSectionText(spec).contains(u"encryption = require"_s));
        QVERIFY(freeTdsSectionText(spec).contains(u"ca file = system"_s));
        QVERIFY(freeTdsSectionText(spec).contains(u"check certificate hostname = yes"_s));
        spec.caFile = LocalPath(u"/ca.pem"_s);
        QVERIFY(freeTdsSectionText(spec).contains(u"ca file = /ca.pem"_s));
        spec.trustServerCertificate = true;
        QVERIFY(!freeTdsSectionText(spec).contains(u"ca file"_s));
        spec.encryption = Encryption::Optional;
        QVERIFY(freeTdsSectionText(spec).contains(u"encryption = request"_s));
        spec.port = 0;
        spec.instance = u"REP"_s;
        QVERIFY(freeTdsSectionText(spec).contains(u"instance = REP"_s));
    }
    void transports()
    {
        ConnectionSpec spec = plainSpec(DriverKind::Microsoft18);
        spec.instance = u"REP"_s;
        QCOMPARE(microsoftServer(spec), u"tcp:db01,1433"_s);
        spec.transport = Transport::NamedPipe;
        QCOMPARE(microsoftServer(spec), u"np:db01\\REP"_s);
        spec.transport = Transport::SharedMemory;
        QCOMPARE(microsoftServer(spec), u"lpc:db01\\REP"_s);
        spec.instance.clear();
        QCOMPARE(microsoftServer(spec), u"lpc:db01"_s);
        // On Linux every driver knows TCP alone, on Windows Microsoft's know the others.
        const auto text = connectionString(spec);
        QCOMPARE(text.has_value(), systemHasTransports());
        QVERIFY(text || text.error().id == "connect.transport-not-here"_L1);
        QVERIFY(text || text.error().arguments.first() == "lpc:"_L1);
    }
    void aPinnedCertificateStandsInAFileOfOurs()
    {
        ConnectionSpec spec = plainSpec(DriverKind::FreeTds);
        spec.trustServerCertificate = true;
        spec.pinnedCertificate = "-----BEGIN CERTIFICATE-----\n";
        const auto file = pinnedCertificateFile(spec);
        QVERIFY_RESULT(file);
        QFile written(file->text());
        QVERIFY(written.open(QIODevice::ReadOnly));
        QCOMPARE(written.readAll(), spec.pinnedCertificate);
        QVERIFY(freeTdsSectionText(spec, *file).contains(u"ca file = "_s + file->text()));
        QVERIFY(!freeTdsSectionText(spec).contains(u"ca file"_s));
    }
    void confHoldsNoSecretAndStaysPrivate()
    {
        ConnectionSpec spec = plainSpec(DriverKind::FreeTds);
        spec.password = SecretString(u"canary-password");
        QVERIFY_RESULT(connectionString(spec));
        spec.host = u"db02"_s;
        QVERIFY_RESULT(connectionString(spec));
        QFile conf(QFile::decodeName(qgetenv("FREETDSCONF")));
        QVERIFY(conf.open(QIODevice::ReadOnly));
        const QByteArray text = conf.readAll();
        QVERIFY(text.contains("host = db01") && text.contains("host = db02"));
        QVERIFY(!text.contains("canary"));
    }
};

SMK_TEST(ConnectionStringTest)
#include "tst_connection_string.moc"
