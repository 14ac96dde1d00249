#include "backup_run.h"
#include "command_line.h"
#include "custody_options.h"
#include "directory_order.h"
#include "secret_input.h"
#include "terminal.h"
#include "verbs.h"

using namespace Qt::StringLiterals;

namespace smk {

namespace {

std::optional<PasswordPlace> placeOf(const QString &word)
{
    if (word.isEmpty() || word == "manager"_L1)
        return PasswordPlace::Manager;
    if (word == "credential-store"_L1)
        return PasswordPlace::CredentialStore;
    if (word == "paper"_L1)
        return PasswordPlace::Paper;
    return {};
}

// Nothing: the password stands in the order. Else the exit code.
std::optional<int> choosePassword(RunOrder &order, const CommandLine &line, Output &output)
{
    const std::optional<PasswordPlace> place = placeOf(line.value(u"keep-in"_s));
    if (!place)
        return output.usage(u"--keep-in takes manager, credential-store or paper"_s);
    order.place = *place;
    if (line.has(u"generate"_s) && line.has(u"password-from"_s))
        return output.usage(u"--generate and --password-from exclude each other"_s);
    if (!line.has(u"generate"_s)) {
        tl::expected<SecretString, QString> secret =
            readNewSecret(line.value(u"password-from"_s), u"Password for the key backup: "_s);
        if (!secret)
            return output.usage(secret.error());
        order.password = std::move(*secret);
        order.style = PasswordStyle::Own;
        order.passwordTaken = true; // it came from where it is kept, or from a head
        return {};
    }
    order.password = generatePassword();
    order.style = PasswordStyle::Generated;
    if (order.place == PasswordPlace::CredentialStore)
        return {};
    // Shown to a person or not made at all: a generated password that nobody has is worse than none.
    order.passwordTaken =
        showOnTerminal(u"The key's password; store it now, it is not shown again:\n  "_s, order.password);
    if (!order.passwordTaken)
        return output.usage(u"--generate needs a terminal to show the password on, or --keep-in credential-store"_s);
    return {};
}

} // namespace

int backupVerb(const QStringList &arguments)
{
    CommandLine line(
        u"backup"_s, u"The whole procedure: connect, password, medium, folder, back up, copy, verify, store."_s,
        ConnectOptions | PasswordOptions | MediumOptions | DirectoryOptions | CustodyOptions | ProofOptions);
    line.add(
        u"statement-timeout"_s,
        u"How long to wait for the answer of BACKUP (60); after that its outcome is unknown, and the file is looked for"_s,
        u"SECONDS"_s);
    Output output(u"backup"_s, arguments.contains(u"--json"_s));
    if (const std::optional<int> code = line.read(arguments, output))
        return *code;
    RunOrder order;
    const tl::expected<Custody, int> custody = custodyOf(line, output);
    if (!custody)
        return custody.error();
    order.custody = *custody;
    order.medium = line.value(u"medium"_s);
    order.directory = ServerPath(line.value(u"directory"_s));
    order.createDirectory = line.has(u"create-directory"_s);
    order.fileName = line.value(u"file-name"_s);
    if (!takeSeat(line.value(u"seat"_s), order.seat))
        return output.usage(u"--seat takes on-server, other-machine or container"_s);
    if (line.has(u"statement-timeout"_s)) {
        bool number = false;
        const int seconds = line.value(u"statement-timeout"_s).toInt(&number);
        if (!number || seconds < 1 || seconds > 3600)
            return output.usage(u"--statement-timeout takes 1 to 3600 seconds"_s);
        order.statementTimeout = std::chrono::seconds(seconds);
    }
    tl::expected<ServerAccess, int> access = serverAccessOf(line, output);
    if (!access)
        return access.error();
    order.access = std::move(*access);
    if (const std::optional<int> code = choosePassword(order, line, output))
        return *code;
    setProofs(order, line);
    return BackupRun(std::move(order), output).all();
}

} // namespace smk
