#include "driver_choice.h"
#include "driver_list.h"
#include "odbc_ini.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

namespace {

struct ChoiceRow
{
    const char *why;
    std::vector<DriverKind> installed;
    DriverWish wish;
    int chosen; // -1: none
    const char *reason;
};

const DriverKind D18 = DriverKind::Microsoft18, D17 = DriverKind::Microsoft17, Tds = DriverKind::FreeTds,
                 Old = DriverKind::WindowsBuiltIn;

const ChoiceRow choices[] = {
    {"none", {}, {}, -1, "driver.none"},
    {"one", {Tds}, {}, 0, "driver.only"},
    {"the best of three", {D18, D17, Tds}, {}, 0, "driver.best"},
    {"strict needs 18", {D17, Tds}, {{}, Encryption::Strict}, -1, "driver.none-fits"},
    {"strict takes 18", {D18, Tds}, {{}, Encryption::Strict}, 0, "driver.best"},
    {"Kerberos with FreeTDS", {Tds}, {{}, Encryption::Mandatory, SignIn::Integrated}, 0, "driver.only"},
    {"another name: only 18 can compare it",
     {D18, Tds},
     {{}, Encryption::Mandatory, SignIn::SqlLogin, true},
     0,
     "driver.best"},
    {"another name with FreeTDS alone: used, and not proven",
     {Tds},
     {{}, Encryption::Mandatory, SignIn::SqlLogin, true},
     0,
     "driver.only"},
    {"the built-in one alone proves nothing, but can be used", {Old}, {}, 0, "driver.only"},
    {"as wanted", {D18, Tds}, {u"FreeTDS"_s}, 1, "driver.wanted"},
    {"wanted by its path", {D18}, {u"/x/libtdsodbc.so"_s}, 1, "driver.wanted"},
};

QString nameOf(DriverKind kind)
{
    return kind == D18   ? u"ODBC Driver 18 for SQL Server"_s
           : kind == D17 ? u"ODBC Driver 17 for SQL Server"_s
           : kind == Tds ? u"FreeTDS"_s
                         : u"SQL Server"_s;
}

} // namespace

class DriversTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void kindsByNameAndByPath()
    {
        QCOMPARE(driverKindOf(u"ODBC Driver 18 for SQL Server"_s), DriverKind::Microsoft18);
        QCOMPARE(driverKindOf(u"/opt/microsoft/msodbcsql18/lib64/libmsodbcsql-18.6.so.2.1"_s), DriverKind::Microsoft18);
        QCOMPARE(driverKindOf(u"ODBC Driver 17 for SQL Server"_s), DriverKind::Microsoft17);
        QCOMPARE(driverKindOf(u"FreeTDS"_s), DriverKind::FreeTds);
        QCOMPARE(driverKindOf(u"/usr/lib/x86_64-linux-gnu/odbc/libtdsodbc.so"_s), DriverKind::FreeTds);
        QCOMPARE(driverKindOf(u"SQL Server"_s), DriverKind::WindowsBuiltIn);
        QCOMPARE(driverKindOf(u"SQL Server Native Client 11.0"_s), DriverKind::Other);
        QCOMPARE(driverKindOf(u"PostgreSQL Unicode"_s), DriverKind::Other);
    }
    void bestFirstAndEachOnce()
    {
        const auto drivers = sortedDrivers({u"FreeTDS"_s, u"SQLite3"_s, u"ODBC Driver 17 for SQL Server"_s,
                                            u"FreeTDS"_s, u"ODBC Driver 18 for SQL Server"_s, u"SQL Server"_s});
        QStringList names;
        for (const Driver &driver : drivers)
            names << driver.name;
        QCOMPARE(names, QStringList({u"ODBC Driver 18 for SQL Server"_s, u"ODBC Driver 17 for SQL Server"_s,
                                     u"FreeTDS"_s, u"SQL Server"_s}));
    }
    void choice()
    {
        for (const ChoiceRow &row : choices) {
            std::vector<Driver> installed;
            for (const DriverKind kind : row.installed)
                installed.push_back({kind, nameOf(kind)});
            const DriverChoice choice = chooseDriver(installed, row.wish, driverInstallCommand());
            QVERIFY2((choice.chosen ? int(*choice.chosen) : -1) == row.chosen, row.why);
            QVERIFY2(choice.reason.id == QLatin1StringView(row.reason), qPrintable(choice.reason.id));
            // One that is there need not be installed.
            const bool has18 = std::find(row.installed.begin(), row.installed.end(), D18) != row.installed.end();
            QVERIFY2(!row.installed.empty() || row.wish.name.size() > 0 || !choice.installCommand.isEmpty(), row.why);
            QVERIFY2(!has18 || choice.installCommand.isEmpty(), row.why);
        }
        test::expectCaseCount("driver choices", int(std::size(choices)), 11);
    }
    void howToInstallOne()
    {
        QCOMPARE(installCommandFor({u"debian"_s}), u"sudo apt-get install tdsodbc"_s);
        QCOMPARE(installCommandFor({u"linuxmint"_s, u"ubuntu"_s, u"debian"_s}), u"sudo apt-get install tdsodbc"_s);
        QVERIFY(installCommandFor({u"rocky"_s, u"rhel"_s, u"centos"_s}).contains("dnf"_L1));
        QVERIFY(installCommandFor({u"opensuse-leap"_s, u"suse"_s}).contains("zypper"_L1));
        QVERIFY(installCommandFor({u"plan9"_s}).isEmpty());
        QVERIFY(!driverInstallCommand().isEmpty());
    }
    void iniAsTheDriverManagerReadsIt()
    {
        const OdbcIni ini(u"x"_s,
                          u"; comment\n[ODBC]\n  trace = Yes \n# no\n[FreeTDS]\nDriver=libtdsodbc.so\n[broken\nx\n"_s);
        QCOMPARE(ini.value(u"odbc"_s, u"Trace"_s), u"Yes"_s);
        QVERIFY(ini.sections().contains(u"FreeTDS"_s));
        QVERIFY(ini.value(u"FreeTDS"_s, u"Trace"_s).isEmpty());
    }
};

SMK_TEST(DriversTest)
#include "tst_drivers.moc"
