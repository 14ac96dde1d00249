// Which drivers there are, which one will be used and why: as values, for showing.
#pragma once

#include "connection_spec.h"
#include "finding.h"

namespace smk {

struct DriverEntry
{
    Driver driver;
    // Ids with words: "driver.microsoft18" … (what kind it is), and, where it cannot do what was asked for,
    // "driver.no-strict", "driver.no-integrated", "driver.no-proof"; empty: it can.
    QString kindId;
    QString lackId;
};

struct DriverChoice
{
    std::vector<DriverEntry> entries; // best first
    std::optional<std::size_t> chosen;
    Finding reason;         // "driver.best", "driver.only", "driver.wanted", "driver.for-strict", "driver.none" …
    QString installCommand; // how to install one (a better one) on this system; empty: nothing better is known
};

struct DriverWish
{
    QString name; // empty: the best one that can do the rest
    Encryption encryption = Encryption::Mandatory;
    SignIn signIn = SignIn::SqlLogin;
    bool otherName = false; // a name in the certificate that is not the host's
};

// No file is read: the command that would install one is the caller's (driverInstallCommand()).
[[nodiscard]] DriverChoice chooseDriver(const std::vector<Driver> &installed, const DriverWish &wish,
                                        const QString &command = {});
// Of what is installed here. Reads the driver manager's list: worker threads only.
[[nodiscard]] DriverChoice chooseInstalledDriver(const DriverWish &wish);

// The commands that install Microsoft's driver 18, and FreeTDS, on a system named as in /etc/os-release (ID and
// ID_LIKE).
[[nodiscard]] QString installCommandFor(const QStringList &systemIds);

[[nodiscard]] std::span<const Words> driverWords();

} // namespace smk
