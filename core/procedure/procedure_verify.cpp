#include "procedure_private.h"

#include "plan_record.h"
#include "run_record.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

Result<CopyCheck> Procedure::verifyCopy(const CancelToken &cancel)
{
    aboutToBlock("Procedure::verifyCopy");
    if (!results.copy || !results.keyFile)
        return fail(Problem{.id = u"procedure.no-copy"_s, .returnTo = roomOf(Step::Copy)});
    const Result<CopyCheck> check = checkCopy({.copy = results.copy->path,
                                               .size = results.copy->size,
                                               .hash = results.copy->hash,
                                               .serverHash = results.keyFile->serverHash},
                                              cancel);
    if (!check) {
        putProof(results.proofs,
                 {ProofLevel::Identical, ProofState::NotVerified, check.error().id, check.error().arguments});
        d->note(verifyRecord(results, &check.error()));
        d->end(Step::Verify, StepState::Failed, true);
        return check;
    }
    results.readMethod = readMethodName(check->method);
    putProof(results.proofs, check->proof);
    const StepRecord record = verifyRecord(results, nullptr);
    d->note(record);
    d->end(Step::Verify, stepStateOf(record.state), true);
    return check;
}

Result<std::vector<Proof>> Procedure::verifyPassword(ServerSession *session, const SecretString *entered, bool byServer,
                                                     bool enteredByProgram, const CancelToken &cancel,
                                                     const ProgressSink &progress)
{
    aboutToBlock("Procedure::verifyPassword");
    if (!results.keyFile)
        return fail(Problem{.id = u"procedure.no-key-file"_s, .returnTo = roomOf(Step::Execute)});
    const SecretString *held = password();
    const SecretString nothing;
    const Proof stored =
        enteredByProgram ? passwordEnteredByProgram() : checkPassword(held, entered ? *entered : nothing);
    putProof(results.proofs, stored);

    std::optional<Problem> problem;
    const SecretString *opener = held ? held : entered; // after a crash only what was typed again can open it
    if (byServer && opener && stored.state != ProofState::Failed) {
        // The key as recorded before the statement was sent. Facts that were read again since (signing in anew) would
        // only prove that the key is the one it is now.
        const ServerFacts sent = planOf(receipt()).facts;
        const ServerProofOrder order{.file = results.keyFile->path,
                                     .hashAtBackup = results.keyFile->serverHash.value_or(Sha256()),
                                     .hasServerHash = results.keyFile->serverHash.has_value(),
                                     .keyGuid = sent.keyGuid,
                                     .keyModified = sent.keyModified};
        Proof opened{ProofLevel::OpenedByServer, ProofState::NotVerified, u"procedure.not-signed-in"_s};
        if (session) {
            const Result<Proof> answer = proveByServer(*session, order, *opener, cancel, progress);
            if (answer)
                opened = *answer;
            else
                problem = answer.error();
            if (problem)
                opened = {ProofLevel::OpenedByServer, ProofState::NotVerified, problem->id, problem->arguments,
                          problem->server};
        }
        putProof(results.proofs, opened);
        // What the server opened with a password that was typed again is the stored one.
        if (opened.state == ProofState::Proved && entered && !enteredByProgram && !held)
            putProof(results.proofs,
                     {ProofLevel::PasswordAsStored, ProofState::Proved, u"procedure.password-proved-by-server"_s});
    } else if (byServer) {
        putProof(results.proofs,
                 {ProofLevel::OpenedByServer, ProofState::NotVerified, u"procedure.no-password-to-open"_s});
    }
    const StepRecord record = verifyRecord(results, problem ? &*problem : nullptr);
    d->note(record);
    d->end(Step::Verify, stepStateOf(record.state), true);
    if (problem && problem->outcome == Outcome::Unknown)
        return fail(*problem);
    return results.proofs;
}

} // namespace smk
