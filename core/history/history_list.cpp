#include "receipt_folder.h"

#include "clock.h"
#include "durable_file.h"
#include "run_lock.h"
#include "thread_rule.h"

#include <QDir>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace smk {

namespace {

constexpr qint64 LargestReceipt = 1024 * 1024;
constexpr int MostLaterRecords = 1000;

QByteArray encodeLater(const LaterRecord &record)
{
    return QJsonDocument(QJsonObject{{u"schema"_s, u"smk-backup-later"_s},
                                     {u"version"_s, ReceiptSchemaVersion},
                                     {u"runId"_s, record.runId},
                                     {u"kind"_s, record.kind},
                                     {u"utc"_s, utcText(record.utc)},
                                     {u"facts"_s, record.facts}})
        .toJson();
}

std::optional<LaterRecord> decodeLater(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    LaterRecord record{object.value("runId"_L1).toString(), object.value("kind"_L1).toString(),
                       utcOfText(object.value("utc"_L1).toString()), object.value("facts"_L1).toObject()};
    if (object.value("schema"_L1).toString() != "smk-backup-later"_L1 || !isRunId(record.runId) || record.kind.isEmpty()
        || !record.utc.isValid() || object.value("version"_L1).toInt() != ReceiptSchemaVersion)
        return {};
    return record;
}

QString fact(const Receipt &receipt, const QString &step, QLatin1StringView key)
{
    const StepRecord *record = receipt.step(step);
    return record ? record->facts.value(key).toString() : QString();
}

// The highest level that was reached; "-" is nobody's name, so nothing reached is an empty text.
QString highestProof(const Receipt &receipt)
{
    const StepRecord *verify = receipt.step(u"verify"_s);
    QString name;
    int highest = 0;
    for (const QJsonValue &value : verify ? verify->facts.value("proofs"_L1).toArray() : QJsonArray()) {
        const QJsonObject proof = value.toObject();
        const int level = proof.value("level"_L1).toInt();
        if (proof.value("state"_L1).toString() == "proved"_L1 && level > highest) {
            highest = level;
            name = proof.value("name"_L1).toString();
        }
    }
    return name;
}

HistoryEntry entryOf(Receipt receipt)
{
    HistoryEntry entry;
    entry.serverName = fact(receipt, u"connect"_s, "server"_L1);
    entry.mediumLabel = fact(receipt, u"medium"_s, "label"_L1);
    entry.shortGuid = fact(receipt, u"connect"_s, "keyGuid"_L1).right(8);
    entry.proof = highestProof(receipt);
    entry.madeUtc = utcOfText(fact(receipt, u"execute"_s, "endedUtc"_L1));
    if (!entry.madeUtc.isValid())
        entry.madeUtc = receipt.startedUtc;
    entry.nextDue = QDate::fromString(fact(receipt, u"store"_s, "nextDue"_L1), Qt::ISODate);
    entry.receipt = std::move(receipt);
    return entry;
}

bool hasLater(const HistoryEntry &entry, QLatin1StringView kind)
{
    return std::any_of(entry.later.begin(), entry.later.end(), [&](const LaterRecord &r) { return r.kind == kind; });
}

bool isBackup(const HistoryEntry &entry)
{
    const StepRecord *copy = entry.receipt.step(u"copy"_s);
    return entry.receipt.state == ReceiptState::Finished && copy && copy->facts.contains("sha256"_L1)
           && copy->state != "failed"_L1;
}

HistoryState ownState(const HistoryEntry &entry)
{
    const StepRecord *execute = entry.receipt.step(u"execute"_s);
    if (entry.receipt.state == ReceiptState::InProgress)
        return HistoryState::InProgress;
    if (execute && execute->state == "failed"_L1)
        return HistoryState::Failed;
    if (entry.receipt.state == ReceiptState::SetAside)
        return HistoryState::SetAside;
    if (!isBackup(entry))
        return HistoryState::Failed;
    if (hasLater(entry, "lost"_L1))
        return HistoryState::Lost;
    // A rehearsal never makes a backup due.
    if (!entry.receipt.rehearsal && entry.nextDue.isValid() && entry.nextDue < nowUtc().date())
        return HistoryState::Due;
    const bool confirmed =
        fact(entry.receipt, u"store"_s, "arrival"_L1) == "confirmed"_L1 || hasLater(entry, "arrival-confirmed"_L1);
    return confirmed ? HistoryState::Current : HistoryState::NotConfirmed;
}

// Newest first: what a newer backup of the same server says of the older ones.
void judgeAgainstNewer(std::vector<HistoryEntry> &entries)
{
    QHash<QString, QString> newestGuid;
    for (HistoryEntry &entry : entries) {
        entry.state = ownState(entry);
        if (!isBackup(entry) || entry.serverName.isEmpty())
            continue;
        const QString key = entry.serverName.toUpper() + (entry.receipt.rehearsal ? u"|r"_s : QString());
        const QString guid = fact(entry.receipt, u"connect"_s, "keyGuid"_L1);
        const auto newer = newestGuid.constFind(key);
        if (newer == newestGuid.constEnd())
            newestGuid.insert(key, guid);
        else if (entry.state != HistoryState::Lost)
            entry.state = *newer != guid && !guid.isEmpty() && !newer->isEmpty() ? HistoryState::KeyChanged
                                                                                 : HistoryState::Replaced;
    }
}

} // namespace

