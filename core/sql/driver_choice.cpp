#include "driver_choice.h"

#include "driver_list.h"
#include "thread_rule.h"

#include <array>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

const char *kindId(DriverKind kind)
{
    switch (kind) {
    case DriverKind::Microsoft18:
        return "driver.microsoft18";
    case DriverKind::Microsoft17:
        return "driver.microsoft17";
    case DriverKind::FreeTds:
        return "driver.freetds";
    case DriverKind::WindowsBuiltIn:
        return "driver.built-in";
    case DriverKind::Other:
        break;
    }
    return "driver.other";
}

// What was asked for and this kind cannot do; the gravest first. Null: nothing.
const char *lackId(DriverKind kind, const DriverWish &wish)
{
    const DriverQuirks &quirks = quirksOf(kind);
    if (wish.encryption == Encryption::Strict && !quirks.canStrict)
        return "driver.no-strict";
    if (wish.signIn == SignIn::Integrated && !quirks.canIntegratedSignIn)
        return "driver.no-integrated";
    if (wish.encryption != Encryption::Optional && !quirks.canCheckCertificate)
        return "driver.no-proof";
    if (wish.otherName && !quirks.canNameCertificate)
        return "driver.no-other-name";
    return nullptr;
}

// A driver that lacks only the proof can still be used: the line then counts as not proven.
bool isUsable(const DriverEntry &entry)
{
    return entry.lackId != "driver.no-strict"_L1 && entry.lackId != "driver.no-integrated"_L1;
}

Finding reasonOf(const DriverChoice &choice, const DriverWish &wish)
{
    if (!choice.chosen) {
        Finding none{choice.entries.empty() ? u"driver.none"_s : u"driver.none-fits"_s, FindingState::Blocker};
        none.command = choice.installCommand;
        return none;
    }
    const DriverEntry &best = choice.entries[*choice.chosen];
    if (!wish.name.isEmpty())
        return {u"driver.wanted"_s, FindingState::Fact, {best.driver.name}};
    if (*choice.chosen > 0) // a better one in general cannot do this
        return {choice.entries.front().lackId == "driver.no-strict"_L1 ? u"driver.for-strict"_s : u"driver.for-wish"_s,
                FindingState::Fact,
                {best.driver.name}};
    if (choice.entries.size() == 1)
        return {u"driver.only"_s, FindingState::Fact, {best.driver.name}};
    return {u"driver.best"_s, FindingState::Fact, {best.driver.name}};
}

const std::array words{
    Words{"driver.microsoft18", QT_TRANSLATE_NOOP("words", "Microsoft's driver 18"),
          QT_TRANSLATE_NOOP("words", "checks the certificate, knows strict encryption, tells errors best")},
    Words{"driver.microsoft17", QT_TRANSLATE_NOOP("words", "Microsoft's driver 17"),
          QT_TRANSLATE_NOOP("words", "checks the certificate when encryption is asked for; no strict encryption")},
    Words{"driver.freetds", QT_TRANSLATE_NOOP("words", "FreeTDS"),
          QT_TRANSLATE_NOOP("words", "checks the certificate through settings of our own; no strict encryption, "
                                     "no Windows sign-in, no other name in the certificate")},
    Words{"driver.built-in", QT_TRANSLATE_NOOP("words", "the driver built into Windows"),
          QT_TRANSLATE_NOOP("words", "old: cannot prove the server; good enough to look, not to send a password far")},
    Words{"driver.other", QT_TRANSLATE_NOOP("words", "another driver"),
          QT_TRANSLATE_NOOP("words", "not known to this program: what it checks is not known either")},
    Words{"driver.no-strict", QT_TRANSLATE_NOOP("words", "cannot encrypt from the first byte (strict)")},
    Words{"driver.no-integrated", QT_TRANSLATE_NOOP("words", "cannot sign in with Windows or Kerberos here")},
    Words{"driver.no-proof", QT_TRANSLATE_NOOP("words", "cannot prove who the server is")},
    Words{"driver.no-other-name",
          QT_TRANSLATE_NOOP("words", "cannot compare another name in the certificate: not proven then")},
    Words{"driver.best", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "%1: the best of those that are installed.")},
    Words{"driver.only", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "%1: the only one that is installed.")},
    Words{"driver.wanted", QT_TRANSLATE_NOOP("words", "Driver"), QT_TRANSLATE_NOOP("words", "%1: as you chose.")},
    Words{"driver.for-strict", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "%1: the best that can encrypt from the first byte.")},
    Words{"driver.for-wish", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "%1: the best that can do what you asked for.")},
    Words{"driver.none", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "No ODBC driver for SQL Server is installed on this computer."),
          QT_TRANSLATE_NOOP("words", "Install one with the command shown, then look again.")},
    Words{"driver.none-fits", QT_TRANSLATE_NOOP("words", "Driver"),
          QT_TRANSLATE_NOOP("words", "None of the installed drivers can do what you asked for."),
          QT_TRANSLATE_NOOP("words", "Install Microsoft's driver 18, or ask for less.")},
};

} // namespace

