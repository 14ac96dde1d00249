#include "store_step.h"

namespace smk {

std::span<const Words> storeWords()
{
    static constexpr Words table[] = {
        {"store.complete", QT_TRANSLATE_NOOP("words", "Custody"),
         QT_TRANSLATE_NOOP("words", "Place, custodian, access and due date are named.")},
        {"store.text-too-long", QT_TRANSLATE_NOOP("words", "Too long"),
         QT_TRANSLATE_NOOP("words", "The field \"%1\" takes at most %2 characters.")},
        {"store.text-not-possible", QT_TRANSLATE_NOOP("words", "Characters that do not show"),
         QT_TRANSLATE_NOOP("words",
                           "The field \"%1\" holds control characters or others that nobody could read on paper.")},
        {"store.place-missing", QT_TRANSLATE_NOOP("words", "Place"),
         QT_TRANSLATE_NOOP("words", "No place is named. An auditor asks where the copy is, off the server.")},
        {"store.custodian-missing", QT_TRANSLATE_NOOP("words", "Custodian"),
         QT_TRANSLATE_NOOP("words", "Nobody is named who keeps the medium. An auditor asks who answers for it.")},
        {"store.access-missing", QT_TRANSLATE_NOOP("words", "Access"),
         QT_TRANSLATE_NOOP("words", "It is not said who may have access. An auditor asks for exactly that.")},
        {"store.password-keeper-missing", QT_TRANSLATE_NOOP("words", "Password"),
         QT_TRANSLATE_NOOP("words", "Nobody is named who keeps the password.")},
        {"store.same-person", QT_TRANSLATE_NOOP("words", "Same hands"),
         QT_TRANSLATE_NOOP("words",
                           "Medium and password are with the same person: whoever has the one has the other.")},
        {"store.not-off-site", QT_TRANSLATE_NOOP("words", "Same building"),
         QT_TRANSLATE_NOOP("words", "The medium stays on site. What burns with the server protects nothing.")},
        {"store.due-missing", QT_TRANSLATE_NOOP("words", "Next due"),
         QT_TRANSLATE_NOOP("words", "No date is set for the next backup.")},
        {"store.due-past", QT_TRANSLATE_NOOP("words", "Next due"),
         QT_TRANSLATE_NOOP("words", "The next backup is due at a date that is past.")},
        {"store.planned", QT_TRANSLATE_NOOP("words", "Arrival"),
         QT_TRANSLATE_NOOP("words", "Planned, not confirmed: confirm it when the medium has arrived.")},
        {"store.label-not-made", QT_TRANSLATE_NOOP("words", "The label could not be made."),
         QT_TRANSLATE_NOOP("words", "Key and copy are not affected (%1)."),
         QT_TRANSLATE_NOOP("words", "Try again; the label can also be written by hand.")},
        {"store.paper-not-written", QT_TRANSLATE_NOOP("words", "The papers on the medium are not complete."),
         QT_TRANSLATE_NOOP("words", "%1 could not be written. Written before it: %2. The key on the medium is not "
                                    "affected; the receipt is kept in the history."),
         QT_TRANSLATE_NOOP("words", "Put the medium back or make room on it, and write them again.")},
        {"store.paper-differs", QT_TRANSLATE_NOOP("words", "A paper reads differently from what was written."),
         QT_TRANSLATE_NOOP("words", "%1 was read again from the medium and is not the same. Do not trust this medium."),
         QT_TRANSLATE_NOOP("words", "Take another medium and copy again.")},
        {"store.server-file-removed", QT_TRANSLATE_NOOP("words", "File on the server"),
         QT_TRANSLATE_NOOP("words", "Removed after the copy was proved identical.")},
        {"store.server-file-not-removed", QT_TRANSLATE_NOOP("words", "File on the server"),
         QT_TRANSLATE_NOOP("words",
                           "It could not be removed from here. Remove it on the server when the medium has arrived.")},
    };
    return table;
}

} // namespace smk
