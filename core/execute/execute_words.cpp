#include "execute_step.h"

#include <QtGlobal>

namespace smk {

namespace {

constexpr Words table[] = {
    {"execute.unknown-outcome", QT_TRANSLATE_NOOP("words", "The answer of the server was lost."),
     QT_TRANSLATE_NOOP(
         "words", "The statement was sent; whether the key file exists is not known. It is not sent again by itself."),
     QT_TRANSLATE_NOOP("words", "Look for the file first.")},
    {"execute.cancelled", QT_TRANSLATE_NOOP("words", "Nothing was sent."),
     QT_TRANSLATE_NOOP("words", "The key and the server are as they were.")},
    {"execute.other-server", QT_TRANSLATE_NOOP("words", "Another server answers at this address: %2."),
     QT_TRANSLATE_NOOP("words", "The plan was made for %1. Nothing was sent."),
     QT_TRANSLATE_NOOP("words", "Connect again and look at the facts.")},
    {"execute.key-changed",
     QT_TRANSLATE_NOOP("words", "The service master key is another one than on the Connect page."),
     QT_TRANSLATE_NOOP("words", "It was %1 and is %2 now. Nothing was sent."),
     QT_TRANSLATE_NOOP("words", "Connect again, so that the receipt names the right key.")},
    {"execute.key-not-visible", QT_TRANSLATE_NOOP("words", "The service master key can no longer be seen."),
     QT_TRANSLATE_NOOP("words", "It was %1 on the Connect page. Nothing was sent."),
     QT_TRANSLATE_NOOP("words", "Connect again.")},
    {"execute.name-taken", QT_TRANSLATE_NOOP("words", "A file of this name is there already."),
     QT_TRANSLATE_NOOP("words", "It is never replaced; nothing was sent: %1"),
     QT_TRANSLATE_NOOP("words", "Take a new file name.")},
    {"execute.empty-file", QT_TRANSLATE_NOOP("words", "The server reported success and left an empty file."),
     QT_TRANSLATE_NOOP("words", "That is no backup of the key. The empty file stays where it is: %1"),
     QT_TRANSLATE_NOOP("words", "Take a new file name, or another folder.")},
    {"execute.file-missing", QT_TRANSLATE_NOOP("words", "The server reported success, but the file is not there."),
     QT_TRANSLATE_NOOP("words", "No backup of the key is known: %1"),
     QT_TRANSLATE_NOOP("words", "Choose another folder and try again.")},
    {"execute.too-large", QT_TRANSLATE_NOOP("words", "The file is too large for a key: %2 bytes."),
     QT_TRANSLATE_NOOP("words", "It is not taken for a backup, and stays where it is: %1"),
     QT_TRANSLATE_NOOP("words", "Take a new file name.")},

    // 15240 and its three causes: %1 the folder, %2 the account, %3 the name.
    {"execute.file-not-created", QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file."),
     QT_TRANSLATE_NOOP("words", "The key and the server are as they were."),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or try again.")},
    {"execute.file-not-created.folder-not-writable",
     QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file: its account may not write to the folder."),
     QT_TRANSLATE_NOOP("words", "Folder: %1. No file was left. The key and the server are as they were."),
     QT_TRANSLATE_NOOP("words", "Give its account the right to write there, or choose another folder.")},
    {"execute.file-not-created.folder-missing",
     QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file: the folder is not there."),
     QT_TRANSLATE_NOOP("words", "As the server sees it, %1 does not exist. The key and the server are as they were."),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or make this one on the server.")},
    {"execute.file-not-created.name-taken",
     QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file: the name is taken."),
     QT_TRANSLATE_NOOP("words",
                       "%3 stands there now. No backup of the key was reported, so it is none; it stays as it is. "
                       "The key is as it was."),
     QT_TRANSLATE_NOOP("words", "Take a new file name, or choose another folder.")},
    {"execute.file-not-created.one-of", QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file."),
     QT_TRANSLATE_NOOP("words", "No file was left. Not verified which of three causes it is; one of them holds:"),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or try again.")},
    {"execute.file-not-created.unseen", QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file."),
     QT_TRANSLATE_NOOP("words", "This login may not look it up. Not verified: whether a file was left, and which of "
                                "three causes it is; one of them holds:"),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or try again.")},
    {"execute.file-not-created.left", QT_TRANSLATE_NOOP("words", "SQL Server could not create the key file."),
     QT_TRANSLATE_NOOP("words", "An empty file of that name stands there now; it is no backup. The key is as it was."),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or take a new file name.")},
    {"execute.cause.folder-not-writable", QT_TRANSLATE_NOOP("words", "Account %1 may not write to the folder")},
    {"execute.cause.account-not-writable",
     QT_TRANSLATE_NOOP("words", "The service account may not write to the folder")},
    {"execute.cause.folder-missing", QT_TRANSLATE_NOOP("words", "The folder is missing on the server: %1")},
    {"execute.cause.name-taken", QT_TRANSLATE_NOOP("words", "The file name is taken: %1")},
    {"execute.cause.file-left", QT_TRANSLATE_NOOP("words", "The failed statement left a file: %1")},

    // The server's word on the password.
    {"execute.password.too-short", QT_TRANSLATE_NOOP("words", "The server refused the password: too short."),
     QT_TRANSLATE_NOOP("words",
                       "Its own policy asks for more. No key file was written, and what was typed is still there."),
     QT_TRANSLATE_NOOP("words", "Choose a longer one.")},
    {"execute.password.too-long", QT_TRANSLATE_NOOP("words", "The server refused the password: too long."),
     QT_TRANSLATE_NOOP("words", "No key file was written, and what was typed is still there."),
     QT_TRANSLATE_NOOP("words", "Choose a shorter one.")},
    {"execute.password.not-complex", QT_TRANSLATE_NOOP("words", "The server refused the password: not complex enough."),
     QT_TRANSLATE_NOOP("words",
                       "Its policy asks for upper case, lower case, digits and symbols. No key file was written."),
     QT_TRANSLATE_NOOP("words", "Choose one with all four.")},
    {"execute.password.filter",
     QT_TRANSLATE_NOOP("words", "The server refused the password: a password filter of its system rejected it."),
     QT_TRANSLATE_NOOP("words", "The filter's rule is not told. No key file was written."),
     QT_TRANSLATE_NOOP("words", "Take a generated one, or ask who runs the filter.")},
    {"execute.password.not-now",
     QT_TRANSLATE_NOOP("words", "The server refused the password: its policy does not allow it at this time."),
     QT_TRANSLATE_NOOP("words", "No key file was written."),
     QT_TRANSLATE_NOOP("words", "Choose another one, or try later.")},
    {"execute.password.policy-failed",
     QT_TRANSLATE_NOOP("words", "The server could not check the password against its policy."),
     QT_TRANSLATE_NOOP("words", "No key file was written."),
     QT_TRANSLATE_NOOP("words", "Try again; if it stays, look into the server's error log.")},

    {"execute.no-permission", QT_TRANSLATE_NOOP("words", "The login lacks CONTROL SERVER."),
     QT_TRANSLATE_NOOP("words", "No key file was written; the key is as it was."),
     QT_TRANSLATE_NOOP("words", "Ask a sysadmin to run the command shown.")},
    {"execute.key-not-openable", QT_TRANSLATE_NOOP("words", "The server cannot open its service master key."),
     QT_TRANSLATE_NOOP("words", "It could not be backed up; the trouble was there before. No backup of the key was "
                                "reported."),
     QT_TRANSLATE_NOOP(
         "words", "Look for 33095 in the server's error log: the service account or the machine key has changed.")},
    {"execute.crypto-failed", QT_TRANSLATE_NOOP("words", "The encryption of the server's system failed."),
     QT_TRANSLATE_NOOP("words", "No backup of the key was reported; the key is as it was."),
     QT_TRANSLATE_NOOP("words", "Look into the server's error log.")},
    {"execute.trigger", QT_TRANSLATE_NOOP("words", "A trigger on the server rolled the statement back."),
     QT_TRANSLATE_NOOP("words", "No backup of the key was reported; the key is as it was."),
     QT_TRANSLATE_NOOP("words", "Ask who owns the server's DDL triggers.")},
    {"execute.in-transaction",
     QT_TRANSLATE_NOOP("words", "The statement ran inside a transaction, which the server does not allow."),
     QT_TRANSLATE_NOOP("words", "No key file was written."),
     QT_TRANSLATE_NOOP("words", "Sign in again and try once more.")},
    {"execute.syntax", QT_TRANSLATE_NOOP("words", "The server did not understand the statement."),
     QT_TRANSLATE_NOOP("words", "No key file was written. This is an error of this program."),
     QT_TRANSLATE_NOOP("words", "Please report it with the details; they hold no password.")},
    {"execute.turned-off",
     QT_TRANSLATE_NOOP("words", "A component that the statement needs is turned off on the server."),
     QT_TRANSLATE_NOOP("words", "No key file was written."),
     QT_TRANSLATE_NOOP("words", "Ask the server's administrator.")},
    {"execute.not-supported", QT_TRANSLATE_NOOP("words", "This kind of server has no service master key of its own."),
     QT_TRANSLATE_NOOP("words", "Its provider keeps the key; nothing was written.")},
    {"execute.key-corrupted", QT_TRANSLATE_NOOP("words", "A key that the server needs for this seems to be damaged."),
     QT_TRANSLATE_NOOP("words", "It could not be backed up; the trouble was there before. No backup of the key was "
                                "reported."),
     QT_TRANSLATE_NOOP("words", "Change nothing, look into the server's error log, and ask Microsoft's support.")},
    {"execute.other-statement",
     QT_TRANSLATE_NOOP("words", "The server answered as if another statement had been sent."),
     QT_TRANSLATE_NOOP("words", "Its message belongs to certificates or to database master keys. No backup was "
                                "reported. This may be an error of this program."),
     QT_TRANSLATE_NOOP("words", "Try once more; if it stays, please report it with the details.")},
    {"execute.file-trouble", QT_TRANSLATE_NOOP("words", "The server has trouble with a file."),
     QT_TRANSLATE_NOOP("words", "Its message is one that database backups give: path, right or disk. No backup of the "
                                "key was reported."),
     QT_TRANSLATE_NOOP("words", "Choose another folder, or look into the server's error log.")},
    {"execute.not-known", QT_TRANSLATE_NOOP("words", "The server does not know something that the statement needs."),
     QT_TRANSLATE_NOOP("words", "No backup of the key was reported. A trigger of the server, or an error of this "
                                "program."),
     QT_TRANSLATE_NOOP("words", "Ask who owns the server's DDL triggers, or report it with the details.")},
    {"execute.refused",
     QT_TRANSLATE_NOOP("words", "The server refused the statement with an error that is not known here: %1."),
     QT_TRANSLATE_NOOP("words", "No backup of the key was reported. It said: %2"),
     QT_TRANSLATE_NOOP("words", "Look the number up, or look into the server's error log, then try again.")},
    {"execute.no-answer", QT_TRANSLATE_NOOP("words", "The server gave no answer to the statement."),
     QT_TRANSLATE_NOOP("words", "No backup of the key was reported."),
     QT_TRANSLATE_NOOP("words", "Look for the file first.")},

    // Why the server's own size and hash are missing.
    {"execute.cannot-hash.no-bulk-right", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: the login may not read files over SQL (ADMINISTER BULK OPERATIONS).")},
    {"execute.cannot-hash.not-readable", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: the file could not be opened over SQL with this login.")},
    {"execute.cannot-hash.var-opt", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: below /var/opt/mssql the server refuses to read files back.")},
    {"execute.cannot-hash.server", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: this server cannot compute it.")},
    {"execute.cannot-hash.turned-off", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: reading files over SQL is turned off on this server.")},
    {"execute.cannot-hash.link-lost", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: the connection was lost after the backup was reported done.")},
    {"execute.cannot-hash.other", QT_TRANSLATE_NOOP("words", "Hash by the server"),
     QT_TRANSLATE_NOOP("words", "Not taken: the server answered with an error (%1).")},

    // Progress.
    {"execute.probing", QT_TRANSLATE_NOOP("words", "Looking once more at server, key and file name…")},
    {"execute.writing", QT_TRANSLATE_NOOP("words", "Writing the key on %1…")},
    {"execute.looking", QT_TRANSLATE_NOOP("words", "Looking at the file…")},

    {"look-for-file", QT_TRANSLATE_NOOP("words", "Look for the file")},
    {"new-name", QT_TRANSLATE_NOOP("words", "Take a new file name")},
    {"choose-password", QT_TRANSLATE_NOOP("words", "Choose another password")},
};

} // namespace

std::span<const Words> executeWords()
{
    return table;
}

} // namespace smk
