#include "command_line.h"
#include "driver_choice.h"
#include "interrupt.h"
#include "local_instances.h"
#include "server_access.h"
#include "verbs.h"
#include "words.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

int listInstances(const QString &host, Output &output)
{
    std::vector<FoundInstance> found;
    const bool here = host.isEmpty() || host == "."_L1;
    if (here) {
        found = localInstances();
    } else {
        // Only a host: an instance or a port would be another question.
        const Result<ServerAddress> address = parseServerName(host);
        if (!address)
            return output.problem(address.error(), Exit::Usage);
        Result<std::vector<FoundInstance>> told = instancesOf(address->host, interrupt::token());
        if (!told)
            return output.problem(told.error(), interrupt::requested() ? Exit::Cancelled : Exit::Blocked);
        found = std::move(*told);
    }
    QJsonArray array;
    for (const FoundInstance &instance : found) {
        const QString port = instance.overTcp
                                 ? (instance.port == 0 ? u"port not told"_s : u"port %1"_s.arg(instance.port))
                                 : u"not over TCP"_s;
        const QString running = !instance.running ? QString() : *instance.running ? u", running"_s : u", not running"_s;
        output.line(u"%1  %2%3%4"_s.arg(instance.address, -32)
                        .arg(port, running, instance.version.isEmpty() ? QString() : u", "_s + instance.version));
        QJsonObject object{{u"address"_s, instance.address},   {u"name"_s, instance.name},
                           {u"instance"_s, instance.instance}, {u"version"_s, instance.version},
                           {u"port"_s, instance.port},         {u"overTcp"_s, instance.overTcp}};
        if (instance.running)
            object.insert(u"running"_s, *instance.running);
        array.append(object);
    }
    if (found.empty())
        output.line(
            here ? u"No SQL Server is installed on this computer."_s
                 : u"No instance of %1 was told: SQL Server Browser is stopped, silent or behind a firewall."_s.arg(
                     host));
    output.put(u"instances"_s, array);
    // Silence of another machine says nothing about what runs there.
    return output.end(found.empty() && !here ? Exit::NotVerified : Exit::Done);
}

int listDrivers(const CommandLine &line, Output &output)
{
    DriverWish wish;
    wish.name = line.value(u"driver"_s);
    wish.encryption = line.value(u"encrypt"_s) == "strict"_L1 ? Encryption::Strict : Encryption::Mandatory;
    wish.signIn = line.has(u"integrated"_s) ? SignIn::Integrated : SignIn::SqlLogin;
    wish.otherName = line.has(u"certificate-name"_s);
    const DriverChoice choice = chooseInstalledDriver(wish);
    const auto title = [](const QString &id) { return QString::fromUtf8(wordsOf(id)->title); };
    QJsonArray array;
    for (std::size_t i = 0; i < choice.entries.size(); ++i) {
        const DriverEntry &entry = choice.entries[i];
        const bool chosen = choice.chosen == i;
        output.line(u"%1 %2"_s.arg(chosen ? u"*"_s : u" "_s, entry.driver.name));
        output.line(u"     %1: %2"_s.arg(title(entry.kindId), QString::fromUtf8(wordsOf(entry.kindId)->text)));
        if (!entry.lackId.isEmpty())
            output.line(u"     here: "_s + title(entry.lackId));
        array.append(QJsonObject{{u"name"_s, entry.driver.name},
                                 {u"kind"_s, entry.kindId},
                                 {u"lack"_s, entry.lackId},
                                 {u"chosen"_s, chosen}});
    }
    output.line(plainLine(choice.reason));
    if (!choice.installCommand.isEmpty())
        output.line(u"To install one on this system: "_s + choice.installCommand);
    output.put(u"drivers"_s, array);
    output.put(u"reason"_s, choice.reason.id);
    output.put(u"install"_s, choice.installCommand);
    return output.end(choice.chosen ? Exit::Done : Exit::Blocked);
}

} // namespace

int preflightVerb(const QStringList &arguments)
{
    CommandLine line(u"preflight"_s, u"Signs in and says what stands in the way of a backup. Changes nothing."_s,
                     ConnectOptions);
    line.add(u"instances"_s,
             u"Instead: list the instances of HOST as its SQL Server Browser tells them; . for this computer"_s,
             u"HOST"_s);
    line.add(u"drivers"_s, u"Instead: list the drivers of this computer, which one would be used, and why"_s);
    Output output(u"preflight"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"drivers"_s))
        return listDrivers(line, output);
    if (line.has(u"instances"_s))
        return listInstances(line.value(u"instances"_s), output);
    const tl::expected<ServerAccess, int> access = serverAccessOf(line, output);
    if (!access)
        return access.error();
    const tl::expected<Connected, int> connected = signIn(access->order, output);
    if (!connected)
        return connected.error();
    output.line(u"%1, signed in as %2; the line %3"_s.arg(serverLine(connected->facts), connected->facts.login,
                                                          lineInWords(connected->line)));
    output.findings(connected->findings, true);
    if (hasState(connected->findings, FindingState::Blocker))
        return output.end(Exit::Blocked);
    return output.end(hasState(connected->findings, FindingState::NotVerified) ? Exit::NotVerified : Exit::Done);
}

} // namespace smk
