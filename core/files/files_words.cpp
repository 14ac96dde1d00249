#include "durable_file.h"

#include <QtGlobal>

#include <array>

namespace smk {

namespace {

const std::array words{
    Words{"files.exists", QT_TRANSLATE_NOOP("words", "A file of this name is already there."),
          QT_TRANSLATE_NOOP("words", "%1 was left as it is; nothing is ever replaced."),
          QT_TRANSLATE_NOOP("words", "Use another name.")},
    Words{"files.missing", QT_TRANSLATE_NOOP("words", "The file is not there."),
          QT_TRANSLATE_NOOP("words", "Its folder is there, but nothing named %1 is in it."),
          QT_TRANSLATE_NOOP("words", "Look whether it was moved or renamed.")},
    Words{"files.full", QT_TRANSLATE_NOOP("words", "There is no room left for the file."),
          QT_TRANSLATE_NOOP("words", "%1 was not written; no part of it was left behind. (%2)"),
          QT_TRANSLATE_NOOP("words", "Make room there, or choose another medium.")},
    Words{"files.read-only", QT_TRANSLATE_NOOP("words", "The place is write-protected."),
          QT_TRANSLATE_NOOP("words", "%1 was not written. (%2)"),
          QT_TRANSLATE_NOOP("words", "Undo the write protection, or choose another medium.")},
    Words{"files.gone", QT_TRANSLATE_NOOP("words", "The folder is no longer there."),
          QT_TRANSLATE_NOOP("words", "The drive or share that held %1 does not answer. (%2)"),
          QT_TRANSLATE_NOOP("words", "Plug the drive in again or reconnect the share, then try again.")},
    Words{"files.denied", QT_TRANSLATE_NOOP("words", "Your account may not do this here."),
          QT_TRANSLATE_NOOP("words", "The system refused %1. (%2)"),
          QT_TRANSLATE_NOOP("words", "Ask for the right, or choose another place.")},
    Words{"files.too-large", QT_TRANSLATE_NOOP("words", "The file is larger than expected."),
          QT_TRANSLATE_NOOP("words", "%1 was not read."),
          QT_TRANSLATE_NOOP("words", "Look whether it is the right file.")},
    Words{"files.cancelled", QT_TRANSLATE_NOOP("words", "Writing was cancelled."),
          QT_TRANSLATE_NOOP("words", "%1 was not written; no part of it was left behind."),
          QT_TRANSLATE_NOOP("words", "Start again when you are ready.")},
    Words{"files.failed", QT_TRANSLATE_NOOP("words", "The system could not read or write the file."),
          QT_TRANSLATE_NOOP("words", "%1: %2"),
          QT_TRANSLATE_NOOP("words", "Look at the drive, then try again; with another drive if it happens twice.")},
};

} // namespace

std::span<const Words> filesWords()
{
    return words;
}

} // namespace smk