Result<void> addLaterRecord(const LocalPath &folder, const LaterRecord &record)
{
    aboutToBlock("addLaterRecord");
    if (!isRunId(record.runId))
        return fail(Problem{u"history.no-such-run"_s, {record.runId}});
    LaterRecord stamped = record;
    if (!stamped.utc.isValid())
        stamped.utc = nowUtc();
    for (int n = 1; n <= MostLaterRecords; ++n) {
        const LocalPath file = folder.child(u"%1.later-%2.json"_s.arg(record.runId).arg(n));
        if (fileExists(file))
            continue;
        const Result<WrittenFile> written =
            createDurably(file, encodeLater(stamped), FileAccess::OwnerOnly, CancelToken());
        if (written)
            return {};
        if (written.error().id != "files.exists"_L1) // else another process took this number just now
            return fail(written.error());
    }
    return fail(Problem{u"files.failed"_s, {folder.text(), u"too many records"_s}});
}

Result<History> readHistory(const LocalPath &folder)
{
    aboutToBlock("readHistory");
    History history;
    const QDir dir(folder.text());
    if (!dir.exists())
        return history;
    if (!dir.isReadable())
        return fail(Problem{u"history.folder-unreadable"_s, {folder.text()}});

    QHash<QString, HistoryEntry> byRun;
    std::vector<LaterRecord> later;
    // In order of names: "RUN.in-progress.json" comes before "RUN.json", so that the finished one has the last word.
    for (const QString &name : dir.entryList({u"*.json"_s}, QDir::Files | QDir::Hidden, QDir::Name)) {
        const Result<QByteArray> bytes = readWhole(folder.child(name), LargestReceipt);
        if (bytes && name.contains(".later-"_L1)) {
            if (std::optional<LaterRecord> record = decodeLater(*bytes))
                later.push_back(std::move(*record));
            else
                ++history.unreadable;
            continue;
        }
        Result<Receipt> receipt = bytes ? decodeReceipt(*bytes) : Result<Receipt>(fail(bytes.error()));
        const bool finished = receipt && receipt->state != ReceiptState::InProgress;
        const QString expected =
            receipt ? receipt->runId + (finished ? u".json"_s : u".in-progress.json"_s) : QString();
        if (!receipt || name != expected) {
            // A run that ended between our list and our look is there under its other name.
            if (bytes || fileExists(folder.child(name)))
                ++history.unreadable;
            continue;
        }
        const QString runId = receipt->runId;
        if (finished || !byRun.contains(runId))
            byRun.insert(runId, entryOf(std::move(*receipt)));
    }
    for (LaterRecord &record : later)
        if (const auto entry = byRun.find(record.runId); entry != byRun.end())
            entry->later.push_back(std::move(record));
    for (HistoryEntry &entry : byRun) {
        std::stable_sort(entry.later.begin(), entry.later.end(),
                         [](const LaterRecord &a, const LaterRecord &b) { return a.utc < b.utc; });
        entry.alive = entry.receipt.state == ReceiptState::InProgress
                      && RunLock::isHeld(folder.child(entry.receipt.runId + u".lock"_s));
        history.entries.push_back(entry);
    }
    std::sort(history.entries.begin(), history.entries.end(), [](const HistoryEntry &a, const HistoryEntry &b) {
        return std::tie(b.madeUtc, b.receipt.runId) < std::tie(a.madeUtc, a.receipt.runId);
    });
    judgeAgainstNewer(history.entries);
    return history;
}

QString historyStateName(HistoryState state)
{
    switch (state) {
    case HistoryState::InProgress:
        return u"in-progress"_s;
    case HistoryState::Current:
        return u"current"_s;
    case HistoryState::NotConfirmed:
        return u"not-confirmed"_s;
    case HistoryState::Due:
        return u"due"_s;
    case HistoryState::KeyChanged:
        return u"key-changed"_s;
    case HistoryState::Replaced:
        return u"replaced"_s;
    case HistoryState::Lost:
        return u"lost"_s;
    case HistoryState::SetAside:
        return u"set-aside"_s;
    case HistoryState::Failed:
        return u"failed"_s;
    }
    return {};
}

} // namespace smk
