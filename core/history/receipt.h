// The receipt: the one record of a run. JSON with a published, versioned schema (docs/receipt-schema.md); ids and
// arguments, no prose, no secrets. The journal is the receipt with state "in-progress", rewritten durably after each
// step.
#pragma once

#include "finding.h"
#include "problem.h"
#include "result.h"
#include "sha256.h"

#include <QDateTime>
#include <QJsonObject>

#include <optional>
#include <vector>

namespace smk {

inline constexpr int ReceiptSchemaVersion = 1;

enum class ReceiptState { InProgress, Finished, SetAside };

// One step's entry. `step` is the room's name. `facts` holds the step's values by documented keys.
struct StepRecord
{
    QString step;
    QString state; // "done", "note", "not-verified", "failed", "unknown", "started"
    QDateTime utc;
    QJsonObject facts;
    Findings findings; // overrides, notes, not verified
};

struct Receipt
{
    QString runId; // "20261124T204503Z-3f9ac2d1": time and 8 random hex digits
    ReceiptState state = ReceiptState::InProgress;
    bool rehearsal = false;
    QString program;      // "smk-wizard 0.1.0"
    QString operatorName; // login of the operating system
    QDateTime startedUtc;
    QDateTime finishedUtc;
    std::vector<StepRecord> steps;

    [[nodiscard]] const StepRecord *step(const QString &name) const;
    [[nodiscard]] StepRecord &stepForChange(const QString &name); // appended where missing
};

// Times in receipts: UTC, ISO 8601 with milliseconds. Empty text: no time.
[[nodiscard]] QString utcText(const QDateTime &time);
[[nodiscard]] QDateTime utcOfText(const QString &text);
[[nodiscard]] bool isRunId(const QString &text); // the shape above, and nothing else

[[nodiscard]] QByteArray encodeReceipt(const Receipt &receipt);
// Refuses what is no receipt, a newer schema, or cut: "history.not-a-receipt", "history.newer-schema".
[[nodiscard]] Result<Receipt> decodeReceipt(const QByteArray &json);
// The short form for the medium: without the password's place and keeper and without paths of the operator's machine.
[[nodiscard]] QByteArray encodeMediumReceipt(const Receipt &receipt);

} // namespace smk
