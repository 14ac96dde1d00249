#include "driver.h"

#include "driver_list.h"

#include <array>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// Measured, or read in the drivers' documents; docs/drivers.md tells how. In the order of the members.
constexpr std::array<DriverQuirks, 5> quirks{{
    {DriverKind::Microsoft18, true, false, true, true, true, true, true, false, true, true},
    {DriverKind::Microsoft17, true, false, true, false, true, true, false, false, true, true},
    {DriverKind::FreeTds, true, true, false, false, true, false, false, true, false, false},
    {DriverKind::WindowsBuiltIn, false, false, true, false, true, true, false, false, true, true},
    {DriverKind::Other, false, false, true, false, false, true, false, false, false, true},
}};

} // namespace

const DriverQuirks &quirksOf(DriverKind kind)
{
    for (const DriverQuirks &row : quirks) {
        if (row.kind == kind)
            return row;
    }
    return quirks.back();
}

DriverKind driverKindOf(const QString &name)
{
    const QString folded = name.toCaseFolded();
    if (folded.contains("odbc driver 18"_L1) || folded.contains("msodbcsql-18"_L1) || folded.contains("msodbcsql18"_L1))
        return DriverKind::Microsoft18;
    if (folded.contains("odbc driver 17"_L1) || folded.contains("msodbcsql-17"_L1) || folded.contains("msodbcsql17"_L1))
        return DriverKind::Microsoft17;
    if (folded.contains("freetds"_L1) || folded.contains("tdsodbc"_L1))
        return DriverKind::FreeTds;
    if (folded == "sql server"_L1)
        return DriverKind::WindowsBuiltIn;
    return DriverKind::Other;
}

std::vector<Driver> sortedDrivers(const QStringList &names)
{
    std::vector<Driver> drivers;
    for (const QString &name : names) {
        const DriverKind kind = driverKindOf(name);
        const bool known = std::any_of(drivers.begin(), drivers.end(), [&](const Driver &d) { return d.name == name; });
        if (kind != DriverKind::Other && !known)
            drivers.push_back(Driver{kind, name});
    }
    // The enumeration is in order of preference; names registered by the user come before paths we guessed.
    std::stable_sort(drivers.begin(), drivers.end(), [](const Driver &a, const Driver &b) { return a.kind < b.kind; });
    return drivers;
}

std::vector<Driver> installedDrivers()
{
    return sortedDrivers(driverNames());
}

} // namespace smk
