#include "procedure_private.h"

#include "plan_record.h"
#include "replug.h"
#include "run_record.h"
#include "thread_rule.h"

using namespace Qt::StringLiterals;

namespace smk {

bool Procedure::canReplug() const
{
    return plan.medium && plan.medium->kind == MediumKind::RemovableDrive && results.copy && results.mediumFolder;
}

Result<Proof> Procedure::verifyReplugged(DriveSource &drives, const CancelToken &cancel,
                                         const std::function<void(ReplugState)> &told)
{
    aboutToBlock("Procedure::verifyReplugged");
    if (!results.copy || !results.keyFile)
        return fail(Problem{.id = u"procedure.no-copy"_s, .returnTo = roomOf(Step::Copy)});
    if (!canReplug())
        return fail(Problem{u"verify.replug-not-possible"_s});
    const auto record = [this](const Proof &proof, const Problem *problem) {
        putProof(results.proofs, proof);
        const StepRecord made = verifyRecord(results, problem);
        d->note(made);
        d->end(Step::Verify, stepStateOf(made.state), true);
    };
    // A folder chosen by hand below the mount point: the drive's own mount point is what comes and goes.
    const Result<Drive> now = resolveWhole(drives, *plan.medium, cancel);
    if (!now)
        return fail(now.error());
    const Result<Drive> back = replug(drives, *now, cancel, told);
    if (!back) {
        // Level 1 stays as it was: what was read then was read.
        record({ProofLevel::Replugged, ProofState::NotVerified, u"verify.not-replugged"_s}, &back.error());
        return fail(back.error());
    }
    results.copy->path = results.copy->path.moved(now->mountPoint, back->mountPoint);
    results.mediumFolder = results.copy->path.parent();
    const LocalPath chosen = plan.medium->mountPoint.moved(now->mountPoint, back->mountPoint);
    plan.medium = *back;
    plan.medium->mountPoint = chosen;
    noteMedium();
    d->note(copyRecord(results, results.copy->flushed ? u"done"_s : u"not-verified"_s, nullptr));

    Result<CopyCheck> check = checkCopy({.copy = results.copy->path,
                                         .size = results.copy->size,
                                         .hash = results.copy->hash,
                                         .serverHash = results.keyFile->serverHash},
                                        cancel);
    if (!check) {
        record({ProofLevel::Replugged, ProofState::NotVerified, check.error().id, check.error().arguments},
               &check.error());
        return fail(check.error());
    }
    Proof proof = check->proof;
    if (proof.state != ProofState::Failed) {
        // The file system was unmounted and the drive away in between, whatever its kind. A practice folder never was.
        Proof first = proof;
        if (first.state != ProofState::Proved && !back->practice) {
            first.state = ProofState::Proved;
            first.reasonId = u"verify.identical"_s;
            first.arguments = {readMethodName(ReadMethod::Remounted)};
            results.readMethod = readMethodName(ReadMethod::Remounted);
            putProof(results.proofs, first);
        }
        proof = {ProofLevel::Replugged, ProofState::Proved, u"verify.replugged"_s};
    } else {
        putProof(results.proofs, proof); // level 1 is no longer true
        proof.level = ProofLevel::Replugged;
    }
    record(proof, nullptr);
    return proof;
}

} // namespace smk
