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
    Words{"connect.platform-rds", QT_TRANSLATE_NOOP("words", "Platform"),
          QT_TRANSLATE_NOOP("words", "This looks like Amazon RDS: %1 cannot be given CONTROL SERVER there, and Amazon "
                                     "keeps the service master key."),
          QT_TRANSLATE_NOOP("words", "Choose an instance that you run yourself.")},
    Words{"connect.edition-untested", QT_TRANSLATE_NOOP("words", "Edition"),
          QT_TRANSLATE_NOOP("words", "%1: this program was never tried with it."),
          QT_TRANSLATE_NOOP("words", "Go on, and look at the result twice.")},
    Words{"connect.renamed", QT_TRANSLATE_NOOP("words", "Renamed"),
          QT_TRANSLATE_NOOP("words", "@@SERVERNAME still says %1; the server's name is %2. Both go on the receipt.")},
    Words{"connect.other-instance", QT_TRANSLATE_NOOP("words", "Instance"),
          QT_TRANSLATE_NOOP("words", "At %1 answers %3, not an instance %2; its key is another one."),
          QT_TRANSLATE_NOOP("words", "Go on only if %3 is meant; else correct the port, or leave it out.")},
    Words{"connect.permission.master", QT_TRANSLATE_NOOP("words", "On master"),
          QT_TRANSLATE_NOOP("words", "%1 holds CONTROL on the database master too.")},
    Words{"connect.permission.master-missing", QT_TRANSLATE_NOOP("words", "On master"),
          QT_TRANSLATE_NOOP("words", "%1 has no CONTROL on the database master; CONTROL SERVER decides.")},
    Words{"connect.permission.unknown", QT_TRANSLATE_NOOP("words", "Permission"),
          QT_TRANSLATE_NOOP("words", "Whether %1 holds CONTROL SERVER was not told.")},
    Words{"connect.line.stays", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Inside this computer, no network.")},
    Words{"connect.line.proven", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; the server proved who it is.")},
    Words{"connect.line.not-proven", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; who the server is was not proved.")},
    Words{"connect.line.trusted", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; who the server is was not proved. Its certificate was accepted with "
                                     "the reason: %1")},
    Words{"connect.line.trusted-before", QT_TRANSLATE_NOOP("words", "Line"),
          QT_TRANSLATE_NOOP("words", "Encrypted; who the server is was not proved. The same certificate was accepted "
                                     "on %1 with the reason: %2")},
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
    Words{"connect.protections.no-account", QT_TRANSLATE_NOOP("words", "Protections"),
          QT_TRANSLATE_NOOP("words", "That of the service account is missing; only that of the machine opens the key."),
          QT_TRANSLATE_NOOP("words", "Back up now, then restart the service so that SQL Server adds it again.")},
    Words{"connect.protections.no-machine", QT_TRANSLATE_NOOP("words", "Protections"),
          QT_TRANSLATE_NOOP("words", "That of the machine is missing; only that of the service account opens the key."),
          QT_TRANSLATE_NOOP("words", "Back up now, before anybody changes the service account; then restart the "
                                     "service so that SQL Server adds it again.")},
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
    Words{"connect.last-backup.same", QT_TRANSLATE_NOOP("words", "Last backup"),
          QT_TRANSLATE_NOOP("words", "The key is the one that was backed up on %1.")},
    Words{"connect.last-backup.older", QT_TRANSLATE_NOOP("words", "Last backup"),
          QT_TRANSLATE_NOOP("words", "That of %1 is of an older key: it was changed on %2."),
          QT_TRANSLATE_NOOP("words", "Go on: this backup is due. Keep the older one as long as anything it opens.")},
    Words{"connect.contained-group", QT_TRANSLATE_NOOP("words", "Contained group"),
          QT_TRANSLATE_NOOP("words", "This connection leads into the contained availability group %1. It has a master "
                                     "and a service master key of its own; the instance's key is another one."),
          QT_TRANSLATE_NOOP("words", "Connect to each replica by its own name instead of the listener: %2")},
    Words{"connect.contained-group.unknown", QT_TRANSLATE_NOOP("words", "Contained group"),
          QT_TRANSLATE_NOOP("words", "Whether this connection leads into a contained availability group, whose key is "
                                     "another one, was not told.")},
    Words{"connect.availability-group", QT_TRANSLATE_NOOP("words", "Availability group"),
          QT_TRANSLATE_NOOP("words", "%1: %2 is %3. Every replica has its own key; this backup is of this one alone."),
          QT_TRANSLATE_NOOP("words", "Back up each replica, by its own name: %4")},
    Words{"connect.listener", QT_TRANSLATE_NOOP("words", "Listener"),
          QT_TRANSLATE_NOOP("words",
                            "%1 is the listener of %3: it leads to %2 now, and to another replica with another "
                            "key after a failover."),
          QT_TRANSLATE_NOOP("words", "Connect to %2 by its own name.")},
    Words{"connect.triggers.none", QT_TRANSLATE_NOOP("words", "Triggers"),
          QT_TRANSLATE_NOOP("words", "None on this server hears of statements on the key.")},
    Words{
        "connect.triggers", QT_TRANSLATE_NOOP("words", "Triggers"),
        QT_TRANSLATE_NOOP("words", "%1 hears of statements on the service master key and could roll them back (3609)."),
        QT_TRANSLATE_NOOP("words", "Look at it with the command shown, and ask whoever maintains it.")},
    Words{"connect.triggers.unknown", QT_TRANSLATE_NOOP("words", "Triggers"),
          QT_TRANSLATE_NOOP("words", "Whether a trigger could roll the statement back was not told.")},
    Words{"connect.clock", QT_TRANSLATE_NOOP("words", "Clock"),
          QT_TRANSLATE_NOOP("words", "The server's agrees with that of this computer.")},
    Words{"connect.clock.ahead", QT_TRANSLATE_NOOP("words", "Clock"),
          QT_TRANSLATE_NOOP("words", "The server's is %1 min ahead of that of this computer. Times on the receipt are "
                                     "this computer's; those of the key are the server's."),
          QT_TRANSLATE_NOOP("words", "Set the wrong one; from 5 min on Windows sign-in fails as well.")},
    Words{"connect.clock.behind", QT_TRANSLATE_NOOP("words", "Clock"),
          QT_TRANSLATE_NOOP("words", "The server's is %1 min behind that of this computer. Times on the receipt are "
                                     "this computer's; those of the key are the server's."),
          QT_TRANSLATE_NOOP("words", "Set the wrong one; from 5 min on Windows sign-in fails as well.")},
    Words{"connect.clock.unknown", QT_TRANSLATE_NOOP("words", "Clock"),
          QT_TRANSLATE_NOOP("words", "The server did not tell its time.")},
    Words{"connect.not-covered.certificates", QT_TRANSLATE_NOOP("words", "Not covered"),
          QT_TRANSLATE_NOOP("words", "Private keys in master that were never backed up: %1. This backup does not hold "
                                     "them."),
          QT_TRANSLATE_NOOP("words", "Back up each with its private key, as the command shows.")},
    Words{"connect.not-covered.unknown", QT_TRANSLATE_NOOP("words", "Not covered"),
          QT_TRANSLATE_NOOP("words", "Whether certificates with a private key were never backed up was not told.")},
    Words{"connect.not-covered.databases", QT_TRANSLATE_NOOP("words", "Not covered"),
          QT_TRANSLATE_NOOP("words", "The database master keys of %1. SQL Server keeps no record of whether they were "
                                     "ever backed up."),
          QT_TRANSLATE_NOOP("words", "Back up each of them as well, as the command shows.")},
    Words{"connect.cluster.node", QT_TRANSLATE_NOOP("words", "Cluster"),
          QT_TRANSLATE_NOOP("words", "%1 is a clustered instance: one key for all its nodes. It runs on %2 now.")},
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
