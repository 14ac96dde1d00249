#include "server_access.h"

#include "clock.h"
#include "drive_list.h"
#include "hand_over.h"
#include "interrupt.h"
#include "json_problem.h"
#include "last_backup.h"
#include "practice_medium.h"
#include "secret_input.h"
#include "server_memory.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

std::optional<Encryption> encryptionOf(const QString &word)
{
    if (word.isEmpty() || word == "mandatory"_L1)
        return Encryption::Mandatory;
    if (word == "strict"_L1)
        return Encryption::Strict;
    if (word == "optional"_L1)
        return Encryption::Optional;
    return {};
}

// A decision about a certificate that cannot be proved: the reason, and for which one it holds.
std::optional<int> takeTrust(const CommandLine &line, ConnectOrder &order, Output &output)
{
    if (!line.has(u"trust-certificate"_s)) {
        if (line.has(u"fingerprint"_s))
            return output.usage(u"--fingerprint goes with --trust-certificate REASON"_s);
        // What was decided before, here or in the window, holds for the same certificate of the same server.
        const RememberedServers known = rememberedServers();
        if (const RememberedServer *server = findRemembered(known, order.server.shown()))
            order.remembered = server->trust;
        return {};
    }
    order.trustReason = line.value(u"trust-certificate"_s).trimmed();
    if (order.trustReason.isEmpty())
        return output.usage(u"--trust-certificate needs a reason"_s);
    if (!line.has(u"fingerprint"_s)) {
        order.trustServerCertificate = true;
        return {};
    }
    const QString fingerprint = normalFingerprint(line.value(u"fingerprint"_s));
    if (fingerprint.isEmpty())
        return output.usage(
            u"--fingerprint takes the SHA-256 of a certificate: 64 hex digits, with or without colons"_s);
    order.remembered = TrustDecision{order.server.shown(), fingerprint, {}, order.trustReason, nowUtc()};
    return {};
}

} // namespace

QString lineInWords(LineTrust line)
{
    switch (line) {
    case LineTrust::StaysOnMachine:
        return u"stays on this machine"_s;
    case LineTrust::EncryptedProven:
        return u"encrypted, server proven"_s;
    case LineTrust::EncryptedNotProven:
        return u"encrypted, server not proven"_s;
    case LineTrust::Readable:
        return u"readable on the network"_s;
    }
    return {};
}

tl::expected<ServerAccess, int> serverAccessOf(const CommandLine &line, Output &output)
{
    ServerAccess access;
    ConnectOrder &order = access.order;
    order.driverName = line.value(u"driver"_s);
    const std::optional<Encryption> encryption = encryptionOf(line.value(u"encrypt"_s));
    if (!encryption)
        return tl::unexpected(output.usage(u"--encrypt takes mandatory, strict or optional"_s));
    order.encryption = *encryption;
    order.readableLineReason = line.value(u"accept-readable-line"_s).trimmed();
    if (line.has(u"accept-readable-line"_s) && order.readableLineReason.isEmpty())
        return tl::unexpected(output.usage(u"--accept-readable-line needs a reason"_s));
    if (line.has(u"login-timeout"_s)) {
        bool number = false;
        order.loginTimeoutSeconds = line.value(u"login-timeout"_s).toInt(&number);
        if (!number || order.loginTimeoutSeconds < 1 || order.loginTimeoutSeconds > 600)
            return tl::unexpected(output.usage(u"--login-timeout takes 1 to 600 seconds"_s));
    }
    if (line.has(u"hand-over"_s)) {
        const std::optional<HandOver> handOver = readHandOver(line.value(u"hand-over"_s));
        if (!handOver)
            return tl::unexpected(output.usage(u"The hand-over file of the rehearsal cannot be read"_s));
        ServerAccess practice = handOver->access();
        practice.order.driverName = order.driverName;
        practice.order.encryption = order.encryption;
        practice.order.readableLineReason = order.readableLineReason;
        practice.order.loginTimeoutSeconds = order.loginTimeoutSeconds;
        if (line.has(u"integrated"_s)) {
            practice.order.signIn = SignIn::Integrated;
            practice.order.login.clear();
            practice.order.password.clear();
        }
        if (line.has(u"server"_s)) { // the same server by another name, as its tickets are made out to a name
            const Result<ServerAddress> named = parseServerName(line.value(u"server"_s));
            if (!named)
                return tl::unexpected(output.problem(named.error(), Exit::Usage));
            practice.order.server = *named;
        }
        if (line.has(u"certificate-name"_s))
            practice.order.nameInCertificate = line.value(u"certificate-name"_s);
        if (line.has(u"ca-file"_s))
            practice.order.caFile = LocalPath(line.value(u"ca-file"_s));
        if (const std::optional<int> code = takeTrust(line, practice.order, output))
            return tl::unexpected(*code);
        return practice;
    }
    if (!line.has(u"server"_s))
        return tl::unexpected(output.usage(u"--server is missing"_s));
    const Result<ServerAddress> server = parseServerName(line.value(u"server"_s));
    if (!server)
        return tl::unexpected(output.problem(server.error(), Exit::Usage));
    order.server = *server;
    if (const std::optional<int> code = takeTrust(line, order, output))
        return tl::unexpected(*code);
    order.caFile = LocalPath(line.value(u"ca-file"_s));
    order.nameInCertificate = line.value(u"certificate-name"_s);
    if (line.has(u"integrated"_s)) {
        order.signIn = SignIn::Integrated;
        return access;
    }
    order.login = line.value(u"login"_s);
    if (const Result<void> login = checkLogin(order.login); !login)
        return tl::unexpected(output.problem(login.error(), Exit::Usage));
    tl::expected<SecretString, QString> secret =
        readSecret(line.value(u"login-password-from"_s), u"Password of login %1: "_s.arg(order.login));
    if (!secret)
        return tl::unexpected(output.usage(secret.error()));
    order.password = std::move(*secret);
    return access;
}

