#include "rehearse_serve.h"

#include "rehearsal_server.h"
#include "rehearsal_user.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr int NotStarted = 1;
constexpr int WrongArguments = 2;
constexpr auto Look = std::chrono::milliseconds(100);

std::atomic<bool> ended = false;

struct ServeOrder
{
    RehearsalOptions options;
    QString handOver;
    bool untilInputCloses = false;
};

void say(const QString &line)
{
    std::fprintf(stderr, "rehearsal: %s\n", qPrintable(line));
}

std::optional<ServeOrder> parsedOrder(const QStringList &args)
{
    ServeOrder order;
    for (qsizetype i = 0; i < args.size(); ++i) {
        const QString &name = args[i];
        if (name == u"--serve"_s)
            continue;
        if (name == u"--until-stdin-closes"_s) {
            order.untilInputCloses = true;
            continue;
        }
        if (name == u"--record"_s) {
            order.options.recordStatements = true;
            continue;
        }
        if (i + 1 >= args.size())
            return std::nullopt;
        const QString value = args[++i];
        bool ok = true;
        if (name == u"--scenario"_s)
            order.options.scenario = value;
        else if (name == u"--root"_s)
            order.options.root = LocalPath(value);
        else if (name == u"--hand-over"_s)
            order.handOver = value;
        else if (name == u"--name"_s)
            order.options.name = value;
        else if (name == u"--deny"_s)
            order.options.denied << value;
        else if (name == u"--keytab"_s)
            order.options.keytab = value;
        else if (name == u"--windows-login"_s)
            order.options.windowsLogins << value;
        else if (name == u"--throw"_s) {
            const auto thrown = parseThrown(value);
            ok = thrown.has_value();
            if (thrown)
                order.options.thrown.push_back(*thrown);
        } else if (name == u"--drop-at"_s)
            order.options.dropAtRequest = value.toInt(&ok);
        else if (name == u"--port"_s)
            order.options.port = value.toUShort(&ok);
        else if (name == u"--encryption"_s && value == u"none"_s)
            order.options.encryption = EncryptionPolicy::None;
        else if (name == u"--encryption"_s && value == u"optional"_s)
            order.options.encryption = EncryptionPolicy::Optional;
        else if (name == u"--encryption"_s && value == u"required"_s)
            order.options.encryption = EncryptionPolicy::Required;
        else if (name == u"--encryption"_s && value == u"strict"_s)
            order.options.encryption = EncryptionPolicy::Strict;
        else
            return std::nullopt;
        if (!ok)
            return std::nullopt;
    }
    return order;
}

QByteArray handOverText(const RehearsalServer &server)
{
    QString password = server.password().revealed();
    const QJsonObject object{{u"port"_s, server.port()},
                             {u"login"_s, server.login()},
                             {u"password"_s, password},
                             {u"caFile"_s, server.caFile().text()},
                             {u"root"_s, server.root().text()},
                             {u"serverName"_s, server.serverName()},
                             {u"scenario"_s, server.scenario()},
                             {u"folderParent"_s, server.proposedFolderParent().text()},
                             {u"serverFolder"_s, server.proposedServerFolder().text()},
                             {u"serverUser"_s, runningUser()},
                             {u"pid"_s, QCoreApplication::applicationPid()}};
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
    wipe(password);
    return text;
}

// Opened before the user changes: whoever started us reads it.
bool openHandOver(const QString &target, QFile &file)
{
    if (target.isEmpty() || target == u"-"_s)
        return file.open(stdout, QIODevice::WriteOnly);
    file.setFileName(target);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

bool becomeUnprivileged(ServeOrder &order)
{
    if (!runsAsRoot())
        return true;
    if (order.options.root.isEmpty()) {
        const auto root = makeRehearsalRoot();
        if (!root)
            return false;
        order.options.root = *root;
    }
    const auto said = becomeRehearsalUser(order.options.root.text());
    for (const QString &line : said ? *said : QStringList())
        say(line);
    if (!said)
        say(said.error().id + u' ' + said.error().arguments.join(u' '));
    return said.has_value();
}

void endAtSignal(int)
{
    ended = true;
}

} // namespace

int rehearseServe(const QStringList &args)
{
    auto order = parsedOrder(args);
    if (!order) {
        say(u"wrong arguments"_s);
        return WrongArguments;
    }
    if (order->options.keytab.isEmpty())
        order->options.keytab = qEnvironmentVariable("KRB5_KTNAME"); // where servers of a realm look for it
    QFile handOver;
    if (!openHandOver(order->handOver, handOver)) {
        say(u"the hand-over file exists or cannot be made"_s);
        return NotStarted;
    }
    if (!becomeUnprivileged(*order))
        return NotStarted;
    const auto server = RehearsalServer::start(order->options);
    if (!server) {
        say(server.error().id + u' ' + server.error().arguments.join(u' '));
        return NotStarted;
    }
    QByteArray text = handOverText(**server);
    const bool handed = handOver.write(text) == text.size() && handOver.flush();
    wipe(text);
    handOver.close();
    if (!handed)
        return NotStarted;

    std::signal(SIGTERM, endAtSignal);
    std::signal(SIGINT, endAtSignal);
    if (order->untilInputCloses) {
        // Detached: a read of standard input cannot be called off, and the process ends anyway.
        std::thread([] {
            while (std::fgetc(stdin) != EOF) {}
            ended = true;
        }).detach();
    }
    while (!ended)
        std::this_thread::sleep_for(Look);
    (*server)->stop();
    return 0;
}

} // namespace smk
