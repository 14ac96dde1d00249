#include "drive_list.h"

#include <QtGlobal>

#include <array>

namespace smk {

namespace {

const std::array words{
    Words{"medium.fit", QT_TRANSLATE_NOOP("words", "Can carry the copy"),
          QT_TRANSLATE_NOOP("words", "Encrypted and writable.")},
    Words{"medium.practice", QT_TRANSLATE_NOOP("words", "Practice medium"),
          QT_TRANSLATE_NOOP("words", "A folder that stands for a drive. Its copy protects nothing.")},
    Words{"medium.not-encrypted", QT_TRANSLATE_NOOP("words", "Not encrypted"),
          QT_TRANSLATE_NOOP("words", "The password alone protects the key on it.")},
    Words{"medium.encryption-unknown", QT_TRANSLATE_NOOP("words", "Not verified: encryption"),
          QT_TRANSLATE_NOOP("words", "The system does not tell whether the drive is encrypted."),
          QT_TRANSLATE_NOOP("words", "Look in the drive's own settings.")},
    Words{"medium.identity-unknown", QT_TRANSLATE_NOOP("words", "Not verified: which drive it is"),
          QT_TRANSLATE_NOOP("words", "It has neither a serial number nor a volume id that can be read, so it is known by its name and size alone."),
          QT_TRANSLATE_NOOP("words", "Mark it by hand, and do not swap it during the backup.")},
    Words{"medium.redirected", QT_TRANSLATE_NOOP("words", "Not verified: drive of the remote desktop client"),
          QT_TRANSLATE_NOOP("words", "Whether the copy has reached the drive itself cannot be told from here."),
          QT_TRANSLATE_NOOP("words", "Unplug it at the client, plug it in again and verify it there.")},
    Words{"medium.remote", QT_TRANSLATE_NOOP("words", "Folder on %2"),
          QT_TRANSLATE_NOOP("words", "It cannot be carried away; where %2 stands must be shown on the last page.")},
    Words{"medium.remote-host-unknown", QT_TRANSLATE_NOOP("words", "Not verified: where the folder lies"),
          QT_TRANSLATE_NOOP("words", "It could not be told whether its host is another machine than the server."),
          QT_TRANSLATE_NOOP("words", "Ask who runs the share where it stands.")},
    Words{"medium.remote-is-this-host", QT_TRANSLATE_NOOP("words", "A share of this very machine"),
          QT_TRANSLATE_NOOP("words", "%2 is this machine; a copy there burns with it."),
          QT_TRANSLATE_NOOP("words", "Choose a drive, or a folder of another host.")},
    Words{"medium.remote-is-server", QT_TRANSLATE_NOOP("words", "A share of the server itself"),
          QT_TRANSLATE_NOOP("words", "%2 is the machine whose key is backed up; a copy there burns with it."),
          QT_TRANSLATE_NOOP("words", "Choose a drive, or a folder of another host.")},
    Words{"medium.older-backups", QT_TRANSLATE_NOOP("words", "Earlier backups of this server: %1"),
          QT_TRANSLATE_NOOP("words", "They are kept; the new one gets a folder beside them.")},
    Words{"medium.system-disk", QT_TRANSLATE_NOOP("words", "Not possible: this machine's system disk"),
          QT_TRANSLATE_NOOP("words", "A key that burns with its server protects nothing.")},
    Words{"medium.fixed-disk", QT_TRANSLATE_NOOP("words", "Not possible: a disk of this machine"),
          QT_TRANSLATE_NOOP("words", "A key that burns with its server protects nothing.")},
    Words{"medium.read-only", QT_TRANSLATE_NOOP("words", "Write-protected"),
          QT_TRANSLATE_NOOP("words", "Nothing can be written on %1."),
          QT_TRANSLATE_NOOP("words", "Move its switch, or mount it for writing.")},
    Words{"medium.full", QT_TRANSLATE_NOOP("words", "Full"),
          QT_TRANSLATE_NOOP("words", "Less than 1 MB is free on %1."),
          QT_TRANSLATE_NOOP("words", "Make room on it; the wizard deletes nothing.")},
    Words{"medium.not-mounted", QT_TRANSLATE_NOOP("words", "Plugged in, not mounted"),
          QT_TRANSLATE_NOOP("words", "The system has not opened %1 yet."),
          QT_TRANSLATE_NOOP("words", "Open it in the file manager, or mount it; it is then found by itself.")},
    Words{"medium.locked", QT_TRANSLATE_NOOP("words", "Encrypted and locked"),
          QT_TRANSLATE_NOOP("words", "%1 cannot be written before it is unlocked."),
          QT_TRANSLATE_NOOP("words", "Unlock it in the file manager; it is then found by itself.")},
    Words{"medium.no-medium", QT_TRANSLATE_NOOP("words", "Empty slot"),
          QT_TRANSLATE_NOOP("words", "The reader is there, but no card is in it.")},
    Words{"medium.gone", QT_TRANSLATE_NOOP("words", "The medium is gone."),
          QT_TRANSLATE_NOOP("words", "%1 was chosen and is no longer plugged in or mounted. Nothing was written on another drive."),
          QT_TRANSLATE_NOOP("words", "Plug it in again, or choose another medium.")},
    Words{"medium.changed", QT_TRANSLATE_NOOP("words", "Another drive is in the place of the chosen one."),
          QT_TRANSLATE_NOOP("words", "What is mounted there now is not %1. Nothing was written on it."),
          QT_TRANSLATE_NOOP("words", "Plug the chosen drive in again, or choose this one on the Medium page.")},
    Words{"medium.folder-missing", QT_TRANSLATE_NOOP("words", "There is no such folder on this machine."),
          QT_TRANSLATE_NOOP("words", "%1 was not found."),
          QT_TRANSLATE_NOOP("words", "Look at the spelling, and whether the share is mounted.")},
    Words{"medium.folder-is-file", QT_TRANSLATE_NOOP("words", "This is a file, not a folder."),
          QT_TRANSLATE_NOOP("words", "%1 cannot hold a copy."), QT_TRANSLATE_NOOP("words", "Name the folder it lies in.")},
    Words{"medium.folder-not-absolute", QT_TRANSLATE_NOOP("words", "The folder's full path is needed."),
          QT_TRANSLATE_NOOP("words", "%1 depends on where the program was started."),
          QT_TRANSLATE_NOOP("words", "Type the path from the root of the drive on.")},
    Words{"medium.list-failed", QT_TRANSLATE_NOOP("words", "The drives of this machine could not be read."),
          QT_TRANSLATE_NOOP("words", "%1: %2"), QT_TRANSLATE_NOOP("words", "Name a mounted folder by hand.")},
    Words{"medium.list-cancelled", QT_TRANSLATE_NOOP("words", "Looking for drives was cancelled."), "",
          QT_TRANSLATE_NOOP("words", "Press F5 to look again.")},
    Words{"medium.eject-not-possible", QT_TRANSLATE_NOOP("words", "The wizard cannot eject this medium."),
          QT_TRANSLATE_NOOP("words", "The copy is on it; it is not yet released."),
          QT_TRANSLATE_NOOP("words", "Release it by the command shown, or in the file manager.")},
    Words{"medium.eject-refused", QT_TRANSLATE_NOOP("words", "The system did not release the medium."),
          QT_TRANSLATE_NOOP("words", "Do not pull it yet. The system says: %2"),
          QT_TRANSLATE_NOOP("words", "Close what uses it, then try again.")},
};

} // namespace

std::span<const Words> mediumWords()
{
    return words;
}

} // namespace smk
