// The server's half of an integrated sign-in: what comes in SSPI messages, raw Kerberos or SPNEGO.
#pragma once

#include "paths.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace smk::tds {

struct SspiStep
{
    enum class State { Continues, Done, Refused };
    State state = State::Refused;
    QByteArray reply;  // for the client; may be there at the end too
    QString principal; // at the end: "dba@PRACTICE.TEST"
};

class SspiAcceptor
{
public:
    // False: built without Kerberos; every exchange is refused then.
    [[nodiscard]] static bool isBuiltIn();
    // keytab: with or without "FILE:" in front; empty: every exchange is refused.
    explicit SspiAcceptor(const QString &keytab);
    ~SspiAcceptor();
    SspiAcceptor(const SspiAcceptor &) = delete;
    SspiAcceptor &operator=(const SspiAcceptor &) = delete;

    [[nodiscard]] SspiStep next(const QByteArray &blob);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

// As SQL Server names the account: DOMAIN\user, the domain being the realm's first part. Empty: not a user's principal.
[[nodiscard]] QString windowsName(const QString &principal);

} // namespace smk::tds
