#include "procedure_private.h"

#include "data_folder.h"

namespace smk {

Procedure::Procedure(QString program)
    : d(std::make_unique<Private>())
{
    d->program = std::move(program);
}

Procedure::~Procedure() = default;

void Procedure::setPassword(SecretString password)
{
    const std::lock_guard guard(d->mutex);
    d->password = std::move(password);
}

const SecretString *Procedure::password() const
{
    const std::lock_guard guard(d->mutex);
    return d->password ? &*d->password : nullptr;
}

void Procedure::dropPassword()
{
    const std::lock_guard guard(d->mutex);
    d->password.reset();
}

bool Procedure::isRehearsal() const
{
    return plan.facts.isRehearsal();
}

QString Procedure::runId() const
{
    return receipt().runId;
}

Receipt Procedure::receipt() const
{
    return d->journal ? d->journal->receipt() : d->last;
}

std::optional<Problem> Procedure::recordProblem() const
{
    return d->recordProblem;
}

void Procedure::Private::note(const StepRecord &record)
{
    if (!journal)
        return;
    if (const Result<void> recorded = journal->record(record); !recorded)
        recordProblem = recorded.error();
    else
        recordProblem.reset();
}

Result<void> Procedure::setAside()
{
    if (!d->journal)
        return {};
    const Result<LocalPath> finished = d->journal->finish(ReceiptState::SetAside);
    if (!finished)
        return fail(finished.error());
    results.receiptFile = *finished;
    d->last = d->journal->receipt();
    d->journal.reset();
    dropPassword();
    return {};
}

} // namespace smk
