// The first step: sign in, read what the server says, judge it. All blockers surface here, before a password is asked
// for.
#pragma once

#include "finding.h"
#include "line_trust.h"
#include "server_facts.h"
#include "server_name.h"
#include "trust_decision.h"

namespace smk {

// What the newest receipt of a server says of its key. The caller brings it: this room knows no history.
struct LastBackup
{
    QString keyGuid;
    QDateTime keyModified; // the server's local time, as the server said
    QDateTime utc;         // when that run was finished
};

struct ConnectOrder
{
    ServerAddress server;
    SignIn signIn = SignIn::SqlLogin;
    QString login;
    SecretString password;
    Encryption encryption = Encryption::Mandatory;
    LocalPath caFile;
    QString nameInCertificate;
    // A certificate that cannot be proved: whichever is shown now is accepted, with this reason (a new decision) …
    bool trustServerCertificate = false;
    QString trustReason;
    // … or only the one of an earlier decision; another one is refused ("connect.certificate-changed").
    std::optional<TrustDecision> remembered;
    QString readableLineReason; // not empty: override of a readable line, with this reason
    QString driverName;         // empty: the best installed
    int loginTimeoutSeconds = 15;
    std::optional<LastBackup> lastBackup; // of this server, from the history: is the key newer than it?
    [[nodiscard]] ConnectOrder clone() const;
};

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
    QString failedCheck; // empty: all passed; "self-signed", "unknown-issuer", "expired", "name", "other"
    QByteArray pem;      // the certificate itself
};

struct Connected
{
    std::unique_ptr<ServerSession> session;
    ServerFacts facts;
    LineTrust line = LineTrust::Readable;
    Findings findings;                  // preflight; Blocker entries forbid going on
    CertificateProbe certificate;       // as our own probe saw it before the login
    std::optional<TrustDecision> trust; // a certificate was accepted without proof: remember it, put it on the receipt
};

// Blocks; runs on the SQL thread, where the session then lives. Refused with a readable line before the SQL
// login's password would cross it where that can be told beforehand (probe), else right after.
[[nodiscard]] Result<Connected> connectToServer(const ConnectOrder &order, const CancelToken &cancel,
                                                const ProgressSink &progress);
// For a later sign-in of the same run: the certificate of this one is the one that counts, and another one stops it.
void holdTo(const Connected &connected, ConnectOrder &order);
// Judges what was read. accepted: Connected.trust, nothing where no certificate was accepted without proof.
[[nodiscard]] Result<Findings> preflight(const ServerFacts &facts, LineTrust line, const ConnectOrder &order,
                                         const std::optional<TrustDecision> &accepted);

[[nodiscard]] Result<CertificateProbe> probeCertificate(const ServerAddress &server, const LocalPath &caFile,
                                                        const QString &name, const CancelToken &cancel);

// Problems and acts of this step; and its findings.
[[nodiscard]] std::span<const Words> connectWords();
[[nodiscard]] std::span<const Words> preflightWords();

} // namespace smk
