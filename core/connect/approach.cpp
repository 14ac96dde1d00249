#include "approach.h"

#include "browser_lookup.h"
#include "clock.h"
#include "driver_choice.h"
#include "driver_list.h"
#include "driver_wish.h"
#include "line_probe.h"
#include "local_instances.h"
#include "make_problem.h"

#include <algorithm>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 defaultPort = 1433;
constexpr int longestLoginTimeout = 120;

QString dayOf(const QDateTime &time)
{
    return time.toUTC().date().toString(Qt::ISODate);
}

Result<Driver> chosenDriver(const ConnectOrder &order)
{
    const DriverChoice choice = chooseInstalledDriver(wishOf(order));
    if (choice.entries.empty())
        return fail(connectProblem("connect.no-driver", {}, {u"retry"_s}, choice.installCommand));
    const DriverEntry &entry = choice.entries[choice.chosen.value_or(0)];
    if (entry.lackId == "driver.no-strict"_L1)
        return fail(connectProblem("connect.driver-not-strict", {entry.driver.name}, {u"choose-driver"_s},
                                   choice.installCommand));
    if (entry.lackId == "driver.no-integrated"_L1)
        return fail(connectProblem("connect.driver-not-integrated", {entry.driver.name}, {u"use-sql-login"_s}));
    return entry.driver;
}

// What this computer's own lists say of the instance; nothing for another machine.
std::optional<FoundInstance> knownHere(const ServerAddress &server)
{
    if (!isLoopbackHost(server.host))
        return std::nullopt;
    for (FoundInstance &found : localInstances()) {
        if (found.instance.compare(server.instance, Qt::CaseInsensitive) == 0)
            return std::move(found);
    }
    return std::nullopt;
}

// Express is installed with shared memory alone, and a service that is stopped refuses like a wrong port does.
Problem betterKnownHere(Problem problem, const ServerAddress &server)
{
    // Its port is another one than the service's, and on most servers closed to other machines.
    if (server.protocol == Protocol::Admin && problem.id == "connect.refused"_L1)
        return connectProblem("connect.admin-refused", {server.shown()}, {u"retry"_s},
                              u"EXEC sp_configure 'remote admin connections', 1; RECONFIGURE;"_s);
    const auto known = server.port == 0 ? knownHere(server) : std::nullopt;
    if (!known)
        return problem;
    if (!known->running.value_or(true))
        return connectProblem("connect.service-stopped", {known->name}, {u"retry"_s});
    if (!known->overTcp)
        return connectProblem("connect.tcp-off", {known->name}, {u"retry"_s});
    return problem;
}

Result<quint16> portOf(const ServerAddress &server, const CancelToken &cancel, const ProgressSink &progress)
{
    if (server.port != 0)
        return server.port;
    if (server.instance.isEmpty())
        return defaultPort;
    if (server.protocol == Protocol::Admin) {
        sayProgress(progress, "connect.asking-browser", server.instance);
        return findAdminPort(server.host, server.instance, cancel);
    }
    // Of an instance of this computer the port is written down; SQL Server Browser need not run for it.
    if (const auto known = knownHere(server); known && known->port != 0 && known->overTcp)
        return known->port;
    sayProgress(progress, "connect.asking-browser", server.instance);
    const auto port = findInstancePort(server.host, server.instance, cancel);
    if (!port && port.error().id != "connect.cancelled"_L1)
        return fail(betterKnownHere(port.error(), server));
    return port;
}

Result<ConnectionSpec> specOf(const ConnectOrder &order, const CancelToken &cancel, const ProgressSink &progress)
{
    auto driver = chosenDriver(order);
    if (!driver)
        return fail(driver.error());
    ConnectionSpec spec;
    spec.host = order.server.host;
    spec.instance = order.server.instance;
    spec.transport = order.server.protocol == Protocol::NamedPipe      ? Transport::NamedPipe
                     : order.server.protocol == Protocol::SharedMemory ? Transport::SharedMemory
                                                                       : Transport::Tcp;
    spec.signIn = order.signIn;
    spec.login = order.login;
    spec.password = order.password.clone();
    spec.encryption = order.encryption;
    spec.caFile = order.caFile;
    spec.nameInCertificate = order.nameInCertificate;
    spec.loginTimeoutSeconds = std::clamp(order.loginTimeoutSeconds, 1, longestLoginTimeout);
    spec.driver = std::move(*driver);
    if (spec.transport != Transport::Tcp) {
        if (auto possible = checkTransport(spec); !possible)
            return fail(possible.error());
        return spec;
    }
    const auto port = portOf(order.server, cancel, progress);
    if (!port)
        return fail(port.error());
    spec.port = *port;
    return spec;
}

