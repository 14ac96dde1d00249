#include "command_line.h"
#include "json_problem.h"
#include "password_rules.h"
#include "secret_input.h"
#include "terminal.h"
#include "verbs.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

int generate(const CommandLine &line, Output &output)
{
    const SecretString secret = line.has(u"words"_s) ? generateWords() : generatePassword();
    // On the terminal itself: a pipe or a log of the output must not get it.
    if (!showOnTerminal({}, secret))
        return output.usage(u"A generated password is shown on a terminal only, and there is none."_s);
    return output.end(Exit::Done);
}

} // namespace

int passwordVerb(const QStringList &arguments)
{
    CommandLine line(
        u"password"_s,
        u"Checks a password from the prompt, a file or standard input; with --generate makes one and shows it on the terminal."_s,
        0);
    line.add(u"password-from"_s, u"First line of FILE, or of standard input; else it is asked for"_s, u"FILE|-"_s);
    line.add(u"generate"_s, u"Make one: 24 characters, all four classes"_s);
    line.add(u"words"_s, u"With --generate: six words, a digit and a symbol"_s);
    line.add(u"login"_s, u"Login that must not be contained in it"_s, u"NAME"_s);
    line.add(u"machine"_s, u"Machine name that must not be contained in it"_s, u"NAME"_s);
    Output output(u"password"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    if (line.has(u"generate"_s))
        return generate(line, output);
    const tl::expected<SecretString, QString> secret =
        readSecret(line.value(u"password-from"_s), u"Password to check: "_s);
    if (!secret)
        return output.usage(secret.error());
    const Findings findings = judgePassword(*secret, {line.value(u"login"_s), line.value(u"machine"_s)});
    const QString strength = strengthName(strengthOf(*secret));
    output.put(u"findings"_s, toJson(findings));
    output.put(u"strength"_s, strength);
    output.line(u"Guessing effort: %1"_s.arg(strength));
    output.findings(findings, true);
    return output.end(hasState(findings, FindingState::Blocker) ? Exit::Blocked : Exit::Done);
}

} // namespace smk
