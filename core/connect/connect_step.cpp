#include "connect_step.h"

#include "browser_lookup.h"
#include "line_probe.h"
#include "make_problem.h"
#include "thread_rule.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 defaultPort = 1433;
constexpr int longestLoginTimeout = 120;

// What was found out before any password leaves this program.
struct Approach
{
    ConnectionSpec spec;
    CertificateProbe probe;
    bool ownEndLoopback = false;
    bool trustedAsLocal =
        false; // a home-made certificate, accepted because the line stays here; judged again after login
};

void say(const ProgressSink &progress, const char *id, const QString &argument)
{
    report(progress, Progress{QString::fromLatin1(id), {argument}});
}

Result<Driver> chosenDriver(const ConnectOrder &order)
{
    if (!order.driverName.isEmpty())
        return Driver{driverKindOf(order.driverName), order.driverName};
    if (order.encryption == Encryption::Strict) {
        for (Driver &driver : installedDrivers()) {
            if (quirksOf(driver.kind).canStrict)
                return std::move(driver);
        }
    }
    return bestDriver();
}

Result<ConnectionSpec> specOf(const ConnectOrder &order, const CancelToken &cancel, const ProgressSink &progress)
{
    auto driver = chosenDriver(order);
    if (!driver)
        return fail(driver.error());
    ConnectionSpec spec;
    spec.host = order.server.host;
    spec.port = order.server.port;
    spec.instance = order.server.instance;
    spec.signIn = order.signIn;
    spec.login = order.login;
    spec.password = order.password.clone();
    spec.encryption = order.encryption;
    spec.caFile = order.caFile;
    spec.nameInCertificate = order.nameInCertificate;
    spec.trustServerCertificate = order.trustServerCertificate;
    spec.loginTimeoutSeconds = std::clamp(order.loginTimeoutSeconds, 1, longestLoginTimeout);
    spec.driver = std::move(*driver);
    if (spec.port == 0 && !spec.instance.isEmpty()) {
        say(progress, "connect.asking-browser", spec.instance);
        const auto port = findInstancePort(spec.host, spec.instance, cancel);
        if (!port)
            return fail(port.error());
        spec.port = *port;
    } else if (spec.port == 0)
        spec.port = defaultPort;
    return spec;
}

Problem certificateProblem(const ConnectOrder &order, const CertificateProbe &probe)
{
    // Safest first, and only what can help: where the name alone does not fit, its issuer is trusted already, and no CA
    // makes an expired one good.
    const QStringList remedies = probe.failedCheck == "name"_L1 ? QStringList{u"use-name"_s, u"trust-once"_s}
                                 : probe.failedCheck == "expired"_L1
                                     ? QStringList{u"trust-once"_s}
                                     : QStringList{u"trust-ca"_s, u"use-name"_s, u"trust-once"_s};
    return connectProblem("connect.certificate",
                          {order.server.shown(), order.login, probe.subject, probe.issuer, probe.fingerprint,
                           probe.failedCheck, probe.notBefore.toUTC().date().toString(Qt::ISODate),
                           probe.notAfter.toUTC().date().toString(Qt::ISODate), probe.names.join(u", "_s)},
                          remedies);
}

Problem readableProblem(const ConnectOrder &order)
{
    return connectProblem("connect.line-readable", {order.server.shown()}, {u"override-line"_s, u"retry"_s});
}

// Microsoft's driver compares names alone, never the addresses in a certificate (measured): a server named by its
// address would be refused although our probe found that very address in a good certificate. It gets a name out of it.
void nameAddressForMicrosoft(Approach &approach)
{
    ConnectionSpec &spec = approach.spec;
    const bool isAddress = spec.host.contains(u':') || std::all_of(spec.host.begin(), spec.host.end(), [](QChar c) {
                               return c.isDigit() || c == u'.';
                           });
    if (spec.driver.kind == DriverKind::Microsoft18 && isAddress && spec.nameInCertificate.isEmpty()
        && approach.probe.failedCheck.isEmpty() && !approach.probe.names.isEmpty())
        spec.nameInCertificate = approach.probe.names.first();
}

