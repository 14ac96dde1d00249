#include "kerberos_ticket.h"

#include "make_problem.h"

namespace smk {

using namespace Qt::StringLiterals;

QString serviceName(const QString &host, quint16 port)
{
    return u"MSSQLSvc/%1:%2"_s.arg(host).arg(port);
}

Problem unknownService(const QString &server, const QString &service)
{
    const Result<IntegratedAccount> account = integratedAccount(server);
    return connectProblem("connect.no-service-ticket", {server, account ? account->name : QString(), service},
                          {u"retry"_s}, u"setspn -S %1 DOMAIN\\SERVICE-ACCOUNT"_s.arg(service));
}

} // namespace smk
