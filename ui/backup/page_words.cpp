#include "page_words.h"

#include "source_plurals.h"
#include "word_book.h"
#include "words.h"

#include <QCoreApplication>

#include <algorithm>

namespace smk {

std::span<const Words> pageWords()
{
    static constexpr Words table[] = {
        // Questions and notes of the pages.
        {"ui.blocked", QT_TRANSLATE_NOOP("words", "This server cannot be backed up as it is."),
         QT_TRANSLATE_NOOP("words", "%2 Nothing was changed."), QT_TRANSLATE_NOOP("words", "%3")},
        {"ui.certificate", QT_TRANSLATE_NOOP("words", "The server cannot prove who it is."),
         QT_TRANSLATE_NOOP("words", "Nothing was changed on %1. Below is the certificate that it showed."),
         QT_TRANSLATE_NOOP("words", "Trusting it as it is needs a reason, which goes on the receipt.")},
        {"ui.certificate-changed",
         QT_TRANSLATE_NOOP("words", "The server shows another certificate than the one that was trusted."),
         QT_TRANSLATE_NOOP("words", "Nothing was changed on %1. Its certificate was renewed, or somebody stands "
                                    "between; the server’s owner can tell by the fingerprint."),
         QT_TRANSLATE_NOOP("words", "Trusting the new one needs a reason, which goes on the receipt.")},
        {"ui.check-needs-password", QT_TRANSLATE_NOOP("words", "its password is asked for when you back up")},
        {"ui.no-instances", QT_TRANSLATE_NOOP("words", "%1 names no instances."),
         QT_TRANSLATE_NOOP("words", "SQL Server Browser did not answer: it is stopped, a firewall is between, or all "
                                    "instances are hidden."),
         QT_TRANSLATE_NOOP("words", "SQL Server Browser did not answer. Type name\\instance or name,port.")},
        {"ui.reading-keychain",
         QT_TRANSLATE_NOOP("words", "Reading the password from this computer’s credential store…")},
        {"ui.other-server", QT_TRANSLATE_NOOP("words", "Another server answered."),
         QT_TRANSLATE_NOOP("words", "This run’s key file was written by %1; the server that answers now is %2."),
         QT_TRANSLATE_NOOP("words", "Sign in to %1 to go on.")},
        {"ui.no-medium", QT_TRANSLATE_NOOP("words", "No medium is there."),
         QT_TRANSLATE_NOOP("words",
                           "Plug in a drive; it appears here by itself. A folder on another machine does as well.")},
        {"ui.medium-not-chosen", QT_TRANSLATE_NOOP("words", "No medium is chosen."),
         QT_TRANSLATE_NOOP("words", "Choose one of the media below, or a folder on another machine.")},
        {"ui.password-not-stored", QT_TRANSLATE_NOOP("words", "The password is not stored yet."),
         QT_TRANSLATE_NOOP(
             "words",
             "It was neither copied nor shown. Without it the key file is useless; this program does not keep it.")},
        {"ui.password-empty", QT_TRANSLATE_NOOP("words", "No password entered yet."),
         QT_TRANSLATE_NOOP(
             "words", "Bring it from where you stored it. “Not now” goes on without this proof; the receipt says so.")},
        {"ui.file-not-visible",
         QT_TRANSLATE_NOOP("words", "Whether the key file was written cannot be seen from here."),
         QT_TRANSLATE_NOOP(
             "words", "Look on %2 for %1. If it is there with more than 0 bytes, it is a backup with your password."),
         QT_TRANSLATE_NOOP("words", "A new try takes another name, so that nothing is replaced.")},
        {"ui.file-empty", QT_TRANSLATE_NOOP("words", "The key file is there but empty: it is no backup."),
         QT_TRANSLATE_NOOP("words", "%1 on %2 has 0 bytes and stays where it is."),
         QT_TRANSLATE_NOOP("words", "Try again with a new name.")},
        {"ui.file-absent", QT_TRANSLATE_NOOP("words", "No key file was left."),
         QT_TRANSLATE_NOOP("words", "%1 is not there on %2. The key and the server are as they were."),
         QT_TRANSLATE_NOOP("words", "Try again; the next try has a new name.")},
        {"ui.copy-stopped", QT_TRANSLATE_NOOP("words", "Copying was stopped."),
         QT_TRANSLATE_NOOP("words",
                           "The key file stays in its folder on the server. Nothing on the medium was replaced.")},
        {"ui.leave-run", QT_TRANSLATE_NOOP("words", "The key file is on the server only."),
         QT_TRANSLATE_NOOP(
             "words", "There is no proved copy yet. The file and the record of this run stay; Start offers to resume. "
                      "The password is not kept: after a resume only you have it.")},
        {"ui.leave-run-copied", QT_TRANSLATE_NOOP("words", "The proof of the copy is not finished."),
         QT_TRANSLATE_NOOP("words",
                           "The key file, its copy and the record of this run stay; Start offers to resume. The "
                           "password is not kept: after a resume only you have it.")},
        {"ui.interrupted", QT_TRANSLATE_NOOP("words", "A run for %1 was interrupted."),
         QT_TRANSLATE_NOOP("words", "Begun %2. %3"),
         QT_TRANSLATE_NOOP("words", "Resume it, or set it aside; what exists stays where it is.")},
        {"ui.password-still-there", QT_TRANSLATE_NOOP("words", "Do you still have the password of this backup?"),
         QT_TRANSLATE_NOOP("words",
                           "This program does not keep it. Without it the key file of %1 can never be opened.")},
        {"ui.run-without-password", QT_TRANSLATE_NOOP("words", "Without its password the key file is useless."),
         QT_TRANSLATE_NOOP("words", "The orphan is %1 on %2. Remove it there when you like; nothing depends on it."),
         QT_TRANSLATE_NOOP("words", "Back up again with a new password.")},
        {"ui.papers-missing", QT_TRANSLATE_NOOP("words", "The papers of %1 are not on the medium yet."),
         QT_TRANSLATE_NOOP("words", "The key is on %2 and the receipt is in the history; receipt, restore text and "
                                    "label are missing on the medium."),
         QT_TRANSLATE_NOOP("words", "Plug the medium in and write them again.")},
        {"ui.practice-failed", QT_TRANSLATE_NOOP("words", "The practice server did not start."),
         QT_TRANSLATE_NOOP("words", "%1"), QT_TRANSLATE_NOOP("words", "Nothing real was touched.")},
        {"task.dropped", QT_TRANSLATE_NOOP("words", "The program is ending."), ""},
        {"task.abandoned", QT_TRANSLATE_NOOP("words", "Stopped waiting."),
         QT_TRANSLATE_NOOP("words", "The answer was not waited for.")},
        // Buttons in banners.
        {"reconnect", QT_TRANSLATE_NOOP("words", "Reconnect")},
        {"retry", QT_TRANSLATE_NOOP("words", "Try again")},
        {"return", QT_TRANSLATE_NOOP("words", "Go there")},
        {"change-server", QT_TRANSLATE_NOOP("words", "Choose another server")},
        {"choose-strict", QT_TRANSLATE_NOOP("words", "Use strict encryption")},
        {"look-again", QT_TRANSLATE_NOOP("words", "Look again")},
        {"choose-medium", QT_TRANSLATE_NOOP("words", "Choose another medium")},
        {"choose-folder", QT_TRANSLATE_NOOP("words", "Choose another folder")},
        {"choose-password", QT_TRANSLATE_NOOP("words", "Choose another password")},
        {"copy-password", QT_TRANSLATE_NOOP("words", "Copy password")},
        {"back-up-anyway", QT_TRANSLATE_NOOP("words", "Back up anyway")},
        {"look-for-file", QT_TRANSLATE_NOOP("words", "Look for the file")},
        {"new-name", QT_TRANSLATE_NOOP("words", "Try with a new name")},
        {"copy-by-hand", QT_TRANSLATE_NOOP("words", "Copy by hand")},
        {"check-again", QT_TRANSLATE_NOOP("words", "Check again")},
        {"copy-again", QT_TRANSLATE_NOOP("words", "Copy again")},
        {"stay", QT_TRANSLATE_NOOP("words", "Stay")},
        {"leave-run", QT_TRANSLATE_NOOP("words", "Leave for now")},
        {"resume", QT_TRANSLATE_NOOP("words", "Resume")},
        {"set-aside", QT_TRANSLATE_NOOP("words", "Set aside")},
        {"have-password", QT_TRANSLATE_NOOP("words", "I have it")},
        {"lost-password", QT_TRANSLATE_NOOP("words", "It is lost")},
        {"write-again", QT_TRANSLATE_NOOP("words", "Write them again")},
        {"new-run", QT_TRANSLATE_NOOP("words", "Back up again")},
    };
    return table;
}

void useWords()
{
    useSourcePlurals();
    setWordsLookup([](const QString &id) -> const Words * {
        if (const Words *words = wordsOf(id))
            return words;
        const auto own = pageWords();
        const auto found =
            std::find_if(own.begin(), own.end(), [&id](const Words &words) { return id == QLatin1String(words.id); });
        return found == own.end() ? nullptr : &*found;
    });
}

} // namespace smk
