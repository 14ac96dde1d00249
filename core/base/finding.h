// A finding: one line of a calm list of checks (preflight, password, drive, directory).
#pragma once

#include <QString>
#include <QStringList>

#include <algorithm>
#include <vector>

namespace smk {

// Fact: nothing to judge. Ok: looked, nothing found. Note: may go on, goes on the receipt. Blocker: cannot go on.
// NotVerified: could not look; may go on, the receipt says so; `command` is what would tell.
enum class FindingState { Fact, Ok, Note, NotVerified, Blocker };

struct Finding
{
    QString id; // "connect.permission.held"; label and sentence come from the step's Words
    FindingState state = FindingState::Fact;
    QStringList arguments = {};
    QString command = {};
};

using Findings = std::vector<Finding>;

inline bool hasState(const Findings &findings, FindingState state)
{
    return std::any_of(findings.begin(), findings.end(), [state](const Finding &f) { return f.state == state; });
}

// Stable word of a state for JSON and logs: "fact", "ok", "note", "not-verified", "blocker".
QString findingStateName(FindingState state);

} // namespace smk
