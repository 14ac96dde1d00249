#include "words.h"

namespace smk {

std::span<const Words> procedureWords()
{
    static constexpr Words table[] = {
        {"procedure.no-password", QT_TRANSLATE_NOOP("words", "There is no password yet."),
         QT_TRANSLATE_NOOP("words", "Nothing was sent to the server."), QT_TRANSLATE_NOOP("words", "Choose one on the Password page.")},
        {"procedure.no-medium", QT_TRANSLATE_NOOP("words", "No medium is chosen."),
         QT_TRANSLATE_NOOP("words", "Nothing was written on a medium."), QT_TRANSLATE_NOOP("words", "Choose where the copy travels.")},
        {"procedure.already-sent", QT_TRANSLATE_NOOP("words", "The statement was already sent in this run."),
         QT_TRANSLATE_NOOP("words", "It is never repeated by itself: a second one could leave a second file."),
         QT_TRANSLATE_NOOP("words", "Go on with what it made, or begin another run.")},
        {"procedure.cancelled", QT_TRANSLATE_NOOP("words", "Cancelled."), QT_TRANSLATE_NOOP("words", "Nothing was sent to the server.")},
        {"procedure.no-key-file", QT_TRANSLATE_NOOP("words", "This run has no key file yet."),
         QT_TRANSLATE_NOOP("words", "The server has not reported one, or its outcome is not known."),
         QT_TRANSLATE_NOOP("words", "Back up first, or look whether the file is there.")},
        {"procedure.no-copy", QT_TRANSLATE_NOOP("words", "The key is not on the medium yet."),
         QT_TRANSLATE_NOOP("words", "There is no copy that could be read again."), QT_TRANSLATE_NOOP("words", "Copy it first.")},
        {"procedure.size-differs", QT_TRANSLATE_NOOP("words", "The file that was read is not the file that the server wrote."),
         QT_TRANSLATE_NOOP("words", "The server counts %1 bytes, %2 were read. Nothing was written on the medium."),
         QT_TRANSLATE_NOOP("words", "Try again, or read it another way.")},
        {"procedure.outcome-looked-up", QT_TRANSLATE_NOOP("words", "The server's answer was lost; the file was looked for."),
         QT_TRANSLATE_NOOP("words", "%1")},
        {"procedure.hash-not-taken", QT_TRANSLATE_NOOP("words", "Hash by the server"),
         QT_TRANSLATE_NOOP("words", "Not taken: the answer of the backup was lost, and the file was found afterwards.")},
        {"procedure.not-signed-in", QT_TRANSLATE_NOOP("words", "Not signed in to the server."),
         QT_TRANSLATE_NOOP("words", "The server could not be asked to open the file.")},
        {"procedure.no-password-to-open", QT_TRANSLATE_NOOP("words", "No password to open it with."),
         QT_TRANSLATE_NOOP("words", "The server was not asked to open the file.")},
        {"procedure.password-proved-by-server", QT_TRANSLATE_NOOP("words", "The server opened the file with the password that was typed again.")},
        {"procedure.password-not-stored-yet", QT_TRANSLATE_NOOP("words", "Not stored yet"),
         QT_TRANSLATE_NOOP("words", "The password was neither copied nor shown before the backup.")},
        {"procedure.not-flushed", QT_TRANSLATE_NOOP("words", "Flush"),
         QT_TRANSLATE_NOOP("words", "The medium's file system could not be asked to write through to the device.")},
        {"procedure.arrival-confirmed", QT_TRANSLATE_NOOP("words", "Arrived at its place.")},
        {"procedure.arrival-planned", QT_TRANSLATE_NOOP("words", "Planned, not confirmed.")},
        {"procedure.papers-missing", QT_TRANSLATE_NOOP("words", "Papers"),
         QT_TRANSLATE_NOOP("words", "The receipt, the restore text or the label is not on the medium: %1")},
        {"procedure.server-file-there", QT_TRANSLATE_NOOP("words", "File on the server"), QT_TRANSLATE_NOOP("words", "It is there: %1")},
        {"procedure.server-file-not-there", QT_TRANSLATE_NOOP("words", "File on the server"),
         QT_TRANSLATE_NOOP("words", "It is not there: %1")},
        {"procedure.server-file-none", QT_TRANSLATE_NOOP("words", "File on the server"), QT_TRANSLATE_NOOP("words", "None was made: %1")},
        {"procedure.server-file-recorded", QT_TRANSLATE_NOOP("words", "File on the server"),
         QT_TRANSLATE_NOOP("words", "Made, as the server reported: %1")},
        {"procedure.server-file-unknown", QT_TRANSLATE_NOOP("words", "File on the server"),
         QT_TRANSLATE_NOOP("words", "Not known: the statement may have been sent. Sign in and look for %1")},
        {"procedure.copy-none", QT_TRANSLATE_NOOP("words", "Copy"), QT_TRANSLATE_NOOP("words", "None was begun.")},
        {"procedure.copy-there", QT_TRANSLATE_NOOP("words", "Copy"), QT_TRANSLATE_NOOP("words", "It is there with the recorded SHA-256: %1")},
        {"procedure.copy-differs", QT_TRANSLATE_NOOP("words", "Copy"),
         QT_TRANSLATE_NOOP("words", "A file is there, but not the one recorded. It must be copied again: %1")},
        {"procedure.copy-not-seen", QT_TRANSLATE_NOOP("words", "Copy"),
         QT_TRANSLATE_NOOP("words", "Not seen from here; the medium may be unplugged: %1")},
    };
    return table;
}

} // namespace smk
