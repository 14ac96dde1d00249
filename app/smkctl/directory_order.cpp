#include "directory_order.h"

#include "directory_context.h"
#include "procedure.h"
#include "server_process.h"

namespace smk {

bool takeSeat(const QString &word, std::optional<Seat> &seat)
{
    seat = seatNamed(word);
    // A share of a third host is known by its path; nobody has to say so.
    return word.isEmpty() || (seat && *seat != Seat::ThirdHost);
}

DirectoryContext directoryContextOf(const BackupPlan &plan, quint16 port)
{
    DirectoryContext context = directoryContextOf(plan);
    if (plan.seenFromHere)
        context.serverProcessUser = findServerProcessUser(port == 0 ? 1433 : port);
    return context;
}

} // namespace smk
