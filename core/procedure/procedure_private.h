// What a Procedure holds. Its acts are spread over one file each: procedure_execute, _copy, _verify, _store, _resume.
#pragma once

#include "procedure.h"

#include <array>
#include <mutex>

namespace smk {

struct Procedure::Private
{
    // Guards navigation and secret: a worker's act changes them while the window asks.
    mutable std::mutex mutex;
    Step current = Step::Connect;
    std::array<StepState, AllSteps.size()> states{};
    std::array<bool, AllSteps.size()> visited{true};
    bool committed = false; // the statement was sent, or may have been
    std::optional<SecretString> password;

    QString program;
    std::unique_ptr<Journal> journal;
    Receipt last; // after the journal is finished
    std::optional<Problem> recordProblem;
    QJsonArray attempts;     // of the statement, in this run
    QString lookedInVainFor; // the file whose fate could not be seen: another try may take another name

    [[nodiscard]] StepState stateOf(Step step) const { return states[static_cast<std::size_t>(step)]; }
    void end(Step step, StepState state, bool sent)
    {
        const std::lock_guard guard(mutex);
        states[static_cast<std::size_t>(step)] = state;
        committed = sent;
    }
    // Into the receipt-in-progress. A disk that refuses does not undo what was done: remembered and said.
    void note(const StepRecord &record);
};

[[nodiscard]] QString operatorName(); // login of the operating system

} // namespace smk
