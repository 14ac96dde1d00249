// A certificate that nobody vouches for, accepted by a person: which one, of which server, when and why. A plain value:
// the window and smkctl remember it per server, the receipt records it.
#pragma once

#include <QDateTime>
#include <QString>

namespace smk {

struct TrustDecision
{
    QString server;      // as ServerAddress::shown() has it
    QString fingerprint; // SHA-256 of the whole certificate, "AB:CD:…"
    QString failedCheck; // what could not be proved then: "self-signed", "unknown-issuer", "expired", "name", "other";
                         // "driver": good for our probe, the driver cannot see it; "not-looked-at": no TCP, no probe
    QString reason;      // the person's own words
    QDateTime decidedUtc;

    // The same certificate of the same server. Another one, or another server, asks again.
    [[nodiscard]] bool covers(const QString &shownServer, const QString &shownFingerprint) const;
};

// 32 bytes in hex, with or without colons, in either case; as one form "AB:CD:…". Empty: no fingerprint.
[[nodiscard]] QString normalFingerprint(const QString &typed);

} // namespace smk
