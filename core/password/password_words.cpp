#include "password_rules.h"

#include <QtGlobal>

namespace smk {

namespace {

constexpr Words table[] = {
    {"password.length", QT_TRANSLATE_NOOP("words", "Length"),
     QT_TRANSLATE_NOOP("words", "Between 8 and 128 characters.")},
    {"password.length.empty", QT_TRANSLATE_NOOP("words", "Length"),
     QT_TRANSLATE_NOOP("words", "There is no password yet."),
     QT_TRANSLATE_NOOP("words", "Take a generated one, or type your own.")},
    {"password.length.too-short", QT_TRANSLATE_NOOP("words", "Length"),
     QT_TRANSLATE_NOOP("words", "Fewer than 8 characters."),
     QT_TRANSLATE_NOOP("words", "At least 8 are required; 15 or more are better.")},
    {"password.length.too-long", QT_TRANSLATE_NOOP("words", "Length"),
     QT_TRANSLATE_NOOP("words", "%1 characters; SQL Server takes 128 at most."),
     QT_TRANSLATE_NOOP("words", "Shorten it.")},
    {"password.classes", QT_TRANSLATE_NOOP("words", "Classes"),
     QT_TRANSLATE_NOOP("words", "%1 of 4: upper case, lower case, digits, symbols.")},
    {"password.classes.too-few", QT_TRANSLATE_NOOP("words", "Classes"),
     QT_TRANSLATE_NOOP("words", "%1 of 4: upper case, lower case, digits, symbols."),
     QT_TRANSLATE_NOOP("words", "SQL Server requires three of the four.")},
    {"password.control-characters", QT_TRANSLATE_NOOP("words", "Control characters"),
     QT_TRANSLATE_NOOP("words", "It holds a tab, a line break or another control character."),
     QT_TRANSLATE_NOOP("words", "Take it out; it may have come with the paste.")},
    {"password.lone-surrogate", QT_TRANSLATE_NOOP("words", "Broken character"),
     QT_TRANSLATE_NOOP("words", "It holds half of a character, which cannot be typed again."),
     QT_TRANSLATE_NOOP("words", "Type it again instead of pasting it.")},
    {"password.contains-login", QT_TRANSLATE_NOOP("words", "Sign-in name"),
     QT_TRANSLATE_NOOP("words", "The sign-in name %1 is part of it."),
     QT_TRANSLATE_NOOP("words", "Leave the name out.")},
    {"password.contains-machine", QT_TRANSLATE_NOOP("words", "Computer name"),
     QT_TRANSLATE_NOOP("words", "The computer name %1 is part of it."),
     QT_TRANSLATE_NOOP("words", "Leave the name out.")},
    {"password.hidden-characters", QT_TRANSLATE_NOOP("words", "Hidden characters"),
     QT_TRANSLATE_NOOP("words", "It holds a character that shows nothing and cannot be read off a screen."),
     QT_TRANSLATE_NOOP("words", "Type it again instead of pasting it.")},
    {"password.non-ascii", QT_TRANSLATE_NOOP("words", "Keyboard"),
     QT_TRANSLATE_NOOP("words",
                       "It has characters beyond plain ASCII: the keyboard at the recovery site may lack them.")},
    {"password.edge-blank", QT_TRANSLATE_NOOP("words", "Blank at an end"),
     QT_TRANSLATE_NOOP("words", "It begins or ends with a blank, which is easily lost on paper and in a paste.")},
    {"password.stig", QT_TRANSLATE_NOOP("words", "STIG preset"),
     QT_TRANSLATE_NOOP("words", "Met: 15 or more, four classes.")},
    {"password.stig.not-met", QT_TRANSLATE_NOOP("words", "STIG preset"),
     QT_TRANSLATE_NOOP("words", "Not met: it asks for 15 or more and all four classes.")},
    {"password.server-policy", QT_TRANSLATE_NOOP("words", "Server's own policy"),
     QT_TRANSLATE_NOOP("words", "Not verified: the server decides in step 5.")},

    {"password.strength.very-weak", QT_TRANSLATE_NOOP("words", "Very weak"),
     QT_TRANSLATE_NOOP("words", "guessed at once")},
    {"password.strength.weak", QT_TRANSLATE_NOOP("words", "Weak"),
     QT_TRANSLATE_NOOP("words", "guessed offline within days")},
    {"password.strength.fair", QT_TRANSLATE_NOOP("words", "Fair"),
     QT_TRANSLATE_NOOP("words", "offline guessing takes years")},
    {"password.strength.strong", QT_TRANSLATE_NOOP("words", "Strong"),
     QT_TRANSLATE_NOOP("words", "offline guessing takes more than a lifetime")},
    {"password.strength.very-strong", QT_TRANSLATE_NOOP("words", "Very strong"),
     QT_TRANSLATE_NOOP("words", "out of reach of offline guessing")},

    {"password.differs", QT_TRANSLATE_NOOP("words", "The two entries differ."),
     QT_TRANSLATE_NOOP("words", "The password that locks the backup must be the one you know."),
     QT_TRANSLATE_NOOP("words", "Type it twice again.")},
    {"password.refused", QT_TRANSLATE_NOOP("words", "The password is below the documented minimum."),
     QT_TRANSLATE_NOOP("words", "Nothing was sent to the server."),
     QT_TRANSLATE_NOOP("words", "See the lines below the field.")},
    {"password.own-weak", QT_TRANSLATE_NOOP("words", "Weak password"),
     QT_TRANSLATE_NOOP("words", "It meets the minimum, and can be guessed from the file alone."),
     QT_TRANSLATE_NOOP("words", "Take a generated one, or make it longer.")},
    {"password.store-convenience", QT_TRANSLATE_NOOP("words", "Credential store"),
     QT_TRANSLATE_NOOP("words", "It is lost with this computer: a convenience, not custody."),
     QT_TRANSLATE_NOOP("words", "Keep the password in a second place too.")},

    {"password.store-absent", QT_TRANSLATE_NOOP("words", "No credential store answers on this computer."),
     QT_TRANSLATE_NOOP("words",
                       "The password was not stored here; the backup can go on without it. The system said: %1"),
     QT_TRANSLATE_NOOP("words", "Keep the password in a password manager or on the paper sheet.")},
    {"password.store-locked", QT_TRANSLATE_NOOP("words", "The credential store of this computer is locked."),
     QT_TRANSLATE_NOOP("words", "The password was not stored here; the backup can go on without it."),
     QT_TRANSLATE_NOOP("words", "Unlock it and try again, or keep the password elsewhere.")},
    {"password.store-silent", QT_TRANSLATE_NOOP("words", "The credential store did not answer in time."),
     QT_TRANSLATE_NOOP("words",
                       "It may be waiting for a window of its own. Whether the password is stored here is not known."),
     QT_TRANSLATE_NOOP("words", "Look for that window and try again, or keep the password elsewhere.")},
    {"password.store-differs", QT_TRANSLATE_NOOP("words", "The credential store gave back something else."),
     QT_TRANSLATE_NOOP("words", "The entry %1 does not hold the password as written, so it cannot be relied on."),
     QT_TRANSLATE_NOOP("words", "Keep the password elsewhere.")},
    {"password.store-exists", QT_TRANSLATE_NOOP("words", "The credential store already has an entry %1."),
     QT_TRANSLATE_NOOP("words", "It was not replaced: it may be the password of another backup."),
     QT_TRANSLATE_NOOP("words", "Use another name, or keep the password elsewhere.")},
    {"password.store-no-entry", QT_TRANSLATE_NOOP("words", "The credential store has no entry %1."),
     QT_TRANSLATE_NOOP("words", "Nothing was read."),
     QT_TRANSLATE_NOOP("words", "Take the password from where it is kept.")},
    {"password.store-not-removed", QT_TRANSLATE_NOOP("words", "The entry %1 is still in the credential store."),
     QT_TRANSLATE_NOOP("words", "It holds the password of a backup that was not made."),
     QT_TRANSLATE_NOOP("words", "Remove it by hand.")},

    {"retry", QT_TRANSLATE_NOOP("words", "Try again")},
    {"keep-elsewhere", QT_TRANSLATE_NOOP("words", "Keep it elsewhere")},
};

} // namespace

std::span<const Words> passwordWords()
{
    return table;
}

} // namespace smk
