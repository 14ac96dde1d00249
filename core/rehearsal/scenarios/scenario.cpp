#include "scenario.h"

#include <algorithm>

namespace smk {

namespace {

const Scenario Table[] = {
    {"default", QT_TRANSLATE_NOOP("words", "Everything goes well"),
     QT_TRANSLATE_NOOP("words", "The whole procedure from connecting to storing, without a fault.")},
    {"no-permission",
     QT_TRANSLATE_NOOP("words", "The login lacks CONTROL SERVER"),
     QT_TRANSLATE_NOOP("words", "Who has to grant what, and that nothing was written."),
     {.lacksRights = true}},
    {"weak-password-rejected",
     QT_TRANSLATE_NOOP("words", "The server wants a longer password"),
     QT_TRANSLATE_NOOP("words", "A domain rule that only the server knows: it refuses what the page let pass."),
     {.shortestPassword = 30}},
    {"file-exists",
     QT_TRANSLATE_NOOP("words", "A file of that name exists"),
     QT_TRANSLATE_NOOP("words", "SQL Server never replaces a file: another name is needed."),
     {.fileFault = FileFault::Exists}},
    {"directory-missing",
     QT_TRANSLATE_NOOP("words", "The folder is gone"),
     QT_TRANSLATE_NOOP("words", "The folder vanished on the server before the backup."),
     {.fileFault = FileFault::DirectoryMissing}},
    {"directory-not-writable",
     QT_TRANSLATE_NOOP("words", "The folder cannot be written"),
     QT_TRANSLATE_NOOP("words", "The service account lacks the right to write there."),
     {.fileFault = FileFault::DirectoryNotWritable}},
    {"unencrypted-line",
     QT_TRANSLATE_NOOP("words", "The line is readable"),
     QT_TRANSLATE_NOOP("words", "A server without encryption: the password is not sent over a readable line."),
     {.encryption = EncryptionPolicy::None, .foreignAddress = true}},
    {"untrusted-certificate",
     QT_TRANSLATE_NOOP("words", "The certificate is not trusted"),
     QT_TRANSLATE_NOOP("words", "Encrypted, but nothing proves who the server is: asked once, remembered."),
     {.foreignAddress = true, .handsOutAuthority = false}},
    {"certificate-wrong-name",
     QT_TRANSLATE_NOOP("words", "The certificate is for another name"),
     QT_TRANSLATE_NOOP("words", "Its issuer is trusted, but it names another server: use the name in it, if it is that server."),
     {.foreignAddress = true, .certificateFault = CertificateFault::WrongName}},
    {"certificate-expired",
     QT_TRANSLATE_NOOP("words", "The certificate has expired"),
     QT_TRANSLATE_NOOP("words", "It was good until yesterday: the server needs a new one, and what to do until then."),
     {.foreignAddress = true, .certificateFault = CertificateFault::Expired}},
    {"certificate-unknown-issuer",
     QT_TRANSLATE_NOOP("words", "The certificate comes from another issuer"),
     QT_TRANSLATE_NOOP("words", "The file with trusted issuers does not hold the one that signed this certificate."),
     {.foreignAddress = true, .certificateFault = CertificateFault::OtherAuthority}},
    {"strict-only",
     QT_TRANSLATE_NOOP("words", "The server wants strict encryption alone"),
     QT_TRANSLATE_NOOP("words", "Whoever does not encrypt from the first byte is turned away without a word."),
     {.encryption = EncryptionPolicy::Strict, .foreignAddress = true}},
    {"named-instances",
     QT_TRANSLATE_NOOP("words", "Several instances and SQL Server Browser"),
     QT_TRANSLATE_NOOP("words", "localhost\\PRACTICE is found by its name; PIPESONLY has no TCP, HIDDEN keeps silent."),
     {.browser = true}},
    {"slow",
     QT_TRANSLATE_NOOP("words", "The server is slow"),
     QT_TRANSLATE_NOOP("words", "Every statement takes two seconds; Cancel is heard."),
     {.slow = true}},
    {"silent",
     QT_TRANSLATE_NOOP("words", "The server never answers"),
     QT_TRANSLATE_NOOP("words", "The connection opens and nothing comes: the wait ends by Cancel or by time."),
     {.silent = true}},
    {"drops-during-backup",
     QT_TRANSLATE_NOOP("words", "The connection breaks during the backup"),
     QT_TRANSLATE_NOOP("words", "The outcome is unknown: the file is looked for before anything else."),
     {.dropsDuringBackup = true}},
    {"drops-anywhere",
     QT_TRANSLATE_NOOP("words", "The connection breaks at a chosen request"),
     QT_TRANSLATE_NOOP("words", "Reconnect and go on; every field still holds what was typed."),
     {.dropsAnywhere = true}},
    {"login-fails",
     QT_TRANSLATE_NOOP("words", "The login is refused"),
     QT_TRANSLATE_NOOP("words", "A wrong password or login, in the server's words."),
     {.loginError = 18456}},
    {"password-must-change",
     QT_TRANSLATE_NOOP("words", "The login's password must be changed"),
     QT_TRANSLATE_NOOP("words", "The password was right, but the server wants another one first."),
     {.loginError = 18488}},
    {"old-version",
     QT_TRANSLATE_NOOP("words", "An old SQL Server (2008 R2)"),
     QT_TRANSLATE_NOOP("words", "A 3DES key, and checks that such a server cannot answer."),
     {.speaks = Speaks::Windows, .foreignAddress = true, .oldVersion = true}},
    {"azure-sql-database",
     QT_TRANSLATE_NOOP("words", "Azure SQL Database"),
     QT_TRANSLATE_NOOP("words", "There is no service master key to back up there."),
     {.azure = true}},
    {"linux-host",
     QT_TRANSLATE_NOOP("words", "The server runs on another Linux machine"),
     QT_TRANSLATE_NOOP("words", "Its paths are not ours: the file is read over the connection."),
     {.speaks = Speaks::Linux, .foreignAddress = true}},
    {"windows-host",
     QT_TRANSLATE_NOOP("words", "The server runs on another Windows machine"),
     QT_TRANSLATE_NOOP("words", "Its paths are not ours: the file is read over the connection."),
     {.speaks = Speaks::Windows, .foreignAddress = true}},
    {"echoes-statement",
     QT_TRANSLATE_NOOP("words", "An error quotes the statement"),
     QT_TRANSLATE_NOOP("words", "The server's text holds the password; it is taken out before it is shown."),
     {.echoes = true}},
    {"procedures-revoked",
     QT_TRANSLATE_NOOP("words", "The procedures that show folders are revoked"),
     QT_TRANSLATE_NOOP("words", "A hardened server: nothing can be looked at, everything stays not verified, and the backup goes on."),
     {.speaks = Speaks::Windows, .foreignAddress = true, .proceduresRevoked = true}},
    {"share-not-writable",
     QT_TRANSLATE_NOOP("words", "A share that the service may not write"),
     QT_TRANSLATE_NOOP("words", "A folder on a third host: which account has to be granted what there."),
     {.speaks = Speaks::Windows, .fileFault = FileFault::DirectoryNotWritable, .foreignAddress = true, .keysOnShare = true}},
};

} // namespace

std::span<const Scenario> scenarios()
{
    return Table;
}

const Scenario *findScenario(const QString &id)
{
    const auto found = std::find_if(std::begin(Table), std::end(Table),
                                    [&](const Scenario &row) { return id == QLatin1StringView(row.id); });
    return found == std::end(Table) ? nullptr : found;
}

} // namespace smk