bool isAddress(const QString &host)
{
    return host.contains(u':')
           || std::all_of(host.begin(), host.end(), [](QChar c) { return c.isDigit() || c == u'.'; });
}

// Microsoft's driver compares names alone, never the addresses in a certificate (measured): a server named by its
// address would be refused although our probe found that very address in a good certificate. It gets a name out of it.
void nameAddressForMicrosoft(Approach &approach)
{
    ConnectionSpec &spec = approach.spec;
    const DriverQuirks &quirks = quirksOf(spec.driver.kind);
    if (!quirks.comparesAddresses && quirks.canNameCertificate && isAddress(spec.host)
        && spec.nameInCertificate.isEmpty() && approach.probe.failedCheck.isEmpty() && !approach.probe.names.isEmpty())
        spec.nameInCertificate = approach.probe.names.first();
}

// The certificate is taken as it is, by a person's decision. Where the driver can compare the whole certificate it is
// given this one, so that no other one will do between our probe and its login.
void acceptCertificate(const ConnectOrder &order, const TrustDecision &decision, Approach &approach)
{
    ConnectionSpec &spec = approach.spec;
    spec.trustServerCertificate = true;
    const QDateTime now = nowUtc();
    if (now >= approach.probe.notBefore && now <= approach.probe.notAfter)
        spec.pinnedCertificate = approach.probe.pem;
    approach.trust = decision;
    if (spec.encryption == Encryption::Optional)
        spec.encryption = Encryption::Mandatory;
    if (order.encryption == Encryption::Strict)
        spec.trustServerCertificate = false; // the driver would not heed it; the pin alone counts
}

// By what was decided before of this very certificate, else by a decision of now. False: nobody decided.
bool acceptByDecision(const ConnectOrder &order, const QString &failedCheck, Approach &approach)
{
    const QString shown = order.server.shown();
    if (order.remembered && order.remembered->covers(shown, approach.probe.fingerprint))
        acceptCertificate(order, *order.remembered, approach);
    else if (order.trustServerCertificate)
        acceptCertificate(order, {shown, approach.probe.fingerprint, failedCheck, order.trustReason, nowUtc()},
                          approach);
    else
        return false;
    return true;
}

Result<void> judgeCertificate(const ConnectOrder &order, Approach &approach)
{
    const CertificateProbe &probe = approach.probe;
    if (acceptByDecision(order, probe.failedCheck, approach))
        return {};
    // Another one than was accepted before: as bad as it looks, until somebody knows better; also on this machine.
    if (order.remembered && order.remembered->server.compare(order.server.shown(), Qt::CaseInsensitive) == 0) {
        Problem changed = certificateProblem(order, probe);
        changed.id = u"connect.certificate-changed"_s;
        // As of connect.certificate, but for the login and the names: when the other one was accepted, and which.
        changed.arguments[1] = dayOf(order.remembered->decidedUtc);
        changed.arguments[8] = order.remembered->fingerprint;
        changed.remedies.removeAll(u"use-name"_s);
        return fail(changed);
    }
    if (!approach.ownEndLoopback || order.encryption == Encryption::Strict)
        return fail(certificateProblem(order, probe));
    approach.spec.trustServerCertificate = true;
    approach.trustedAsLocal = true;
    return {};
}

// Where the driver looks less far than our probe does, it refuses a certificate that is good (docs/drivers.md).
bool driverSeesLess(const ConnectOrder &order, const ConnectionSpec &spec)
{
    const DriverQuirks &quirks = quirksOf(spec.driver.kind);
    const bool noFile = quirks.usesSystemStoreOnly && driversHaveSystemStore() && !order.caFile.isEmpty();
    return noFile || (!quirks.comparesAddresses && isAddress(spec.host) && spec.nameInCertificate.isEmpty());
}

// No probe looks into a pipe or shared memory: what the driver is shown there is accepted unseen, by a decision of now;
// an earlier one names a certificate, and that cannot be compared.
void acceptUnseen(const ConnectOrder &order, Approach &approach)
{
    if (!order.trustServerCertificate)
        return;
    approach.spec.trustServerCertificate = true;
    approach.trust = TrustDecision{order.server.shown(), {}, u"not-looked-at"_s, order.trustReason, nowUtc()};
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
    if (!approach.probe.failedCheck.isEmpty())
        return judgeCertificate(order, approach);
    // Good, and the server encrypts: "as the server likes" is no reason to check less than can be checked.
    if (spec.encryption == Encryption::Optional)
        spec.encryption = Encryption::Mandatory;
    nameAddressForMicrosoft(approach);
    if (driverSeesLess(order, spec))
        acceptByDecision(order, u"driver"_s, approach);
    return {};
}

