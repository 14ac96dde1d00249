#include "odbc_ini.h"
#include "tracing_places.h"

namespace smk {

using namespace Qt::StringLiterals;

QStringList driverManagerTracing()
{
    QStringList places;
    for (const OdbcIni &ini : driverIniFiles()) {
        if (isSwitchedOn(ini.value(u"ODBC"_s, u"Trace"_s)))
            places << ini.fileName() + u", [ODBC] Trace"_s;
    }
    return places;
}

} // namespace smk
