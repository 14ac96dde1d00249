#include "driver_list.h"

#include <QSettings>

namespace smk {

using namespace Qt::StringLiterals;

QStringList driverNames()
{
    // The list that the ODBC administrator shows; a program of 64 bits sees that of 64 bits.
    QStringList names;
    for (const QString &root : {u"HKEY_CURRENT_USER"_s, u"HKEY_LOCAL_MACHINE"_s}) {
        QSettings drivers(root + u"\\Software\\ODBC\\ODBCINST.INI\\ODBC Drivers"_s, QSettings::NativeFormat);
        for (const QString &name : drivers.childKeys()) {
            if (drivers.value(name).toString().compare("Installed"_L1, Qt::CaseInsensitive) == 0)
                names << name;
        }
    }
    return names;
}

bool driversHaveSystemStore()
{
    return true;
}

bool systemHasTransports()
{
    return true;
}

QString driverInstallCommand()
{
    return u"winget install Microsoft.msodbcsql.18"_s;
}

} // namespace smk
