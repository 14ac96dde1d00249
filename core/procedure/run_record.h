// What the acts produced, as the receipt's last four steps, and back. Keys: docs/receipt-schema.md.
#pragma once

#include "procedure.h"

#include <QJsonArray>

namespace smk {

// `state` as in StepRecord; `problem` where the act failed.
[[nodiscard]] StepRecord executeRecord(const BackupPlan &plan, const RunResults &results, const QString &state,
                                       const QJsonArray &attempts, const Problem *problem);
[[nodiscard]] StepRecord copyRecord(const RunResults &results, const QString &state, const Problem *problem);
[[nodiscard]] StepRecord verifyRecord(const RunResults &results, const Problem *problem);
[[nodiscard]] StepRecord storeRecord(const RunResults &results, const Findings &findings, const Problem *papersProblem);

// Values alone; what is on disk is looked at by resume().
[[nodiscard]] RunResults resultsOf(const Receipt &receipt);

void putProof(std::vector<Proof> &proofs, const Proof &proof); // replaces the one of its level
[[nodiscard]] const Proof *proofOf(const std::vector<Proof> &proofs, ProofLevel level);
[[nodiscard]] StepState stepStateOf(const QString &recordState);
// "<server> <file name>", the entry in the credential store.
[[nodiscard]] QString storeEntryName(const BackupPlan &plan);

} // namespace smk