DriverChoice chooseDriver(const std::vector<Driver> &installed, const DriverWish &wish, const QString &command)
{
    DriverChoice choice;
    for (const Driver &driver : installed) {
        const char *lack = lackId(driver.kind, wish);
        choice.entries.push_back({driver, QString::fromLatin1(kindId(driver.kind)), QString::fromLatin1(lack)});
    }
    if (!wish.name.isEmpty()) {
        const auto named = std::find_if(choice.entries.begin(), choice.entries.end(),
                                        [&](const DriverEntry &entry) { return entry.driver.name == wish.name; });
        if (named == choice.entries.end()) { // a path, or one that only the driver manager will know
            const Driver driver{driverKindOf(wish.name), wish.name};
            const char *lack = lackId(driver.kind, wish);
            choice.entries.push_back({driver, QString::fromLatin1(kindId(driver.kind)), QString::fromLatin1(lack)});
            choice.chosen = choice.entries.size() - 1;
        } else
            choice.chosen = std::size_t(named - choice.entries.begin());
    } else {
        // One that lacks nothing; else one that can at least be used; the list is in order of preference.
        auto best = std::find_if(choice.entries.begin(), choice.entries.end(),
                                 [](const DriverEntry &entry) { return entry.lackId.isEmpty(); });
        if (best == choice.entries.end())
            best = std::find_if(choice.entries.begin(), choice.entries.end(), isUsable);
        if (best != choice.entries.end())
            choice.chosen = std::size_t(best - choice.entries.begin());
    }
    // Where one is installed another of the same kind would not help; where the system has Microsoft's, it is better.
    const bool hasBest = std::any_of(choice.entries.begin(), choice.entries.end(), [](const DriverEntry &entry) {
        return entry.driver.kind == DriverKind::Microsoft18;
    });
    if (choice.entries.empty() || (!hasBest && command.contains("msodbcsql"_L1)))
        choice.installCommand = command;
    choice.reason = reasonOf(choice, wish);
    return choice;
}

DriverChoice chooseInstalledDriver(const DriverWish &wish)
{
    aboutToBlock("chooseInstalledDriver");
    return chooseDriver(installedDrivers(), wish, driverInstallCommand());
}

QString installCommandFor(const QStringList &systemIds)
{
    // FreeTDS is what each distribution has itself; Microsoft's driver needs its own package source (docs/drivers.md).
    struct Row
    {
        const char *id;
        const char *command;
    };
    static constexpr Row rows[] = {
        {"debian", "sudo apt-get install tdsodbc"},
        {"ubuntu", "sudo apt-get install tdsodbc"},
        {"fedora", "sudo dnf install freetds-libs unixODBC"},
        {"rhel", "sudo dnf install msodbcsql18"},
        {"suse", "sudo zypper install libtdsodbc0"},
        {"arch", "sudo pacman -S freetds"},
        {"alpine", "sudo apk add freetds"},
    };
    for (const QString &system : systemIds) {
        for (const Row &row : rows) {
            if (system.compare(QLatin1StringView(row.id), Qt::CaseInsensitive) == 0)
                return QString::fromLatin1(row.command);
        }
    }
    return {};
}

std::span<const Words> driverWords()
{
    return words;
}

} // namespace smk
