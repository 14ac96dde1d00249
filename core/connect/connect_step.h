// The first step: sign in, read what the server says, judge it. All blockers surface here, before a password is asked
// for.
#pragma once

#include "finding.h"
#include "line_trust.h"
#include "server_facts.h"
#include "server_name.h"

namespace smk {

struct ConnectOrder
{
    ServerAddress server;
    SignIn signIn = SignIn::SqlLogin;
    QString login;
    SecretString password;
    Encryption encryption = Encryption::Mandatory;
    LocalPath caFile;
    QString nameInCertificate;
    bool trustServerCertificate = false; // the DBA's decision for this server, recorded
    QString readableLineReason;          // not empty: override of a readable line, with this reason
    QString driverName;                  // empty: the best installed
    int loginTimeoutSeconds = 15;
    [[nodiscard]] ConnectOrder clone() const;
};

struct Connected
{
    std::unique_ptr<ServerSession> session;
    ServerFacts facts;
    LineTrust line = LineTrust::Readable;
    Findings findings; // preflight; Blocker entries forbid going on
};

// Blocks; runs on the SQL thread, where the session then lives. Refused with a readable line before the SQL
// login's password would cross it where that can be told beforehand (probe), else right after.
[[nodiscard]] Result<Connected> connectToServer(const ConnectOrder &order, const CancelToken &cancel,
                                                const ProgressSink &progress);
// Reads facts and judges again on the same session (F5).
[[nodiscard]] Result<Findings> preflight(const ServerFacts &facts, LineTrust line, const ConnectOrder &order);

// A prelogin and TLS handshake of our own, without login: what FreeTDS hides about the certificate.
struct CertificateProbe
{
    bool answered = false;
    bool encrypted = false;
    QString subject;
    QStringList names; // DNS names in it, without wildcards
    QString issuer;
    QDateTime notBefore;
    QDateTime notAfter;
    QString fingerprint; // SHA-256, hex with colons
    QString failedCheck; // empty: all passed; "self-signed", "unknown-issuer", "expired", "name"
};
[[nodiscard]] Result<CertificateProbe> probeCertificate(const ServerAddress &server, const LocalPath &caFile,
                                                        const QString &name, const CancelToken &cancel);

[[nodiscard]] std::span<const Words> connectWords();

} // namespace smk
