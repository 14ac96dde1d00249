#include "receipt.h"

#include "json_problem.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qsizetype LargestReceipt = 1024 * 1024;
constexpr qsizetype MostSteps = 64;
constexpr qsizetype MostFindings = 256;

QString stateName(ReceiptState state)
{
    switch (state) {
    case ReceiptState::InProgress:
        return u"in-progress"_s;
    case ReceiptState::Finished:
        return u"finished"_s;
    case ReceiptState::SetAside:
        return u"set-aside"_s;
    }
    return {};
}

std::optional<ReceiptState> stateOfName(const QString &name)
{
    for (const ReceiptState state : {ReceiptState::InProgress, ReceiptState::Finished, ReceiptState::SetAside})
        if (stateName(state) == name)
            return state;
    return {};
}

std::optional<FindingState> findingStateOfName(const QString &name)
{
    for (const FindingState state :
         {FindingState::Fact, FindingState::Ok, FindingState::Note, FindingState::NotVerified, FindingState::Blocker})
        if (findingStateName(state) == name)
            return state;
    return {};
}

QJsonObject stepToJson(const StepRecord &step)
{
    return {{u"step"_s, step.step},
            {u"state"_s, step.state},
            {u"utc"_s, utcText(step.utc)},
            {u"facts"_s, step.facts},
            {u"findings"_s, toJson(step.findings)}};
}

std::optional<Finding> findingFromJson(const QJsonObject &object)
{
    const std::optional<FindingState> state = findingStateOfName(object.value("state"_L1).toString());
    Finding finding{object.value("id"_L1).toString(),
                    state.value_or(FindingState::Fact),
                    {},
                    object.value("command"_L1).toString()};
    for (const QJsonValue &argument : object.value("arguments"_L1).toArray())
        finding.arguments.append(argument.toString());
    if (!state || finding.id.isEmpty())
        return {};
    return finding;
}

std::optional<StepRecord> stepFromJson(const QJsonObject &object)
{
    static const QStringList states{u"done"_s, u"note"_s, u"not-verified"_s, u"failed"_s, u"unknown"_s, u"started"_s};
    StepRecord step{object.value("step"_L1).toString(),
                    object.value("state"_L1).toString(),
                    utcOfText(object.value("utc"_L1).toString()),
                    object.value("facts"_L1).toObject(),
                    {}};
    const QJsonArray findings = object.value("findings"_L1).toArray();
    if (step.step.isEmpty() || !states.contains(step.state) || findings.size() > MostFindings)
        return {};
    for (const QJsonValue &value : findings) {
        std::optional<Finding> finding = findingFromJson(value.toObject());
        if (!finding)
            return {};
        step.findings.push_back(std::move(*finding));
    }
    return step;
}

tl::unexpected<Problem> notAReceipt(const QString &why)
{
    return fail(Problem{u"history.not-a-receipt"_s, {why}});
}

QJsonObject receiptToJson(const Receipt &receipt)
{
    QJsonArray steps;
    for (const StepRecord &step : receipt.steps)
        steps.append(stepToJson(step));
    QJsonObject object{{u"schema"_s, u"smk-backup-receipt"_s},
                       {u"version"_s, ReceiptSchemaVersion},
                       {u"runId"_s, receipt.runId},
                       {u"state"_s, stateName(receipt.state)},
                       {u"rehearsal"_s, receipt.rehearsal},
                       {u"program"_s, receipt.program},
                       {u"operator"_s, receipt.operatorName},
                       {u"started"_s, utcText(receipt.startedUtc)},
                       {u"steps"_s, steps}};
    if (receipt.finishedUtc.isValid())
        object.insert(u"finished"_s, utcText(receipt.finishedUtc));
    return object;
}

} // namespace

QString utcText(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime utcOfText(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toUTC();
}

bool isRunId(const QString &text)
{
    // It becomes part of file names: nothing else may pass, since receipts can come from anywhere.
    static const QRegularExpression pattern(uR"(\A[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}\z)"_s);
    return pattern.match(text).hasMatch();
}

const StepRecord *Receipt::step(const QString &name) const
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const StepRecord &s) { return s.step == name; });
    return found == steps.end() ? nullptr : &*found;
}

StepRecord &Receipt::stepForChange(const QString &name)
{
    const auto found = std::find_if(steps.begin(), steps.end(), [&](const StepRecord &s) { return s.step == name; });
    if (found != steps.end())
        return *found;
    steps.push_back(StepRecord{name, u"started"_s, {}, {}, {}});
    return steps.back();
}

