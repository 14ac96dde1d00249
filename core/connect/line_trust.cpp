#include "line_trust.h"

#include "make_problem.h"
#include "tracing_places.h"

namespace smk {

using namespace Qt::StringLiterals;

namespace {

bool isLoopbackAddress(const QString &address)
{
    return address.startsWith("127."_L1) || address == "::1"_L1 || address.startsWith("::ffff:127."_L1);
}

// Our own end being loopback is not enough: a tunnel and a published container port look the same from here.
bool staysOnMachine(const ServerFacts &facts, const ConnectionSpec &spec)
{
    if (facts.netTransport.compare("Shared memory"_L1, Qt::CaseInsensitive) == 0)
        return true;
    return isLoopbackHost(spec.host) && isLoopbackAddress(facts.serverAddress)
           && facts.serverAddress == facts.clientAddress;
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
