#include "line_trust.h"

#include "make_problem.h"
#include "tracing_places.h"

#include <QSysInfo>

#include <algorithm>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

bool isLoopbackAddress(const QString &address)
{
    // Digits alone: a host may be called 127.0.0.1.example.
    const bool numbers = std::all_of(address.begin(), address.end(), [](QChar c) { return c.isDigit() || c == u'.'; });
    return (numbers && address.startsWith("127."_L1)) || address == "::1"_L1 || address.startsWith("::ffff:127."_L1);
}

// Our own end being loopback is not enough: a tunnel and a published container port look the same from here. Nor are
// both of the server's: a tunnel whose far end is the server itself (ssh -L PORT:localhost:1433, kubectl port-forward)
// looks so from there, and only the machine's name tells.
bool staysOnMachine(const ServerFacts &facts, const ConnectionSpec &spec)
{
    if (facts.netTransport.compare("Shared memory"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return isLoopbackHost(spec.host) && isLoopbackAddress(facts.serverAddress)
           && facts.serverAddress == facts.clientAddress
           && (facts.machineName.isEmpty() || namesThisMachine(facts.machineName)
               || namesThisMachine(facts.physicalName));
}

// Whether this driver, with this spec, refuses a server whose certificate it cannot prove.
bool certificateChecked(const ConnectionSpec &spec)
{
    const DriverQuirks &quirks = quirksOf(spec.driver.kind);
    if (!spec.pinnedCertificate.isEmpty())
        return false; // compared, and vouched for by nobody but the person who accepted it
    if (spec.encryption == Encryption::Strict)
        return quirks.canStrict;
    if (spec.encryption == Encryption::Optional || spec.trustServerCertificate || !quirks.canCheckCertificate)
        return false;
    // FreeTDS 1.3 can compare the host's own name only; another one it leaves unchecked (freetds_conf.cpp).
    const bool otherName =
        !spec.nameInCertificate.isEmpty() && spec.nameInCertificate.compare(spec.host, Qt::CaseInsensitive) != 0;
    return !(quirks.needsPrivateConf && otherName);
}

} // namespace

bool namesThisMachine(const QString &machineName)
{
    // The server's MachineName is a NetBIOS-like name: without domain, at most 15 characters on Windows, any case.
    constexpr qsizetype longest = 15;
    const QString own = QSysInfo::machineHostName().section(u'.', 0, 0);
    const QString named = machineName.section(u'.', 0, 0);
    return !named.isEmpty() && own.left(longest).compare(named.left(longest), Qt::CaseInsensitive) == 0;
}

bool isLoopbackHost(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || isLoopbackAddress(host);
}

LineTrust judgeLine(const ServerFacts &facts, const ConnectionSpec &spec)
{
    if (staysOnMachine(facts, spec))
        return LineTrust::StaysOnMachine;
    if (!facts.encrypted.value_or(false))
        return LineTrust::Readable; // also where the server could not say
    return certificateChecked(spec) ? LineTrust::EncryptedProven : LineTrust::EncryptedNotProven;
}

QString lineTrustName(LineTrust trust)
{
    switch (trust) {
    case LineTrust::StaysOnMachine:
        return u"stays-on-machine"_s;
    case LineTrust::EncryptedProven:
        return u"encrypted-proven"_s;
    case LineTrust::EncryptedNotProven:
        return u"encrypted-not-proven"_s;
    case LineTrust::Readable:
        break;
    }
    return u"readable"_s;
}

Result<void> checkNoTracing()
{
    const QStringList places = tracingPlaces();
    if (places.isEmpty())
        return {};
    return fail(connectProblem("connect.tracing-on", {places.join(", "_L1)}, {u"retry"_s}));
}

} // namespace smk
