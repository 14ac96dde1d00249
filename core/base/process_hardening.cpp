#include "process_hardening.h"

#include <QByteArray>

namespace smk {

QStringList removeTracingFromEnvironment()
{
    // FreeTDS reads these when it is loaded; the dump would hold every statement, ours with the password too.
    static constexpr const char *names[] = {"TDSDUMP", "TDSDUMPCONFIG", "TDSHOST", "TDSPORT", "TDSVER"};
    QStringList removed;
    for (const char *name : names) {
        if (!qEnvironmentVariableIsSet(name))
            continue;
        qunsetenv(name);
        removed.append(QString::fromLatin1(name));
    }
    return removed;
}

} // namespace smk
