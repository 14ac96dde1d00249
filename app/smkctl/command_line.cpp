#include "command_line.h"

#include "data_folder.h"

#include <QDir>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

struct OptionRow
{
    unsigned group;
    const char *name;
    const char *value; // empty: a switch
    const char *description;
};

constexpr OptionRow Rows[] = {
    {ConnectOptions, "server", "NAME",
     "Server as DBAs write it: HOST, HOST\\INSTANCE, HOST,PORT, tcp:HOST,PORT, admin:HOST, [ADDRESS],PORT"},
    {ConnectOptions, "login", "NAME", "SQL Server login"},
    {ConnectOptions, "integrated", "", "Sign in as the present Windows (or Kerberos) user"},
    {ConnectOptions, "login-password-from", "FILE|-",
     "The login's password: first line of FILE, or of standard input; else it is asked for"},
    {ConnectOptions, "driver", "NAME", "ODBC driver; else the best one that is installed"},
    {ConnectOptions, "encrypt|encryption", "mandatory|strict|optional", "Encryption of the line (mandatory)"},
    {ConnectOptions, "ca-file", "FILE", "Certificate authority that vouches for the server"},
    {ConnectOptions, "certificate-name|name-in-certificate", "NAME",
     "Name in the server's certificate, where it is not HOST"},
    {ConnectOptions, "trust-certificate", "REASON",
     "Accept a certificate that nobody vouches for; goes on the receipt, and is remembered for this certificate of "
     "this server"},
    {ConnectOptions, "fingerprint", "SHA256",
     "With --trust-certificate: that certificate alone, another one is refused"},
    {ConnectOptions, "accept-readable-line", "REASON",
     "Send the password over a line that others could read; goes on the receipt"},
    {ConnectOptions, "login-timeout", "SECONDS", "How long to wait for the server (15)"},
    {ConnectOptions, "hand-over", "FILE",
     "Sign in to the rehearsal server that wrote FILE, and use its practice medium"},
    {PasswordOptions, "password-from", "FILE|-",
     "The key's password: first line of FILE, or of standard input; else it is asked for"},
    {PasswordOptions, "generate", "", "Generate the key's password, and show it on the terminal only"},
    {PasswordOptions, "keep-in", "manager|credential-store|paper", "Where the password will live (manager)"},
    {MediumOptions, "medium", "LABEL|PATH", "The drive by its label, or a mounted folder; else the only one that fits"},
    {DirectoryOptions, "directory", "DIR", "Folder on the server's machine; else one is proposed"},
    {DirectoryOptions, "create-directory", "", "Create that folder, and protect it where we can"},
    {DirectoryOptions, "seat", "SEAT",
     "Where the server is, when it was found wrongly: on-server, other-machine or container"},
    {DirectoryOptions, "file-name", "NAME", "Name of the key file; else SERVER-smk-TIME.key"},
    {CustodyOptions, "place", "TEXT", "Where the medium goes"},
    {CustodyOptions, "custodian", "TEXT", "Who keeps it"},
    {CustodyOptions, "access", "TEXT", "Who may have access"},
    {CustodyOptions, "password-keeper", "TEXT", "Who keeps the password (never on the medium)"},
    {CustodyOptions, "reference", "TEXT", "Change ticket"},
    {CustodyOptions, "off-site", "", "The place is off-site"},
    {CustodyOptions, "arrived", "", "The medium is there; else it is planned"},
    {CustodyOptions, "due", "DATE", "When the next backup is due, YYYY-MM-DD (in 12 months)"},
    {CustodyOptions, "remove-server-file", "", "Remove the server's file once the copy is proved identical"},
    {RunOptions, "run", "ID", "The run to go on with; else the newest one in progress"},
    {ProofOptions, "replug", "",
     "Eject the medium, wait until it was unplugged and plugged in again, and compare once more"},
    {ProofOptions, "prove-by-server", "", "Let SQL Server open the file: RESTORE of the identical key, never FORCE"},
    {ProofOptions, "password-again-from", "FILE|-", "The password from where it is kept now; else it is asked for"},
    {ProofOptions, "no-verify-password", "", "Do not ask for the password again"},
};

// Secrets as arguments show in the process list and in the shell's history.
bool isSecretOption(const QString &argument)
{
    static const QStringList names{u"password"_s, u"login-password"_s, u"password-again"_s, u"pwd"_s, u"P"_s};
    QString name = argument.section(u'=', 0, 0);
    const bool option = name.startsWith(u'-');
    while (name.startsWith(u'-'))
        name.remove(0, 1);
    return option && names.contains(name);
}

} // namespace

CommandLine::CommandLine(const QString &verb, const QString &summary, unsigned groups)
    : m_verb(verb)
{
    m_parser.setApplicationDescription(summary);
    m_parser.addOption({{u"h"_s, u"help"_s}, u"Show this help"_s});
    m_parser.addOption({u"json"_s, u"Print one JSON object"_s});
    m_parser.addOption({u"data"_s, u"Keep receipts and settings below DIR"_s, u"DIR"_s});
    addGroups(groups);
}

void CommandLine::addGroups(unsigned groups)
{
    for (const OptionRow &row : Rows)
        if (row.group & groups)
            add(QString::fromLatin1(row.name), QString::fromLatin1(row.description), QString::fromLatin1(row.value));
}

void CommandLine::add(const QString &name, const QString &description, const QString &value)
{
    const QStringList names = name.split(u'|'); // the first is ours, the others are what people type as well
    m_names.append(names.front());
    m_parser.addOption(value.isEmpty() ? QCommandLineOption(names, description)
                                       : QCommandLineOption(names, description, value));
}

std::optional<int> CommandLine::read(const QStringList &arguments, Output &output)
{
    for (const QString &argument : arguments)
        if (isSecretOption(argument))
            return output.usage(
                u"A secret is never an argument: use --password-from or --login-password-from with FILE or -"_s);
    const bool understood = m_parser.parse(QStringList{u"smkctl "_s + m_verb} + arguments);
    if (!understood)
        return output.usage(m_parser.errorText());
    if (m_parser.isSet(u"help"_s)) {
        QString text = m_parser.helpText();
        text.replace(0, text.indexOf(u'\n'), u"Usage: smkctl %1 [options]"_s.arg(m_verb));
        std::fputs(qPrintable(text), stdout);
        return static_cast<int>(Exit::Done);
    }
    if (!m_parser.positionalArguments().isEmpty())
        return output.usage(u"It takes options alone, each with its name."_s);
    if (m_parser.isSet(u"data"_s)) {
        if (m_parser.value(u"data"_s).isEmpty())
            return output.usage(u"--data needs a folder"_s);
        setDataFolder(LocalPath(QDir::cleanPath(QDir::current().absoluteFilePath(m_parser.value(u"data"_s)))));
    }
    return {};
}

} // namespace smk
