#include "backup_run.h"
#include "clock.h"
#include "command_line.h"
#include "interrupt.h"
#include "practice_server.h"
#include "rehearse_serve.h"
#include "scenario.h"
#include "terminal.h"
#include "thrown_error.h"
#include "verbs.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

int list(Output &output)
{
    QJsonArray array;
    for (const Scenario &scenario : scenarios()) {
        const QString id = QString::fromUtf8(scenario.id);
        output.line(u"%1 %2"_s.arg(id, -24).arg(QString::fromUtf8(scenario.title)));
        output.line(QString(25, u' ') + QString::fromUtf8(scenario.teaches));
        array.append(QJsonObject{{u"id"_s, id},
                                 {u"title"_s, QString::fromUtf8(scenario.title)},
                                 {u"teaches"_s, QString::fromUtf8(scenario.teaches)}});
    }
    output.put(u"scenarios"_s, array);
    return output.end(Exit::Done);
}

int notStarted(Output &output)
{
    output.put(u"problem"_s, QJsonObject{{u"id"_s, u"rehearsal.not-started"_s}, {u"outcome"_s, u"none"_s}});
    output.aside(u"The rehearsal server did not start."_s);
    return output.end(interrupt::requested() ? Exit::Cancelled : Exit::Blocked);
}

// Each step's first proposal; no terminal, no display. What a person would type, the program types, and says so.
RunOrder walkThroughOrder(const HandOver &handOver)
{
    RunOrder order;
    order.access = handOver.access();
    order.password = generatePassword(); // never printed
    order.passwordTaken = true;
    order.createDirectory = true;
    order.custody.place = u"REHEARSAL"_s;
    order.custody.custodian = u"REHEARSAL"_s;
    order.custody.access = u"REHEARSAL"_s;
    order.custody.passwordKeeper = u"REHEARSAL password manager"_s;
    order.custody.offSite = true;
    order.custody.nextDue = nowUtc().date().addYears(1);
    order.proveByServer = true;
    order.enteredByProgram = true;
    return order;
}

int walkThrough(const CommandLine &line, const QStringList &serverArguments, Output &output)
{
    PracticeServer server;
    if (!server.start(serverArguments, {}))
        return notStarted(output);
    if (const QString said = dropToCaller(); !said.isEmpty())
        output.aside(said);
    const HandOver &handOver = server.handOver();
    output.line(u"REHEARSAL on %1, scenario %2, in %3"_s.arg(handOver.serverName, handOver.scenario,
                                                             handOver.places.root.text()));
    output.put(u"scenario"_s, handOver.scenario);
    output.put(u"root"_s, handOver.places.root.text());
    RunOrder order = walkThroughOrder(handOver);
    order.access->order.driverName = line.value(u"driver"_s);
    if (line.has(u"login-timeout"_s))
        order.access->order.loginTimeoutSeconds = line.value(u"login-timeout"_s).toInt();
    const int code = BackupRun(std::move(order), output).all();
    server.stop();
    return code;
}

int serveUntilStopped(const CommandLine &line, const QStringList &serverArguments, Output &output)
{
    const QTemporaryDir folder;
    const QString file = line.has(u"hand-over"_s) ? line.value(u"hand-over"_s) : folder.filePath(u"hand-over.json"_s);
    PracticeServer server;
    if (!server.start(serverArguments, file))
        return notStarted(output);
    const HandOver &handOver = server.handOver();
    output.put(u"port"_s, handOver.port);
    output.put(u"handOver"_s, file);
    output.line(u"The rehearsal server %1 serves scenario %2.\n"
                u"  server  127.0.0.1,%3   login %4\n"
                u"  try     smkctl backup --hand-over %5 --create-directory --generate\n"
                u"  files   %6\n"
                u"Ctrl+C ends it."_s.arg(handOver.serverName, handOver.scenario)
                    .arg(handOver.port)
                    .arg(handOver.login, file, handOver.places.root.text()));
    if (!output.isJson())
        (void)showOnTerminal(u"  password of this login, for another client: "_s, handOver.password);
    while (!interrupt::requested() && server.isRunning()) {}
    server.stop();
    QFile::remove(file);
    return output.end(Exit::Done);
}

} // namespace

int rehearseVerb(const QStringList &arguments)
{
    if (arguments.contains(u"--serve"_s))
        return rehearseServe(arguments);
    CommandLine line(
        u"rehearse"_s,
        u"Starts a practice server and a practice medium, for going through the procedure without SQL Server."_s, 0);
    line.add(u"walk-through"_s, u"Do all eight steps, taking each first proposal"_s);
    line.add(u"list"_s, u"List what can be rehearsed"_s);
    line.add(u"scenario"_s, u"What to rehearse (default)"_s, u"ID"_s);
    line.add(u"root"_s, u"Keep its files below DIR, or go on with those that are there"_s, u"DIR"_s);
    line.add(u"hand-over"_s, u"Write what a client needs into FILE (mode 0600)"_s, u"FILE"_s);
    line.add(
        u"throw"_s,
        u"Answer with this error once: NUMBER[,severity[,state]] at login, facts, backup, restore, read or create; may be given several times"_s,
        u"NUMBER@PLACE"_s);
    line.add(u"driver"_s, u"ODBC driver of the walk-through"_s, u"NAME"_s);
    line.add(u"login-timeout"_s, u"How long the walk-through waits for the server (15)"_s, u"SECONDS"_s);
    Output output(u"rehearse"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"list"_s))
        return list(output);
    QStringList serverArguments;
    if (line.has(u"scenario"_s)) {
        if (!findScenario(line.value(u"scenario"_s)))
            return output.usage(u"There is no such scenario; --list names them."_s);
        serverArguments << u"--scenario"_s << line.value(u"scenario"_s);
    }
    if (line.has(u"root"_s))
        serverArguments << u"--root"_s << line.value(u"root"_s);
    for (const QString &thrown : line.values(u"throw"_s)) {
        if (!parseThrown(thrown))
            return output.usage(u"--throw takes NUMBER[,severity[,state]]@PLACE"_s);
        serverArguments << u"--throw"_s << thrown;
    }
    return line.has(u"walk-through"_s) ? walkThrough(line, serverArguments, output)
                                       : serveUntilStopped(line, serverArguments, output);
}

} // namespace smk
