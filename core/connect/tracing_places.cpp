#include "tracing_places.h"

#include "freetds_conf.h"
#include "odbc_ini.h"

namespace smk {

using namespace Qt::StringLiterals;

bool isSwitchedOn(const QString &value)
{
    const QString folded = value.trimmed().toCaseFolded();
    return folded == "on"_L1 || folded.startsWith(u'y') || folded.startsWith(u't') || folded.startsWith(u'1');
}

QStringList tracingPlaces()
{
    QStringList places = driverManagerTracing();
    for (const char *name : {"TDSDUMP", "TDSDUMPCONFIG"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            places << QString::fromLatin1(name);
    }
    for (const QString &file : usersFreeTdsConfs()) {
        if (!OdbcIni::read(file).value(u"global"_s, u"dump file"_s).isEmpty())
            places << file + u", [global] dump file"_s;
    }
    return places;
}

} // namespace smk
