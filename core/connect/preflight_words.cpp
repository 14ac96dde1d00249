#include "connect_step.h"

#include <array>

namespace smk {

namespace {

// Findings of this step: label, sentence, what to do.
const std::array words{
    Words{"connect.server", QT_TRANSLATE_NOOP("words", "Server"),
          QT_TRANSLATE_NOOP("words", "%1 · SQL Server %2 (%3) · %4 · %5")},
    Words{"connect.platform-without-key", QT_TRANSLATE_NOOP("words", "Platform"),
          QT_TRANSLATE_NOOP("words", "%1: the provider keeps the service master key; there is nothing to back up."),
          QT_TRANSLATE_NOOP("words", "Choose an instance that you run yourself.")},
    Words{"connect.permission.held", QT_TRANSLATE_NOOP("words", "Permission"),
          QT_TRANSLATE_NOOP("words", "%1 holds CONTROL SERVER.")},
    Words{"connect.permission.missing", QT_TRANSLATE_NOOP("words", "Permission"),
          QT_TRANSLATE_NOOP("words", "%1 lacks CONTROL SERVER, which backing up this key needs."),
          QT_TRANSLATE_NOOP("words", "Ask a sysadmin to run the command shown, or sign in with another login.")},
    Words{"connect.permission.unknown", QT_TRANSLATE_NOOP("words", "Permission"),
          QT_TRANSLATE_NOOP("words", "Whether %1 holds CONTROL SERVER was not told.")},
    Words{"connect.line.stays", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Inside this computer, no network.")},
    Words{"connect.line.proven", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; the server proved who it is.")},
    Words{"connect.line.not-proven", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; who the server is was not proved.")},
    Words{"connect.line.override", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Readable on the network. Accepted with the reason: %1")},
    Words{"connect.line.readable", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Readable on the network."),
          QT_TRANSLATE_NOOP("words", "Switch encryption on at the server.")},
    Words{"connect.line.unknown", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP(
              "words", "The server may not tell this login whether the line is encrypted; it counts as readable.")},
    Words{"connect.key", QT_TRANSLATE_NOOP("words", "Service master key"),
          QT_TRANSLATE_NOOP("words", "%1 · made %2 · changed %3")},
    Words{"connect.key.unknown", QT_TRANSLATE_NOOP("words", "Service master key"),
          QT_TRANSLATE_NOOP("words", "The key's row is not visible to this login.")},
    Words{"connect.algorithm", QT_TRANSLATE_NOOP("words", "Algorithm"), QT_TRANSLATE_NOOP("words", "%1")},
    Words{"connect.algorithm.old", QT_TRANSLATE_NOOP("words", "Algorithm"),
          QT_TRANSLATE_NOOP("words", "%1: a key from before SQL Server 2012."),
          QT_TRANSLATE_NOOP("words", "Back it up now; regenerate it in a quiet hour and back up again.")},
    Words{"connect.protections", QT_TRANSLATE_NOOP("words", "Protections"),
          QT_TRANSLATE_NOOP("words", "Both are there: service account and machine.")},
    Words{"connect.protections.one", QT_TRANSLATE_NOOP("words", "Protections"),
          QT_TRANSLATE_NOOP("words", "Only one of two is there. If it fails as well, the key cannot be opened."),
          QT_TRANSLATE_NOOP("words", "Back up now, then restart the service so that SQL Server adds the other one.")},
    Words{"connect.protections.unknown", QT_TRANSLATE_NOOP("words", "Protections"),
          QT_TRANSLATE_NOOP("words", "How many of the two are there was not told.")},
    Words{"connect.opens", QT_TRANSLATE_NOOP("words", "Opens"),
          QT_TRANSLATE_NOOP("words", "linked-server logins: %1 · credentials: %2 · database master keys: %3")},
    Words{"connect.opens.nothing", QT_TRANSLATE_NOOP("words", "Opens"),
          QT_TRANSLATE_NOOP("words", "Nothing yet: the best moment.")},
    Words{"connect.opens.unknown", QT_TRANSLATE_NOOP("words", "Opens"),
          QT_TRANSLATE_NOOP("words", "Not visible to this login.")},
    Words{"connect.service-account", QT_TRANSLATE_NOOP("words", "Service account"), QT_TRANSLATE_NOOP("words", "%1")},
    Words{"connect.service-account.unknown", QT_TRANSLATE_NOOP("words", "Service account"),
          QT_TRANSLATE_NOOP("words", "The server did not tell under which account it runs.")},
    Words{"connect.availability-groups", QT_TRANSLATE_NOOP("words", "Availability groups"),
          QT_TRANSLATE_NOOP("words", "Every replica has its own key, and a contained group one more. This backup is of "
                                     "the replica that you are connected to."),
          QT_TRANSLATE_NOOP("words", "Connect to each replica by its own name, not through the listener.")},
    Words{"connect.cluster", QT_TRANSLATE_NOOP("words", "Cluster"),
          QT_TRANSLATE_NOOP("words", "%1 is a clustered instance: one key for all its nodes.")},
    Words{
        "connect.old-version", QT_TRANSLATE_NOOP("words", "Version"),
        QT_TRANSLATE_NOOP("words", "SQL Server %1 tells less of files and of its host; more will stay not verified.")},
};

} // namespace

std::span<const Words> preflightWords()
{
    return words;
}

} // namespace smk
