#include "key_copy.h"

#include <QtGlobal>

#include <array>

namespace smk {

namespace {

const std::array words{
    Words{
        "copy.not-readable", QT_TRANSLATE_NOOP("words", "The key file could not be read from here."),
        QT_TRANSLATE_NOOP(
            "words",
            "It lies on the server as %1 and is whole; nothing was copied yet. The service account alone may read it."),
        QT_TRANSLATE_NOOP("words", "Try again with other rights, or copy it by hand with the command shown.")},
    Words{"copy.empty", QT_TRANSLATE_NOOP("words", "The key file is empty."),
          QT_TRANSLATE_NOOP("words", "%1 holds 0 bytes: this is no backup, whatever the server said."),
          QT_TRANSLATE_NOOP("words", "Back up again under another name.")},
    Words{"copy.too-large", QT_TRANSLATE_NOOP("words", "This is not a service master key backup."),
          QT_TRANSLATE_NOOP("words", "%1 is larger than 1 MB; a key file has about a kilobyte. Nothing was copied."),
          QT_TRANSLATE_NOOP("words", "Look whether it is the right file, then back up again.")},
    Words{"copy.differs-from-server", QT_TRANSLATE_NOOP("words", "What was read is not what the server wrote."),
          QT_TRANSLATE_NOOP("words",
                            "Its SHA-256 differs from the one that the server computed for %1. Nothing was copied."),
          QT_TRANSLATE_NOOP("words", "Back up again under another name; look who can write in that folder.")},
    Words{"copy.cancelled", QT_TRANSLATE_NOOP("words", "Copying was cancelled."),
          QT_TRANSLATE_NOOP("words", "The key file stays on the server as %1."),
          QT_TRANSLATE_NOOP("words", "Resume it from the start page.")},

    Words{"copy.way.no-session", QT_TRANSLATE_NOOP("words", "Over SQL: not connected"),
          QT_TRANSLATE_NOOP("words", "There is no connection to the server at the moment."),
          QT_TRANSLATE_NOOP("words", "Connect again.")},
    Words{"copy.way.link-lost", QT_TRANSLATE_NOOP("words", "Over SQL: the connection broke"),
          QT_TRANSLATE_NOOP("words", "Reading changes nothing, so nothing is lost."),
          QT_TRANSLATE_NOOP("words", "Connect again.")},
    Words{"copy.way.no-answer", QT_TRANSLATE_NOOP("words", "Over SQL: no answer"),
          QT_TRANSLATE_NOOP("words", "The server did not send the file in time."),
          QT_TRANSLATE_NOOP("words", "Try again.")},
    Words{"copy.way.data-directory", QT_TRANSLATE_NOOP("words", "Over SQL: not possible below /var/opt/mssql"),
          QT_TRANSLATE_NOOP("words", "SQL Server on Linux never reads %1 for a client, whoever asks."),
          QT_TRANSLATE_NOOP("words", "Next time choose a folder outside /var/opt/mssql.")},
    Words{"copy.way.no-bulk-rights", QT_TRANSLATE_NOOP("words", "Over SQL: the login may not read files (%1)"),
          QT_TRANSLATE_NOOP("words", "It needs ADMINISTER BULK OPERATIONS."),
          QT_TRANSLATE_NOOP("words", "Ask a sysadmin for it, or use another way.")},
    Words{"copy.way.turned-off", QT_TRANSLATE_NOOP("words", "Over SQL: turned off on this server (%1)"),
          QT_TRANSLATE_NOOP("words", "The server does not allow reading files by a query.")},
    Words{"copy.way.denied", QT_TRANSLATE_NOOP("words", "Access to the file was denied"),
          QT_TRANSLATE_NOOP("words",
                            "The file is readable by the service account alone; a Windows login reads as itself."),
          QT_TRANSLATE_NOOP("words", "Sign in with a SQL login, or run the command shown as administrator.")},
    Words{"copy.way.not-found", QT_TRANSLATE_NOOP("words", "The file was not found"),
          QT_TRANSLATE_NOOP("words", "It is not under this name where this way looks for it.")},
    Words{"copy.way.in-use", QT_TRANSLATE_NOOP("words", "The file is in use by another program"), "",
          QT_TRANSLATE_NOOP("words", "Try again in a moment; a virus scanner may hold it.")},
    Words{"copy.way.cannot-open", QT_TRANSLATE_NOOP("words", "Over SQL: the server could not open the file (%1)")},
    Words{"copy.way.cannot-read", QT_TRANSLATE_NOOP("words", "The file was opened and could not be read")},
    Words{"copy.way.not-understood",
          QT_TRANSLATE_NOOP("words", "Over SQL: the server did not understand the question (%1)"),
          QT_TRANSLATE_NOOP("words", "This is an error of this program."),
          QT_TRANSLATE_NOOP("words", "Please report it; use another way.")},
    Words{"copy.way.refused", QT_TRANSLATE_NOOP("words", "Over SQL: the server refused (%1) %2")},
    Words{"copy.way.other-machine", QT_TRANSLATE_NOOP("words", "By path: the file is on another machine"),
          QT_TRANSLATE_NOOP("words", "The path is the server's own; from here it leads nowhere.")},
    Words{"copy.way.no-share", QT_TRANSLATE_NOOP("words", "Share: none leads from here to the file"),
          QT_TRANSLATE_NOOP("words", "The server's drives have no share that this computer could use.")},
    Words{"copy.way.share-not-mounted", QT_TRANSLATE_NOOP("words", "Share: not mounted on this computer"),
          QT_TRANSLATE_NOOP("words", "The share is not among the file systems mounted here."),
          QT_TRANSLATE_NOOP("words", "Mount it, and try again.")},
    Words{"copy.way.elevated-on-wish", QT_TRANSLATE_NOOP("words", "With administrator rights: only when asked for")},
    Words{"copy.way.delegation", QT_TRANSLATE_NOOP("words", "Over SQL: the server may not pass your sign-in on (%1)"),
          QT_TRANSLATE_NOOP("words", "A Windows login reads a share as its own user, and that needs delegation from "
                                     "this computer over the server to the host of the share."),
          QT_TRANSLATE_NOOP("words", "Sign in with a SQL login, or read the share from here.")},
    Words{"copy-elevated", QT_TRANSLATE_NOOP("words", "Read with administrator rights")},
    Words{"copy.way.waiting-for-file", QT_TRANSLATE_NOOP("words", "Copied by hand: no file named yet"),
          QT_TRANSLATE_NOOP("words", "Run the command shown, then name the file it made.")},
    Words{"copy.reading", QT_TRANSLATE_NOOP("words", "Reading the key file…")},
    Words{"copy.writing", QT_TRANSLATE_NOOP("words", "Writing it on the medium…")},
};

} // namespace

std::span<const Words> copyWords()
{
    return words;
}

} // namespace smk
