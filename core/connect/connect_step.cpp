#include "connect_step.h"

#include "approach.h"
#include "kerberos_ticket.h"
#include "make_problem.h"
#include "thread_rule.h"
#include "ticket_problem.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

// FreeTDS gives one number for a refused certificate, a broken handshake and more; the probe came through.
Problem openProblemAfterProbe(Problem problem, const ConnectOrder &order, const Approach &approach)
{
    if (problem.id == "connect.unreachable"_L1)
        problem.id = u"connect.driver-refused"_s;
    if (problem.id == "connect.certificate"_L1 && !approach.probe.answered) {
        problem.id = u"connect.unseen-certificate"_s; // over a pipe: there is nothing to show and to decide about
        problem.arguments = {order.server.shown()};
        problem.remedies = {u"retry"_s};
    } else if (problem.id == "connect.certificate"_L1) {
        const Problem seen = certificateProblem(order, approach.probe);
        problem.arguments = seen.arguments;
        problem.causes = seen.causes;
    }
    return problem;
}

// After login the server itself has told how the line runs; what was accepted before may not hold.
Result<void> judgeAfterLogin(const ConnectOrder &order, const Approach &approach, const Connected &connected)
{
    if (connected.line == LineTrust::EncryptedNotProven && approach.trustedAsLocal)
        return fail(certificateProblem(order, approach.probe));
    if (connected.line != LineTrust::Readable || !order.readableLineReason.isEmpty())
        return {};
    // A login that may not ask cannot back up either; it gets the list with that blocker instead of this stop.
    if (!connected.facts.encrypted && !connected.facts.controlServer.value_or(false))
        return {};
    if (isWithoutKey(connected.facts.engineEdition))
        return {}; // the list says so; nothing will be sent there
    if (!connected.facts.encrypted && approach.probe.encrypted)
        return fail(connectProblem(
            "connect.line-unknown", {order.server.shown(), connected.facts.login}, {u"override-line"_s, u"retry"_s},
            u"GRANT VIEW SERVER STATE TO [%1];"_s.arg(QString(connected.facts.login).replace(u']', "]]"_L1))));
    return fail(readableProblem(order));
}

Result<ServerFacts> readCancellably(ServerSession &session, const CancelToken &cancel)
{
    const std::stop_callback interrupt(cancel, [&] { session.interrupt(); });
    return readServerFacts(session);
}

} // namespace

ConnectOrder ConnectOrder::clone() const
{
    ConnectOrder copy;
    copy.server = server;
    copy.signIn = signIn;
    copy.login = login;
    copy.password = password.clone();
    copy.encryption = encryption;
    copy.caFile = caFile;
    copy.nameInCertificate = nameInCertificate;
    copy.trustServerCertificate = trustServerCertificate;
    copy.trustReason = trustReason;
    copy.remembered = remembered;
    copy.lastBackup = lastBackup;
    copy.readableLineReason = readableLineReason;
    copy.driverName = driverName;
    copy.loginTimeoutSeconds = loginTimeoutSeconds;
    return copy;
}

void holdTo(const Connected &connected, ConnectOrder &order)
{
    if (connected.trust && connected.trust->fingerprint.isEmpty())
        return; // a pipe: no certificate was seen that could be held to
    order.trustServerCertificate = false;
    if (connected.trust)
        order.remembered = connected.trust;
}

Result<Connected> connectToServer(const ConnectOrder &order, const CancelToken &cancel, const ProgressSink &progress)
{
    aboutToBlock("connectToServer");
    if (order.signIn == SignIn::SqlLogin) {
        if (auto checked = checkLogin(order.login); !checked)
            return fail(checked.error());
        if (auto quiet = checkNoTracing(); !quiet)
            return fail(quiet.error());
    }
    auto approach = approachServer(order, cancel, progress);
    if (!approach)
        return fail(approach.error());
    if (cancel.stop_requested())
        return fail(connectProblem("connect.cancelled"));
    // Without a ticket the driver need not be asked.
    if (order.signIn == SignIn::Integrated) {
        if (auto account = integratedAccount(order.server.shown()); !account)
            return fail(account.error());
    }
    sayProgress(progress, "connect.signing-in", order.server.shown());
    auto session = ServerSession::open(approach->spec);
    approach->spec.password.clear();
    if (!session && order.signIn == SignIn::Integrated && approach->spec.transport == Transport::Tcp)
        return fail(
            openProblemAfterProbe(betterKnownOfTickets(session.error(), order, approach->spec), order, *approach));
    if (!session)
        return fail(openProblemAfterProbe(session.error(), order, *approach));
    if (cancel.stop_requested())
        return fail(connectProblem("connect.cancelled"));
    sayProgress(progress, "connect.reading-facts", order.server.shown());
    Connected connected;
    connected.session = std::move(*session);
    connected.certificate = approach->probe;
    connected.trust = approach->trust;
    auto facts = readCancellably(*connected.session, cancel);
    if (cancel.stop_requested())
        return fail(connectProblem("connect.cancelled"));
    if (!facts)
        return fail(facts.error());
    connected.facts = std::move(*facts);
    connected.line = judgeLine(connected.facts, connected.session->spec());
    auto findings = preflight(connected.facts, connected.line, order, connected.trust);
    if (!findings)
        return fail(findings.error());
    connected.findings = std::move(*findings);
    if (auto judged = judgeAfterLogin(order, *approach, connected); !judged)
        return fail(judged.error());
    return connected;
}

} // namespace smk
