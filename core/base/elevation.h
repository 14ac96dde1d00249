// One elevated act: a verb of smkctl beside this program, started through pkexec or runas with paths alone. The window
// itself never runs elevated. Blocking; nothing is left half done when it is refused, since nothing was started then.
#pragma once

#include "cancel.h"
#include "problem.h"
#include "result.h"

#include <QByteArray>
#include <QStringList>

#include <chrono>
#include <span>

namespace smk {

struct ElevatedAnswer
{
    int exitCode = 0;
    QByteArray output; // empty on Windows, where the elevated program has no pipe to us
    QByteArray errors;
};

// The command as the DBA could run it: "pkexec '/usr/bin/smkctl' 'directory' '--create' '/srv/keys'".
[[nodiscard]] QString elevatedCommand(const QStringList &arguments);
// False: there is nothing here that could ask for the rights.
[[nodiscard]] bool canAskForElevation();
// Problems: "elevation.dismissed" (the DBA closed the question), "elevation.refused" (wrong password, no agent, not
// allowed), "elevation.not-here", "elevation.cancelled", "elevation.timeout", "elevation.too-much". Each carries the
// command. Outcome::Unknown where the verb may be running or may have run: look again before anything else. An answer,
// with whatever exit code, means that the verb ran.
[[nodiscard]] Result<ElevatedAnswer> runElevated(const QStringList &arguments, const CancelToken &cancel);

// For tests: another program than the smkctl beside this one, and another patience than ten minutes.
void setElevatedProgram(const QString &path);
void setElevationPatience(std::chrono::milliseconds limit);
[[nodiscard]] std::chrono::milliseconds elevationPatience();

// What is started: the file of that name beside this program, or what a test set.
[[nodiscard]] QString elevatedProgram(const QString &fileName);
// One of the Problems above, with the command and what can be done; of a time-out also how long it was waited.
[[nodiscard]] Problem elevationProblem(const QString &id, const QStringList &arguments);
// What pkexec's end means; nothing: the verb ran.
[[nodiscard]] std::optional<QString> problemOfPkexec(int exitCode, const QByteArray &errors);

[[nodiscard]] std::span<const Words> elevationWords();

} // namespace smk