void rememberTrust(const ConnectOrder &order, const Connected &connected)
{
    if (!connected.trust || connected.trust->fingerprint.isEmpty() || connected.facts.isRehearsal())
        return;
    const RememberedServers known = rememberedServers();
    const RememberedServer *before = findRemembered(known, order.server.shown());
    RememberedServer server = before != nullptr ? *before : RememberedServer{};
    if (server.trust && server.trust->decidedUtc == connected.trust->decidedUtc)
        return;
    if (before == nullptr) {
        server.server = order.server.shown();
        server.signIn = order.signIn;
        server.login = order.login;
        server.encryption = order.encryption;
        server.caFile = order.caFile;
        server.nameInCertificate = order.nameInCertificate;
    }
    server.serverName = connected.facts.serverName;
    server.trust = connected.trust;
    keepServer(server);
}

tl::expected<Connected, int> signIn(const ConnectOrder &order, Output &output)
{
    Result<Connected> connected = connectToServer(order, interrupt::token(), {});
    if (!connected)
        return tl::unexpected(output.problem(connected.error(), Exit::Blocked));
    rememberTrust(order, *connected);
    ConnectOrder judged = order.clone();
    judged.password.clear(); // what follows asks no server
    connected->findings = withLastBackup(*connected, judged);
    output.put(u"server"_s, toJson(connected->facts, connected->line));
    if (const CertificateProbe &shown = connected->certificate; !shown.fingerprint.isEmpty())
        output.put(u"certificate"_s, QJsonObject{{u"subject"_s, shown.subject},
                                                 {u"issuer"_s, shown.issuer},
                                                 {u"names"_s, QJsonArray::fromStringList(shown.names)},
                                                 {u"notBefore"_s, shown.notBefore.toUTC().toString(Qt::ISODate)},
                                                 {u"notAfter"_s, shown.notAfter.toUTC().toString(Qt::ISODate)},
                                                 {u"fingerprint"_s, shown.fingerprint},
                                                 {u"failedCheck"_s, shown.failedCheck},
                                                 {u"accepted"_s, connected->trust.has_value()}});
    output.put(u"driver"_s, connected->session->spec().driver.name);
    output.put(u"requests"_s, connected->session->requestCount());
    output.put(u"preflight"_s, toJson(connected->findings));
    return std::move(*connected);
}

QString serverLine(const ServerFacts &facts)
{
    return u"%1, SQL Server %2 (%3)"_s.arg(facts.serverName, facts.releaseName(), facts.productVersion);
}

QJsonObject toJson(const ServerFacts &facts, LineTrust line)
{
    return {{u"name"_s, facts.serverName},           {u"version"_s, facts.productVersion},
            {u"edition"_s, facts.edition},           {u"login"_s, facts.login},
            {u"authScheme"_s, facts.authScheme},     {u"keyGuid"_s, facts.keyGuid},
            {u"keyAlgorithm"_s, facts.keyAlgorithm}, {u"line"_s, lineTrustName(line)},
            {u"lineInWords"_s, lineInWords(line)},   {u"rehearsal"_s, facts.isRehearsal()}};
}

std::unique_ptr<DriveSource> drivesOf(const std::optional<RehearsalPlaces> &rehearsal,
                                      const std::optional<Drive> &planned)
{
    if (rehearsal)
        return std::make_unique<PracticeMedium>(rehearsal->root);
    if (planned && planned->practice)
        return std::make_unique<PracticeMedium>(planned->mountPoint.parent().parent()); // ROOT/medium/LABEL
    return systemDrives();
}

} // namespace smk
