// What every error of the program is: a Problem. It carries an id and arguments, never prose; words are made
// where they are shown (window, terminal, paper) from the tables that stand beside each step.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace smk {

// What is known of an act that changes a server or a disk. Unknown: it was sent, and its answer was lost
// (cancel, time-out, broken link); the file must be looked for before anything else. Never a bool.
enum class Outcome { Done, None, Unknown };

// One diagnostic of the server or its driver. `text` has passed redact() where the statement carried a secret.
// Severity and state are -1 where the driver does not tell them; `number` 0 where there is none.
// Key on the number, never on severity or text: texts are localised, raised severities differ from the catalogue.
struct ServerError
{
    int number = 0;
    int severity = -1;
    int state = -1;
    QString sqlState;
    QString text;
};

// Whether a possible cause of a Problem was looked at, and what came of it.
enum class CauseCheck { Found, RuledOut, NotChecked };

struct Cause
{
    QString id; // "execute.cause.folder-not-writable"
    QStringList arguments = {};
    CauseCheck check = CauseCheck::NotChecked;
};

// What is true now, why, and what to do next.
struct Problem
{
    QString id;                 // "execute.file-not-created"; its room is the part before the first dot
    QStringList arguments = {}; // %1, %2 … of its texts
    Outcome outcome = Outcome::None;
    std::optional<ServerError> server = std::nullopt;
    std::vector<Cause> causes = {}; // most likely first
    QStringList remedies = {};      // ids of acts offered, the primary one first: "retry", "choose-folder"
    QString returnTo = {};          // room of the step where it can be mended ("password"); empty: the present page
    QString command = {};           // an exact command the DBA can run, where that is the remedy
};

// Words of a Problem, a Finding, a Cause or a remedy: source language, marked with QT_TRANSLATE_NOOP("words", …).
// title: what is true now (for a Finding: its label). text: what it means for the key. remedy: what to do next.
struct Words
{
    const char *id;
    const char *title;
    const char *text = "";
    const char *remedy = "";
};

} // namespace smk