QByteArray encodeReceipt(const Receipt &receipt)
{
    return QJsonDocument(receiptToJson(receipt)).toJson(QJsonDocument::Indented);
}

Result<Receipt> decodeReceipt(const QByteArray &json)
{
    if (json.isEmpty())
        return notAReceipt(u"empty"_s);
    if (json.size() > LargestReceipt)
        return notAReceipt(u"too large"_s);
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return notAReceipt(u"no JSON at byte %1"_s.arg(error.offset));
    if (object.value("schema"_L1).toString() != "smk-backup-receipt"_L1)
        return notAReceipt(u"schema"_s);
    const double version = object.value("version"_L1).toDouble(-1);
    if (version > ReceiptSchemaVersion)
        return fail(Problem{u"history.newer-schema"_s, {QString::number(version)}});
    if (version != ReceiptSchemaVersion)
        return notAReceipt(u"version"_s);

    Receipt receipt;
    receipt.runId = object.value("runId"_L1).toString();
    if (!isRunId(receipt.runId))
        return notAReceipt(u"runId"_s);
    const std::optional<ReceiptState> state = stateOfName(object.value("state"_L1).toString());
    if (!state)
        return notAReceipt(u"state"_s);
    receipt.state = *state;
    receipt.rehearsal = object.value("rehearsal"_L1).toBool();
    receipt.program = object.value("program"_L1).toString();
    receipt.operatorName = object.value("operator"_L1).toString();
    receipt.startedUtc = utcOfText(object.value("started"_L1).toString());
    receipt.finishedUtc = utcOfText(object.value("finished"_L1).toString());
    if (!receipt.startedUtc.isValid())
        return notAReceipt(u"started"_s);
    if (*state != ReceiptState::InProgress && !receipt.finishedUtc.isValid())
        return notAReceipt(u"finished"_s);

    const QJsonArray steps = object.value("steps"_L1).toArray();
    if (!object.value("steps"_L1).isArray() || steps.size() > MostSteps)
        return notAReceipt(u"steps"_s);
    for (const QJsonValue &value : steps) {
        std::optional<StepRecord> step = stepFromJson(value.toObject());
        if (!step || receipt.step(step->step))
            return notAReceipt(u"steps"_s);
        receipt.steps.push_back(std::move(*step));
    }
    return receipt;
}

QByteArray encodeMediumReceipt(const Receipt &receipt)
{
    // A list of what stays, not of what goes: a fact added later stays at home until somebody decides otherwise.
    static const QHash<QString, QStringList> kept{
        {u"connect"_s,
         {u"server"_s, u"machine"_s, u"instance"_s, u"version"_s, u"release"_s, u"edition"_s, u"platform"_s,
          u"clustered"_s, u"keyGuid"_s, u"keyCreated"_s, u"keyModified"_s, u"keyAlgorithm"_s, u"line"_s}},
        {u"password"_s, {u"style"_s, u"stig"_s}},
        {u"medium"_s, {u"kind"_s, u"label"_s, u"serial"_s, u"fileSystem"_s, u"encrypted"_s}},
        {u"directory"_s, {u"fileName"_s}},
        {u"execute"_s, {u"startedUtc"_s, u"endedUtc"_s, u"size"_s, u"serverHash"_s}},
        {u"copy"_s, {u"way"_s, u"size"_s, u"sha256"_s, u"flushed"_s}},
        {u"verify"_s, {u"proofs"_s, u"method"_s}},
        {u"store"_s, {u"offSite"_s, u"arrival"_s, u"nextDue"_s}},
    };
    Receipt shortForm = receipt;
    shortForm.operatorName = receipt.operatorName;
    for (StepRecord &step : shortForm.steps) {
        QJsonObject facts;
        for (const QString &key : kept.value(step.step))
            if (step.facts.contains(key))
                facts.insert(key, step.facts.value(key));
        step.facts = facts;
        // Arguments and commands of findings may hold paths of the operator's machine or the password's keeper.
        for (Finding &finding : step.findings) {
            finding.arguments.clear();
            finding.command.clear();
        }
    }
    QJsonObject object = receiptToJson(shortForm);
    object.insert(u"form"_s, u"medium"_s);
    return QJsonDocument(object).toJson(QJsonDocument::Indented);
}

} // namespace smk
