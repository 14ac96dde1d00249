#include "ticket_problem.h"

#include "kerberos_ticket.h"

#include <QRegularExpression>

namespace smk {

using namespace Qt::StringLiterals;

Problem betterKnownOfTickets(Problem problem, const ConnectOrder &order, const ConnectionSpec &spec)
{
    const QString shown = order.server.shown();
    // Microsoft's driver asks for another name than was typed where that is this computer's: what it says itself
    // counts.
    const QString said = problem.server ? problem.server->text : QString();
    static const QRegularExpression asked(u"(MSSQLSvc/[^\\s@]+)\\S* not found in Kerberos database"_s);
    if (const auto match = asked.match(said); match.hasMatch())
        return unknownService(shown, match.captured(1));
    const bool serverSpoke =
        problem.id == "connect.login-untrusted"_L1
        || (problem.id == "connect.login-failed"_L1 && problem.server && problem.server->number == 18456);
    if (!serverSpoke) {
        if (auto ticket = checkServiceTicket(shown, spec.host, spec.port); !ticket)
            return ticket.error();
        static const QStringList aboutTickets{u"connect.no-ticket"_s,         u"connect.ticket-expired"_s,
                                              u"connect.no-service-ticket"_s, u"connect.kdc-unreachable"_s,
                                              u"connect.clock-skew"_s,        u"connect.kerberos"_s};
        if (aboutTickets.contains(problem.id)) {
            const auto account = integratedAccount(shown);
            const bool named = problem.id == "connect.no-service-ticket"_L1;
            problem.arguments = {shown, account ? account->name : QString(),
                                 named ? serviceName(spec.host, spec.port) : said};
            problem.remedies = QStringList{u"retry"_s};
        }
        return problem;
    }
    const auto account = integratedAccount(shown);
    const QString name = account ? account->name : QString();
    if (problem.id == "connect.login-failed"_L1) {
        problem.id = u"connect.account-without-login"_s;
        problem.command = u"CREATE LOGIN [DOMAIN\\user] FROM WINDOWS;"_s;
    }
    problem.arguments = {shown, name};
    return problem;
}

} // namespace smk
