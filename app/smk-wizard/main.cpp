// smk-wizard: the window. main() and wiring, nothing else.
#include "wizard_window.h"

#include "data_folder.h"
#include "process_end.h"
#include "process_hardening.h"
#include "scenario.h"
#include "shell.h"
#include "theme.h"
#include "thread_rule.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace smk;

namespace {

struct Arguments
{
    WizardOptions wizard;
    ThemeChoice theme = ThemeChoice::System;
};

constexpr int UsageError = 2;

// 0 or more: the program ends with it.
int read(const QStringList &list, Arguments &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Backs up the service master key of SQL Server, step by step."_s);
    parser.addOptions(
        {{u"server"_s, u"Open Connect with this server."_s, u"NAME"_s},
         {u"rehearsal"_s, u"Practice server and practice medium; nothing real is touched."_s},
         {u"scenario"_s, u"What is rehearsed; smkctl rehearse --list names them."_s, u"ID"_s, u"default"_s},
         {u"theme"_s, u"light, dark or contrast; else the system's."_s, u"NAME"_s},
         {u"data"_s, u"Keep receipts and settings below DIR."_s, u"DIR"_s},
         {u"instances-below"_s, u"Look for local instances below DIR (tests)."_s, u"DIR"_s}});
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const auto usage = [](const QString &text) {
        std::fprintf(stderr, "smk-wizard: %s\n", qPrintable(text));
        return UsageError;
    };
    if (!parser.parse(list))
        return usage(parser.errorText());
    if (parser.isSet(help)) {
        std::fputs(qPrintable(parser.helpText()), stdout);
        return 0;
    }
    if (parser.isSet(version)) {
        std::puts("smk-wizard " SMK_VERSION);
        return 0;
    }
    if (!parser.positionalArguments().isEmpty())
        return usage(u"It takes options alone, each with its name."_s);
    WizardOptions &wizard = arguments.wizard;
    wizard.program = QStringLiteral("smk-wizard " SMK_VERSION);
    wizard.server = parser.value(u"server"_s);
    wizard.scenario = parser.value(u"scenario"_s);
    wizard.rehearsal = parser.isSet(u"rehearsal"_s);
    wizard.rootPrefix = LocalPath(parser.value(u"instances-below"_s));
    if (findScenario(wizard.scenario) == nullptr)
        return usage(u"There is no scenario \"%1\"."_s.arg(wizard.scenario));
    const QString theme = parser.value(u"theme"_s);
    arguments.theme = themeFromName(theme);
    if (!theme.isEmpty() && arguments.theme == ThemeChoice::System)
        return usage(u"--theme takes light, dark or contrast."_s);
    if (parser.isSet(u"data"_s))
        setDataFolder(LocalPath(QDir::cleanPath(QDir::current().absoluteFilePath(parser.value(u"data"_s)))));
    return -1;
}

int wizard(int argc, char *argv[])
{
    forbidCoreDumps();
    for (const QStringList names = removeTracingFromEnvironment(); const QString &name : names)
        std::fprintf(stderr, "smk-wizard: %s was taken out of the environment: it makes the driver write a log.\n",
                     qPrintable(name));

    QStringList list;
    for (int i = 0; i < argc; ++i)
        list << QString::fromLocal8Bit(argv[i]);
    Arguments arguments;
    if (const int code = read(list, arguments); code >= 0)
        return code;

    EarlyPractice early;
    if (arguments.wizard.rehearsal) {
        if (startedThroughSudo()
            && !early.start(QFileInfo(u"/proc/self/exe"_s).symLinkTarget().section(u'/', 0, -2) + u"/smkctl"_s,
                            practiceArguments(arguments.wizard.scenario)))
            std::fputs("smk-wizard: the practice server could not be started as a user of its own.\n", stderr);
        if (const QString said = becomeCaller(); !said.isEmpty())
            std::fprintf(stderr, "smk-wizard: %s\n", qPrintable(said));
    }

    QCoreApplication::setApplicationName(u"smk-backup-wizard"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SMK_VERSION));
    QGuiApplication::setDesktopFileName(u"smk-wizard"_s);
    QApplication app(argc, argv);
    applyTheme(app, arguments.theme, false);
    setBlockingForbidden(true);
    PracticeProcess practice;
    if (early.isRunning())
        practice.adopt(std::move(early), arguments.wizard.scenario);
    WizardController controller(arguments.wizard, practiceHostOf(practice));
    controller.shell()->show();
    controller.start();
    return QApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    endProcess(wizard(argc, argv));
}