// Decides how the driver will be asked to open, or that it will not.
Result<void> judgeBeforeLogin(const ConnectOrder &order, Approach &approach)
{
    ConnectionSpec &spec = approach.spec;
    if (!approach.probe.encrypted) {
        const bool accepted = approach.ownEndLoopback || !order.readableLineReason.isEmpty();
        if (!accepted && order.signIn == SignIn::SqlLogin)
            return fail(readableProblem(order));
        spec.encryption = Encryption::Optional; // a driver that insists would only say that it cannot
        return {};
    }
    if (approach.probe.failedCheck.isEmpty() || spec.trustServerCertificate
        || spec.encryption == Encryption::Optional) {
        nameAddressForMicrosoft(approach);
        return {};
    }
    if (!approach.ownEndLoopback || spec.encryption == Encryption::Strict)
        return fail(certificateProblem(order, approach.probe));
    spec.trustServerCertificate = true;
    approach.trustedAsLocal = true;
    return {};
}

Result<Approach> approachServer(const ConnectOrder &order, const CancelToken &cancel, const ProgressSink &progress)
{
    auto spec = specOf(order, cancel, progress);
    if (!spec)
        return fail(spec.error());
    Approach approach;
    approach.spec = std::move(*spec);
    LineQuestion question;
    question.shown = order.server.shown();
    question.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(approach.spec.loginTimeoutSeconds);
    question.nameInCertificate = order.nameInCertificate.isEmpty() ? order.server.host : order.nameInCertificate;
    question.caFile = order.caFile;
    question.strict = order.encryption == Encryption::Strict;
    say(progress, "connect.looking-up", order.server.host);
    auto addresses = resolveHost(approach.spec.host, approach.spec.port, question.deadline, cancel);
    if (!addresses)
        return fail(addresses.error());
    approach.ownEndLoopback =
        std::all_of(addresses->begin(), addresses->end(), [](const NetAddress &a) { return a.isLoopback(); });
    question.addresses = std::move(*addresses);
    say(progress, "connect.probing", question.shown);
    auto probe = probeLine(question, cancel);
    if (!probe)
        return fail(probe.error());
    approach.probe = std::move(*probe);
    if (auto judged = judgeBeforeLogin(order, approach); !judged)
        return fail(judged.error());
    return approach;
}

// FreeTDS gives one number for a refused certificate, a broken handshake and more; the probe came through.
Problem openProblemAfterProbe(Problem problem, const ConnectOrder &order, const Approach &approach)
{
    if (problem.id == "connect.unreachable"_L1)
        problem.id = u"connect.driver-refused"_s;
    if (problem.id == "connect.certificate"_L1)
        problem.arguments = certificateProblem(order, approach.probe).arguments;
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
    if (hasState(connected.findings, FindingState::Blocker) && connected.facts.engineEdition != 0
        && connected.findings.back().id == "connect.platform-without-key"_L1)
        return {};
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
    copy.readableLineReason = readableLineReason;
    copy.driverName = driverName;
    copy.loginTimeoutSeconds = loginTimeoutSeconds;
    return copy;
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
    say(progress, "connect.signing-in", order.server.shown());
    auto session = ServerSession::open(approach->spec);
    approach->spec.password.clear();
    if (!session)
        return fail(openProblemAfterProbe(session.error(), order, *approach));
    if (cancel.stop_requested())
        return fail(connectProblem("connect.cancelled"));
    say(progress, "connect.reading-facts", order.server.shown());
    Connected connected;
    connected.session = std::move(*session);
    auto facts = readCancellably(*connected.session, cancel);
    if (cancel.stop_requested())
        return fail(connectProblem("connect.cancelled"));
    if (!facts)
        return fail(facts.error());
    connected.facts = std::move(*facts);
    connected.line = judgeLine(connected.facts, connected.session->spec());
    auto findings = preflight(connected.facts, connected.line, order);
    if (!findings)
        return fail(findings.error());
    connected.findings = std::move(*findings);
    if (auto judged = judgeAfterLogin(order, *approach, connected); !judged)
        return fail(judged.error());
    return connected;
}

} // namespace smk
