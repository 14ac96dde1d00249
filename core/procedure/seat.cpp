#include "seat.h"

#include <QSysInfo>

namespace smk {

bool serverIsThisMachine(const ServerFacts &facts, LineTrust line)
{
    // The server's MachineName is a NetBIOS-like name: without domain, at most 15 characters on Windows, any case.
    const QString own = QSysInfo::machineHostName().section(QLatin1Char('.'), 0, 0);
    const QString named = facts.machineName.section(QLatin1Char('.'), 0, 0);
    return line == LineTrust::StaysOnMachine && !named.isEmpty()
           && own.left(15).compare(named.left(15), Qt::CaseInsensitive) == 0;
}

} // namespace smk
