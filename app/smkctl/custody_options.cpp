#include "custody_options.h"

#include "clock.h"
#include "secret_input.h"
#include "terminal.h"

using namespace Qt::StringLiterals;

namespace smk {

tl::expected<Custody, int> custodyOf(const CommandLine &line, Output &output)
{
    Custody custody;
    custody.place = line.value(u"place"_s);
    custody.custodian = line.value(u"custodian"_s);
    custody.access = line.value(u"access"_s);
    custody.passwordKeeper = line.value(u"password-keeper"_s);
    custody.reference = line.value(u"reference"_s);
    custody.offSite = line.has(u"off-site"_s);
    custody.arrival = line.has(u"arrived"_s) ? Arrival::Confirmed : Arrival::Planned;
    custody.serverFile = line.has(u"remove-server-file"_s) ? ServerFileWish::Remove : ServerFileWish::Keep;
    custody.nextDue =
        line.has(u"due"_s) ? QDate::fromString(line.value(u"due"_s), Qt::ISODate) : nowUtc().date().addYears(1);
    if (!custody.nextDue.isValid())
        return tl::unexpected(output.usage(u"--due takes a date, YYYY-MM-DD"_s));
    // Before anything is done: what cannot go on paper is refused here, not after the backup.
    for (const Finding &finding : judgeCustody(custody))
        if (finding.state == FindingState::Blocker)
            return tl::unexpected(output.problem(Problem{finding.id, finding.arguments}, Exit::Usage));
    return custody;
}

void setProofs(RunOrder &order, const CommandLine &line)
{
    order.replug = line.has(u"replug"_s);
    order.proveByServer = line.has(u"prove-by-server"_s);
    order.askPassword = !line.has(u"no-verify-password"_s);
    const QString source = line.value(u"password-again-from"_s);
    if (order.askPassword && (!source.isEmpty() || hasTerminal()))
        order.passwordAgain = [source]() -> std::optional<SecretString> {
            tl::expected<SecretString, QString> again =
                readSecret(source, u"The key's password, from where it is kept now (empty: not now): "_s);
            if (!again || again->isEmpty())
                return {};
            return std::move(*again);
        };
}

} // namespace smk
