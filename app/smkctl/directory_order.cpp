#include "directory_order.h"

#include "server_process.h"

namespace smk {

bool takeSeat(const QString &word, std::optional<Seat> &seat)
{
    seat = seatNamed(word);
    // A share of a third host is known by its path; nobody has to say so.
    return word.isEmpty() || (seat && *seat != Seat::ThirdHost);
}

DirectoryContext directoryContextOf(const ServerFacts &facts, bool seenFromHere, quint16 port)
{
    DirectoryContext context;
    context.platform = facts.platform;
    context.seenFromHere = seenFromHere;
    context.serverName = facts.serverName;
    context.machineName = facts.machineName;
    context.serviceAccount = facts.serviceAccount;
    context.defaultBackupPath = facts.defaultBackupPath;
    context.defaultDataPath = facts.defaultDataPath;
    context.defaultLogPath = facts.defaultLogPath;
    if (seenFromHere)
        context.serverProcessUser = findServerProcessUser(port == 0 ? 1433 : port);
    return context;
}

} // namespace smk