// The failed check in words: what is wrong with it, and what would mend it.
Cause certificateCause(const ConnectOrder &order, const CertificateProbe &probe)
{
    if (probe.failedCheck == "self-signed"_L1)
        return {u"connect.cause.self-signed"_s, {}, CauseCheck::Found};
    if (probe.failedCheck == "unknown-issuer"_L1)
        return order.caFile.isEmpty()
                   ? Cause{u"connect.cause.unknown-issuer"_s, {}, CauseCheck::Found}
                   : Cause{u"connect.cause.other-issuer"_s, {order.caFile.text()}, CauseCheck::Found};
    if (probe.failedCheck == "expired"_L1)
        return {nowUtc() < probe.notBefore ? u"connect.cause.not-yet-valid"_s : u"connect.cause.expired"_s,
                {dayOf(probe.notBefore), dayOf(probe.notAfter)},
                CauseCheck::Found};
    if (probe.failedCheck == "name"_L1)
        return {u"connect.cause.other-name"_s,
                {order.nameInCertificate.isEmpty() ? order.server.host : order.nameInCertificate,
                 probe.names.isEmpty() ? probe.subject : probe.names.join(u", "_s)},
                CauseCheck::Found};
    if (probe.failedCheck.isEmpty()) // our own probe found nothing; the driver did
        return {u"connect.cause.driver-refused"_s, {}, CauseCheck::Found};
    return {u"connect.cause.other-check"_s, {}, CauseCheck::Found};
}

} // namespace

void sayProgress(const ProgressSink &progress, const char *id, const QString &argument)
{
    report(progress, Progress{QString::fromLatin1(id), {argument}});
}

Problem certificateProblem(const ConnectOrder &order, const CertificateProbe &probe)
{
    // Safest first, and only what can help: where the name alone does not fit, its issuer is trusted already, and no CA
    // makes an expired one good.
    const QStringList remedies = probe.failedCheck == "name"_L1 ? QStringList{u"use-name"_s, u"trust-once"_s}
                                 : probe.failedCheck == "expired"_L1
                                     ? QStringList{u"trust-once"_s}
                                     : QStringList{u"trust-ca"_s, u"use-name"_s, u"trust-once"_s};
    Problem problem =
        connectProblem("connect.certificate",
                       {order.server.shown(), order.login, probe.subject, probe.issuer, probe.fingerprint,
                        probe.failedCheck, dayOf(probe.notBefore), dayOf(probe.notAfter), probe.names.join(u", "_s)},
                       remedies);
    problem.causes = {certificateCause(order, probe)};
    return problem;
}

Problem readableProblem(const ConnectOrder &order)
{
    return connectProblem("connect.line-readable", {order.server.shown()}, {u"override-line"_s, u"retry"_s});
}

Result<Approach> approachServer(const ConnectOrder &order, const CancelToken &cancel, const ProgressSink &progress)
{
    auto spec = specOf(order, cancel, progress);
    if (!spec)
        return fail(spec.error());
    Approach approach;
    approach.spec = std::move(*spec);
    if (approach.spec.transport != Transport::Tcp) {
        // No socket that we could look at: the driver checks, and the server tells after the login.
        acceptUnseen(order, approach);
        return approach;
    }
    LineQuestion question;
    question.shown = order.server.shown();
    question.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(approach.spec.loginTimeoutSeconds);
    question.nameInCertificate = order.nameInCertificate.isEmpty()
                                     ? order.server.host.section(u'%', 0, 0) // no certificate names an interface
                                     : order.nameInCertificate;
    question.caFile = order.caFile;
    question.strict = order.encryption == Encryption::Strict;
    sayProgress(progress, "connect.looking-up", order.server.host);
    auto addresses = resolveHost(approach.spec.host, approach.spec.port, question.deadline, cancel);
    if (!addresses)
        return fail(addresses.error());
    approach.ownEndLoopback =
        std::all_of(addresses->begin(), addresses->end(), [](const NetAddress &a) { return a.isLoopback(); });
    question.addresses = std::move(*addresses);
    sayProgress(progress, "connect.probing", question.shown);
    auto probe = probeLine(question, cancel);
    if (!probe && probe.error().id == "connect.refused"_L1)
        return fail(betterKnownHere(probe.error(), order.server));
    if (!probe)
        return fail(probe.error());
    approach.probe = std::move(*probe);
    if (auto judged = judgeBeforeLogin(order, approach); !judged)
        return fail(judged.error());
    return approach;
}

} // namespace smk
