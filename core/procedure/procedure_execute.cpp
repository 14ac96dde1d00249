#include "procedure_private.h"

#include "clock.h"
#include "data_folder.h"
#include "json_problem.h"
#include "plan_record.h"
#include "run_record.h"
#include "thread_rule.h"

#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

std::optional<bool> serviceCanWrite(const Findings &findings)
{
    for (const Finding &finding : findings) {
        if (finding.id != "directory.service-can-write"_L1 && finding.id != "directory.service-cannot-write"_L1)
            continue;
        if (finding.state == FindingState::Ok)
            return true;
        if (finding.state == FindingState::Blocker)
            return false;
    }
    return {};
}

BackupOrder orderOf(const BackupPlan &plan)
{
    return {.directory = plan.directory,
            .fileName = plan.fileName,
            .platform = plan.facts.platform,
            .keyGuid = plan.facts.keyGuid,
            .serverName = plan.facts.serverName,
            .serviceAccount = plan.writesAs.isEmpty() ? plan.facts.serviceAccount : plan.writesAs,
            .login = plan.facts.login,
            .serviceCanWrite = serviceCanWrite(plan.directoryVerdict.findings),
            .timeout = plan.statementTimeout};
}

Receipt newReceipt(const BackupPlan &plan, const QString &program)
{
    Receipt receipt;
    receipt.startedUtc = nowUtc();
    receipt.runId =
        compactUtc(receipt.startedUtc) + u"-%1"_s.arg(QRandomGenerator::system()->generate(), 8, 16, QLatin1Char('0'));
    receipt.rehearsal = plan.facts.isRehearsal();
    receipt.program = program;
    receipt.operatorName = operatorName();
    return receipt;
}

QJsonObject attemptOf(const BackupPlan &plan, const QString &outcome, const Problem *problem)
{
    QJsonObject attempt{{u"fileName"_s, plan.fileName}, {u"utc"_s, utcText(nowUtc())}, {u"outcome"_s, outcome}};
    if (problem) {
        attempt.insert(u"problem"_s, problem->id);
        if (problem->server)
            attempt.insert(u"number"_s, problem->server->number);
    }
    return attempt;
}

// The credential store is written just before the statement: an entry without a file would be a false memory.
Result<void> keepPassword(const BackupPlan &plan, const SecretString &password)
{
    if (plan.passwordPlace != PasswordPlace::CredentialStore)
        return {};
    Result<void> kept = CredentialStore().write(storeEntryName(plan), password);
    if (!kept)
        kept.error().returnTo = roomOf(Step::Password);
    return kept;
}

// Of these the server said "done" and made no backup: a password for them would be a false memory too.
bool leftNoBackup(const Problem &problem)
{
    return problem.outcome == Outcome::None || problem.id == "execute.empty-file"_L1
           || problem.id == "execute.file-missing"_L1;
}

void forgetPassword(const BackupPlan &plan)
{
    if (plan.passwordPlace == PasswordPlace::CredentialStore)
        if (const Result<void> removed = CredentialStore().remove(storeEntryName(plan)); !removed)
            qWarning("an entry without a file stays in the credential store: %s", qPrintable(removed.error().id));
}

} // namespace

Result<KeyFile> Procedure::execute(ServerSession &session, DriveSource &drives, const CancelToken &cancel,
                                   const ProgressSink &progress)
{
    aboutToBlock("Procedure::execute");
    // Once more only where the first file cannot be seen, by the DBA's decision, and never under the same name.
    if (isCommitted() && (d->lookedInVainFor.isEmpty() || d->lookedInVainFor == plan.file().text()))
        return fail(Problem{u"procedure.already-sent"_s});
    const SecretString *secret = password();
    if (!secret || secret->isEmpty())
        return fail(Problem{.id = u"procedure.no-password"_s, .returnTo = roomOf(Step::Password)});
    if (const Result<void> quiet = checkNoTracing(); !quiet)
        return fail(quiet.error());
    if (!plan.medium)
        return fail(Problem{.id = u"procedure.no-medium"_s, .returnTo = roomOf(Step::Medium)});
    if (const Result<Drive> again = resolveAgain(drives, *plan.medium, cancel); !again)
        return fail(again.error());
    if (cancel.stop_requested())
        return fail(Problem{u"procedure.cancelled"_s});

    // Durable before the statement is sent: after a crash the file can be looked for by name.
    std::vector<StepRecord> records = recordsOf(plan);
    records.push_back(executeRecord(plan, RunResults{}, u"started"_s, d->attempts, nullptr));
    if (!d->journal) {
        Receipt receipt = newReceipt(plan, d->program);
        receipt.steps = records;
        Result<std::unique_ptr<Journal>> journal = Journal::begin(receiptsFolder(isRehearsal()), std::move(receipt));
        if (!journal)
            return fail(journal.error());
        d->journal = std::move(*journal);
    } else if (const Result<void> recorded = d->journal->record(records); !recorded) {
        return fail(recorded.error());
    }

    const auto refused = [&](const Problem &problem) {
        d->attempts.append(attemptOf(plan, outcomeName(problem.outcome), &problem));
        const bool lost = problem.outcome == Outcome::Unknown;
        d->note(executeRecord(plan, results, lost ? u"unknown"_s : u"failed"_s, d->attempts, &problem));
        d->end(Step::Execute, lost ? StepState::Unknown : StepState::Failed, lost);
        return fail(problem);
    };
    // From here on it counts as sent: whoever stops waiting must not change the password under the statement.
    d->end(Step::Execute, StepState::Unknown, true);
    if (const Result<void> kept = keepPassword(plan, *secret); !kept) {
        Problem problem = kept.error();
        if (problem.outcome == Outcome::Unknown)
            forgetPassword(plan);
        problem.outcome = Outcome::None; // of the store; the statement was not sent
        return refused(problem);
    }

    Result<KeyFile> key = backUp(session, orderOf(plan), *secret, cancel, progress);
    if (!key) {
        if (leftNoBackup(key.error()))
            forgetPassword(plan);
        return refused(key.error());
    }
    results.keyFile = *key;
    d->attempts.append(attemptOf(plan, outcomeName(Outcome::Done), nullptr));
    d->note(executeRecord(plan, results, u"done"_s, d->attempts, nullptr));
    d->end(Step::Execute, StepState::Done, true);
    return key;
}

Result<FileSeen> Procedure::reconcileOutcome(ServerSession &session)
{
    aboutToBlock("Procedure::reconcileOutcome");
    const FileSeen seen = reconcile(session, plan.file());
    const Problem problem{u"procedure.outcome-looked-up"_s, {plan.file().text()}};
    switch (seen) {
    case FileSeen::Exists:
        results.keyFile = KeyFile{plan.file(), -1, {}, u"procedure.hash-not-taken"_s, {}, nowUtc()};
        d->note(executeRecord(plan, results, u"note"_s, d->attempts, &problem));
        d->end(Step::Execute, StepState::DoneWithNote, true);
        break;
    case FileSeen::Absent:
    case FileSeen::Empty:
        // An empty file is no backup and stays where it is: the next try takes another name.
        forgetPassword(plan);
        d->note(executeRecord(plan, results, u"failed"_s, d->attempts, &problem));
        d->end(Step::Execute, StepState::Failed, false);
        break;
    case FileSeen::NotVisible: // still not known; the record says so already
        d->lookedInVainFor = plan.file().text();
        break;
    }
    return seen;
}

} // namespace smk
