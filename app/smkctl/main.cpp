// smkctl: the eight steps of the procedure in a terminal, over the same core as the window.
#include "interrupt.h"
#include "output.h"
#include "process_end.h"
#include "process_hardening.h"
#include "verbs.h"

#include <QGuiApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace smk {

std::span<const Verb> verbs()
{
    static constexpr Verb all[] = {
        {"preflight", "Sign in and look whether the key can be backed up", preflightVerb},
        {"password", "Check a password for the key, or generate one", passwordVerb},
        {"media", "List the places to which the copy can travel", mediaVerb},
        {"directory", "Look at, or create, the folder on the server's machine", directoryVerb},
        {"backup", "The whole run: all eight steps", backupVerb, true},
        {"copy", "Go on with an interrupted run: copy the key to the medium", copyVerb},
        {"verify", "Go on with a run: prove that the copy can be used", verifyVerb},
        {"store", "Go on with a run: say where the medium goes, and finish the receipt", storeVerb, true},
        {"history", "List the receipts", historyVerb},
        {"rehearse", "A practice server and a practice medium; --walk-through does all eight steps", rehearseVerb,
         true},
    };
    return all;
}

} // namespace smk

namespace {

int help(std::FILE *stream)
{
    std::fputs("smkctl - back up the service master key of SQL Server\n\nUsage: smkctl VERB [options]\n\n", stream);
    for (const smk::Verb &verb : smk::verbs())
        std::fprintf(stream, "  %-10s %s\n", verb.name, verb.summary);
    std::fputs(
        "\nsmkctl VERB --help shows the options of a verb. Every verb takes --json and --data DIR.\n"
        "Exit: 0 done, 1 done but something asked for is not verified, 2 usage, 3 a blocker, nothing was changed,\n"
        "      4 failed, what exists is named, 5 unknown outcome, 130 cancelled\n",
        stream);
    return stream == stdout ? 0 : static_cast<int>(smk::Exit::Usage);
}

// A session without a runtime folder (sudo, a service) is no reason for a line on the terminal.
void printMessage(QtMsgType, const QMessageLogContext &, const QString &text)
{
    if (!text.startsWith("QStandardPaths: XDG_RUNTIME_DIR"_L1))
        std::fprintf(stderr, "%s\n", qPrintable(text));
}

int run(int argc, char **argv)
{
    // Before anything else: no core dump can hold a secret, and no driver writes a log of its own.
    smk::forbidCoreDumps();
    for (const QString &name : smk::removeTracingFromEnvironment())
        std::fprintf(stderr,
                     "%s was set and has been taken out of the environment: it could write passwords into a file.\n",
                     qPrintable(name));
    qInstallMessageHandler(printMessage);
    const QString name = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    if (name == "--version"_L1) {
        std::puts("smkctl " SMK_VERSION);
        return 0;
    }
    if (name == "--help"_L1 || name == "-h"_L1 || name == "help"_L1)
        return help(stdout);
    for (const smk::Verb &verb : smk::verbs()) {
        if (name != QLatin1StringView(verb.name))
            continue;
        std::unique_ptr<QCoreApplication> app;
        const bool serves = argc > 2 && std::string_view(argv[2]) == "--serve";
        if (verb.makesLabel && !serves) {
            // The label needs fonts, not a display. In this process alone.
            qputenv("QT_QPA_PLATFORM", "offscreen");
            app = std::make_unique<QGuiApplication>(argc, argv);
        } else {
            app = std::make_unique<QCoreApplication>(argc, argv);
        }
        QCoreApplication::setApplicationName(u"smkctl"_s);
        smk::interrupt::install();
        return verb.run(QCoreApplication::arguments().mid(2));
    }
    return help(stderr);
}

} // namespace

int main(int argc, char **argv)
{
    smk::endProcess(run(argc, argv));
}
