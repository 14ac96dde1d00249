#include "receipt_folder.h"

namespace smk {

std::span<const Words> historyWords()
{
    static constexpr Words table[] = {
        {"history.not-a-receipt", QT_TRANSLATE_NOOP("words", "This file is no receipt."),
         QT_TRANSLATE_NOOP("words", "It could not be read as one (%1). Nothing was changed."),
         QT_TRANSLATE_NOOP("words", "Look whether it was cut or altered, and take the copy from the other place.")},
        {"history.newer-schema",
         QT_TRANSLATE_NOOP("words", "This receipt was written by a newer version of this program."),
         QT_TRANSLATE_NOOP("words",
                           "Its schema has version %1, which this program does not know. Nothing was changed."),
         QT_TRANSLATE_NOOP("words", "Open it with the newer version.")},
        {"history.run-is-alive",
         QT_TRANSLATE_NOOP("words", "This run is still going on in another window or terminal."),
         QT_TRANSLATE_NOOP(
             "words", "Run %1 is held by another process. Two at once could contradict each other, so this one stops."),
         QT_TRANSLATE_NOOP("words", "Go on there, or end that process first.")},
        {"history.already-finished", QT_TRANSLATE_NOOP("words", "This run is already finished."),
         QT_TRANSLATE_NOOP("words", "Run %1 has its final receipt; there is nothing to resume."),
         QT_TRANSLATE_NOOP("words", "Look at it in the history.")},
        {"history.no-such-run", QT_TRANSLATE_NOOP("words", "There is no such run in progress."),
         QT_TRANSLATE_NOOP("words", "Nothing was found for %1 in the receipts folder."),
         QT_TRANSLATE_NOOP("words", "smkctl history lists the runs that can be resumed.")},
        {"history.receipt-differs", QT_TRANSLATE_NOOP("words", "The receipt reads differently from what was written."),
         QT_TRANSLATE_NOOP("words", "%1 could not be confirmed on disk. The key and its copy are not affected."),
         QT_TRANSLATE_NOOP("words", "Check the disk that holds the receipts.")},
        {"history.folder-unreadable", QT_TRANSLATE_NOOP("words", "The receipts folder cannot be read."),
         QT_TRANSLATE_NOOP("words", "%1 could not be listed. Nothing was changed."),
         QT_TRANSLATE_NOOP("words", "Check the rights of that folder.")},
        {"history.state.in-progress", QT_TRANSLATE_NOOP("words", "In progress")},
        {"history.state.current", QT_TRANSLATE_NOOP("words", "Current")},
        {"history.state.not-confirmed", QT_TRANSLATE_NOOP("words", "Waiting for storage")},
        {"history.state.due", QT_TRANSLATE_NOOP("words", "Due")},
        {"history.state.key-changed", QT_TRANSLATE_NOOP("words", "Key changed since")},
        {"history.state.replaced", QT_TRANSLATE_NOOP("words", "Replaced by a newer one")},
        {"history.state.lost", QT_TRANSLATE_NOOP("words", "Lost")},
        {"history.state.set-aside", QT_TRANSLATE_NOOP("words", "Set aside")},
        {"history.state.failed", QT_TRANSLATE_NOOP("words", "Failed")},
    };
    return table;
}

} // namespace smk
