#include "verify_step.h"

#include <QtGlobal>

#include <array>

namespace smk {

namespace {

const std::array words{
    Words{"verify.identical", QT_TRANSLATE_NOOP("words", "Copy is identical"),
          QT_TRANSLATE_NOOP("words",
                            "Re-read from the medium past the cache: size and SHA-256 are those of the source.")},
    Words{"verify.cache-not-excluded", QT_TRANSLATE_NOOP("words", "Identical as read; the cache was not excluded"),
          QT_TRANSLATE_NOOP("words", "The bytes agree, but on this kind of medium they may have come from memory."),
          QT_TRANSLATE_NOOP("words", "Unplug the medium, plug it in again and verify it once more.")},
    Words{"verify.differs", QT_TRANSLATE_NOOP("words", "The copy differs from the key file."),
          QT_TRANSLATE_NOOP("words", "Check code of the source %1, of the copy %2. This copy cannot be used; the key "
                                     "file on the server is untouched."),
          QT_TRANSLATE_NOOP("words", "Copy again, onto another medium if it happens twice.")},
    Words{"verify.size-differs", QT_TRANSLATE_NOOP("words", "The copy has another size than the key file."),
          QT_TRANSLATE_NOOP("words", "%1 bytes were written, %2 were read back. This copy cannot be used; the key file "
                                     "on the server is untouched."),
          QT_TRANSLATE_NOOP("words", "Copy again, onto another medium if it happens twice.")},
    Words{"verify.differs-from-server", QT_TRANSLATE_NOOP("words", "The copy is not the file that the server wrote."),
          QT_TRANSLATE_NOOP("words", "The server's own check code is %1, that of the copy %2."),
          QT_TRANSLATE_NOOP("words", "Copy again.")},
    Words{"verify.cancelled", QT_TRANSLATE_NOOP("words", "Verifying was cancelled."),
          QT_TRANSLATE_NOOP("words", "The copy is on the medium; it is not proved."),
          QT_TRANSLATE_NOOP("words", "Check again.")},

    Words{"verify.replugged", QT_TRANSLATE_NOOP("words", "Identical after plugging in again"),
          QT_TRANSLATE_NOOP("words", "The medium was away in between, so its own cache is excluded too.")},
    Words{"verify.not-replugged", QT_TRANSLATE_NOOP("words", "Not verified: not unplugged in between"),
          QT_TRANSLATE_NOOP("words", "Only unplugging excludes the drive's own cache."),
          QT_TRANSLATE_NOOP("words", "Unplug the medium, plug it in again and verify it.")},

    Words{"verify.replug-not-possible", QT_TRANSLATE_NOOP("words", "This medium cannot be unplugged from here."),
          QT_TRANSLATE_NOOP("words", "Only a removable drive of this machine can be ejected and waited for."),
          QT_TRANSLATE_NOOP("words", "Verify it where the drive is plugged in.")},

    Words{"verify.password-as-stored", QT_TRANSLATE_NOOP("words", "Your stored password is right"),
          QT_TRANSLATE_NOOP("words", "What was typed from where it is kept is what locks the backup.")},
    Words{"verify.password-differs", QT_TRANSLATE_NOOP("words", "The two passwords differ."),
          QT_TRANSLATE_NOOP(
              "words", "What was typed does not lock this backup. Nothing is lost: this run still has the right one."),
          QT_TRANSLATE_NOOP("words", "Show it again and store it, then type it from there.")},
    Words{"verify.password-not-reentered", QT_TRANSLATE_NOOP("words", "Not verified: password not re-entered"),
          QT_TRANSLATE_NOOP("words", "Whether it was stored rightly is not known."),
          QT_TRANSLATE_NOOP("words", "Type it from where you stored it.")},
    Words{"verify.password-entered-by-program", QT_TRANSLATE_NOOP("words", "Not verified: entered by the program"),
          QT_TRANSLATE_NOOP("words", "No person typed it from where it is kept.")},
    Words{"verify.password-no-longer-known",
          QT_TRANSLATE_NOOP("words", "Not verified: the program no longer has the password"),
          QT_TRANSLATE_NOOP("words", "It was dropped when the earlier run ended, so there is nothing to compare with."),
          QT_TRANSLATE_NOOP("words", "Let SQL Server open the file: it can tell.")},

    Words{"verify.opened", QT_TRANSLATE_NOOP("words", "Opened by the server"),
          QT_TRANSLATE_NOOP(
              "words",
              "SQL Server opened the file with this password and found its own key in it; nothing was changed (%1).")},
    Words{"verify.proof-declined", QT_TRANSLATE_NOOP("words", "Not verified: not opened by the server"),
          QT_TRANSLATE_NOOP("words", "The copy and the password were compared; the server was not asked.")},
    Words{
        "verify.wrong-password", QT_TRANSLATE_NOOP("words", "The password does not open the key file."),
        QT_TRANSLATE_NOOP(
            "words",
            "The file is whole, and nothing was changed on the server. With this password it cannot be restored (%1)."),
        QT_TRANSLATE_NOOP("words", "Type it again, or back up again with a password that is stored.")},
    Words{"verify.server-cannot-read", QT_TRANSLATE_NOOP("words", "The server could not read its key file."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. The service account may have lost its right to the file, or "
                                     "the file is no key backup (%1)."),
          QT_TRANSLATE_NOOP("words", "Look at the rights of the file on the server, then check again.")},
    Words{"verify.no-permission", QT_TRANSLATE_NOOP("words", "Not verified: the login may not restore a key"),
          QT_TRANSLATE_NOOP("words", "Needs CONTROL SERVER; nothing was changed (%1)."),
          QT_TRANSLATE_NOOP("words", "Ask a sysadmin, or leave it at the comparison.")},
    Words{"verify.key-damaged",
          QT_TRANSLATE_NOOP("words", "The server cannot decrypt its present key or something under it."),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. The backup may be the only good copy of the key (%1)."),
          QT_TRANSLATE_NOOP("words",
                            "Keep the copy, never use FORCE on advice alone, and look into the server's error log.")},
    Words{"verify.crypto-failed", QT_TRANSLATE_NOOP("words", "The encryption of the server's system failed."),
          QT_TRANSLATE_NOOP("words", "The copy is not proved by the server; nothing was changed (%1)."),
          QT_TRANSLATE_NOOP("words", "Look into the server's error log, then check again.")},
    Words{
        "verify.data-lost", QT_TRANSLATE_NOOP("words", "The server reports secrets that it could not carry over."),
        QT_TRANSLATE_NOOP("words", "That happens only with FORCE, which the wizard never sends (%1)."),
        QT_TRANSLATE_NOOP(
            "words", "Keep the copy, look into the server's error log, and enter linked logins and credentials anew.")},
    Words{"verify.other-statement",
          QT_TRANSLATE_NOOP("words", "Not verified: the server answered as if another statement had been sent"),
          QT_TRANSLATE_NOOP("words", "Nothing was changed. This may be an error of this program (%1)."),
          QT_TRANSLATE_NOOP("words", "Please report it with the details.")},
    Words{"verify.trigger",
          QT_TRANSLATE_NOOP("words", "Not verified: a trigger on the server rolled the statement back"),
          QT_TRANSLATE_NOOP("words", "Nothing was changed (%1)."),
          QT_TRANSLATE_NOOP("words", "Ask who owns the server's DDL triggers, or leave it at the comparison.")},
    Words{"verify.in-transaction", QT_TRANSLATE_NOOP("words", "Not verified: the statement ran inside a transaction"),
          QT_TRANSLATE_NOOP("words", "The server does not allow that; nothing was changed (%1)."),
          QT_TRANSLATE_NOOP("words", "Sign in again and check once more.")},
    Words{"verify.turned-off",
          QT_TRANSLATE_NOOP("words", "Not verified: a component that the statement needs is turned off"),
          QT_TRANSLATE_NOOP("words", "Nothing was changed (%1)."),
          QT_TRANSLATE_NOOP("words", "Leave it at the comparison, or ask the server's administrator.")},
    Words{"verify.restore-refused", QT_TRANSLATE_NOOP("words", "The server refused to open the key file."),
          QT_TRANSLATE_NOOP("words",
                            "It is no answer that the wizard knows, and the copy is not proved. It said (%1): %2"),
          QT_TRANSLATE_NOOP("words", "Look into the server's error log before you go on.")},
    Words{"verify.no-confirmation", QT_TRANSLATE_NOOP("words", "Not verified: the server did not confirm"),
          QT_TRANSLATE_NOOP("words", "The statement ended without the message that both keys are identical (15588).")},
    Words{"verify.answer-lost", QT_TRANSLATE_NOOP("words", "The server's answer was lost."),
          QT_TRANSLATE_NOOP("words",
                            "The statement was sent; whether it was carried out is not known. It could only have put "
                            "the identical key in place, for file and key were as at the backup the moment before."),
          QT_TRANSLATE_NOOP("words", "Connect again; the key is then looked at before anything else.")},

    Words{"verify.no-hash-at-backup", QT_TRANSLATE_NOOP("words", "Not verified: no check code from the backup"),
          QT_TRANSLATE_NOOP("words", "Without it nobody could tell that the file is still the same, and a restore "
                                     "might replace the key. Nothing was sent.")},
    Words{"verify.server-cannot-hash",
          QT_TRANSLATE_NOOP("words", "Not verified: this server cannot compute a check code"),
          QT_TRANSLATE_NOOP("words", "Without it a restore might replace the key. Nothing was sent."),
          QT_TRANSLATE_NOOP("words", "It needs ADMINISTER BULK OPERATIONS and a folder outside /var/opt/mssql.")},
    Words{
        "verify.guard-hash-differs",
        QT_TRANSLATE_NOOP("words", "Not verified: the key file was changed since the backup"),
        QT_TRANSLATE_NOOP("words", "Check code then %1, now %2. A restore might replace the key, so nothing was sent."),
        QT_TRANSLATE_NOOP("words", "Find out who changed it, and back up again.")},
    Words{"verify.guard-key-changed",
          QT_TRANSLATE_NOOP("words", "Not verified: the server's key was changed since the backup"),
          QT_TRANSLATE_NOOP("words", "A restore would put the old key back, so nothing was sent."),
          QT_TRANSLATE_NOOP("words", "Back up again: this copy is of the key before the change.")},
    Words{"verify.guard-key-not-visible", QT_TRANSLATE_NOOP("words", "Not verified: the server's key cannot be seen"),
          QT_TRANSLATE_NOOP("words", "Without its GUID and date a restore might replace the key. Nothing was sent."),
          QT_TRANSLATE_NOOP("words", "The login needs CONTROL SERVER or VIEW ANY DEFINITION.")},
    Words{"verify.guard-after-not-readable",
          QT_TRANSLATE_NOOP("words", "Not verified: the key could not be looked at afterwards"),
          QT_TRANSLATE_NOOP("words", "The server said that both keys are identical, then the connection was lost."),
          QT_TRANSLATE_NOOP("words", "Connect again and check once more.")},
    Words{"verify.key-changed-meanwhile",
          QT_TRANSLATE_NOOP("words", "The server's key is not the one it was before the check."),
          QT_TRANSLATE_NOOP("words", "Its GUID or date changed while the file was being opened. Somebody else may have "
                                     "regenerated or restored it."),
          QT_TRANSLATE_NOOP("words", "Stop here, look into the server's error log, and back up the present key.")},
    Words{"verify.guarding", QT_TRANSLATE_NOOP("words", "Looking whether file and key are as at the backup…")},
    Words{"verify.opening", QT_TRANSLATE_NOOP("words", "SQL Server opens the key file…")},
};

} // namespace

std::span<const Words> verifyWords()
{
    return words;
}

} // namespace smk
