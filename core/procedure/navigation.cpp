#include "procedure_private.h"

namespace smk {

std::vector<Step> invalidatedBy(Step changed)
{
    switch (changed) {
    case Step::Connect: // another server: its login, its disk, its key
        return {Step::Password, Step::Medium, Step::Directory, Step::Execute, Step::Copy, Step::Verify, Step::Store};
    case Step::Password: // drive and folder do not depend on it
        return {Step::Execute, Step::Copy, Step::Verify, Step::Store};
    case Step::Medium: // a folder on the medium's own disk is refused
        return {Step::Directory, Step::Execute, Step::Copy, Step::Verify, Step::Store};
    case Step::Directory:
        return {Step::Execute, Step::Copy, Step::Verify, Step::Store};
    case Step::Execute:
        return {Step::Copy, Step::Verify, Step::Store};
    case Step::Copy:
        return {Step::Verify, Step::Store};
    case Step::Verify:
        return {Step::Store};
    case Step::Store:
        return {};
    }
    return {};
}

Step Procedure::current() const
{
    const std::lock_guard guard(d->mutex);
    return d->current;
}

StepState Procedure::stateOf(Step step) const
{
    const std::lock_guard guard(d->mutex);
    const StepState state = d->stateOf(step);
    return state == StepState::Upcoming && step == d->current ? StepState::Current : state;
}

bool Procedure::isReachable(Step step) const
{
    const std::lock_guard guard(d->mutex);
    if (d->visited[static_cast<std::size_t>(step)])
        return true;
    // The one after the last done: every step before it has come to an end that allows going on.
    for (const Step earlier : AllSteps) {
        if (earlier == step)
            return true;
        const StepState state = d->stateOf(earlier);
        if (state != StepState::Done && state != StepState::DoneWithNote && state != StepState::NotVerified)
            return false;
    }
    return false;
}

bool Procedure::isLocked(Step step) const
{
    const std::lock_guard guard(d->mutex);
    return d->committed && step < d->current;
}

bool Procedure::isCommitted() const
{
    const std::lock_guard guard(d->mutex);
    return d->committed;
}

void Procedure::setCurrent(Step step)
{
    {
        const std::lock_guard guard(d->mutex);
        d->current = step;
        d->visited[static_cast<std::size_t>(step)] = true;
    }
    if (step == Step::Store)
        dropPassword();
}

void Procedure::setState(Step step, StepState state)
{
    const std::lock_guard guard(d->mutex);
    d->states[static_cast<std::size_t>(step)] = state;
    if (state != StepState::Upcoming)
        d->visited[static_cast<std::size_t>(step)] = true;
}

void Procedure::invalidateAfter(Step changed)
{
    // After the commit the earlier pages are for looking only, and what was done stays done.
    if (isCommitted())
        return;
    for (const Step step : invalidatedBy(changed)) {
        const std::lock_guard guard(d->mutex);
        d->states[static_cast<std::size_t>(step)] = StepState::Upcoming;
        d->visited[static_cast<std::size_t>(step)] = false;
    }
    if (changed != Step::Connect)
        return;
    dropPassword();
    plan.passwordTaken = false;
    plan.directory = {};
    plan.fileName.clear();
    plan.directoryVerdict = {};
    plan.directoryCreated = false;
    plan.directoryUndo.clear();
}

} // namespace smk
