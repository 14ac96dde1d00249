#include "driver_list.h"
#include "odbc_ini.h"
#include "test_main.h"

using namespace smk;
using namespace Qt::StringLiterals;

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
