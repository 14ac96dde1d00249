#include "tracing_places.h"

#include <QSettings>

namespace smk {

using namespace Qt::StringLiterals;

QStringList driverManagerTracing()
{
    QStringList places;
    for (const QString &root : {u"HKEY_CURRENT_USER"_s, u"HKEY_LOCAL_MACHINE"_s}) {
        const QString key = root + u"\\Software\\ODBC\\ODBC.INI\\ODBC"_s;
        if (isSwitchedOn(QSettings(key, QSettings::NativeFormat).value(u"Trace"_s).toString()))
            places << key + u", Trace"_s;
    }
    return places;
}

} // namespace smk
