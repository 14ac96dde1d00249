#include "history_rows.h"

#include "paper_facts.h"
#include "papers_again.h"
#include "plan_record.h"
#include "rich_text.h"
#include "run_record.h"

#include <QCoreApplication>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("HistoryRows", text);
}

struct StateWords
{
    HistoryState state;
    Shape shape;
    const char *word;
    const char *text;
};

constexpr StateWords Table[] = {
    {HistoryState::InProgress, Shape::Triangle, QT_TRANSLATE_NOOP("HistoryRows", "Interrupted"),
     QT_TRANSLATE_NOOP("HistoryRows", "not finished")},
    {HistoryState::Current, Shape::TickDisc, QT_TRANSLATE_NOOP("HistoryRows", "Current"),
     QT_TRANSLATE_NOOP("HistoryRows", "in custody")},
    {HistoryState::NotConfirmed, Shape::DashedDisc, QT_TRANSLATE_NOOP("HistoryRows", "Waiting for storage"),
     QT_TRANSLATE_NOOP("HistoryRows", "copied, its place not confirmed")},
    {HistoryState::Due, Shape::Triangle, QT_TRANSLATE_NOOP("HistoryRows", "Due"),
     QT_TRANSLATE_NOOP("HistoryRows", "the next backup is due")},
    {HistoryState::KeyChanged, Shape::Triangle, QT_TRANSLATE_NOOP("HistoryRows", "Key changed"),
     QT_TRANSLATE_NOOP("HistoryRows", "back up again")},
    {HistoryState::Replaced, Shape::Bar, QT_TRANSLATE_NOOP("HistoryRows", "Replaced"),
     QT_TRANSLATE_NOOP("HistoryRows", "a newer backup exists")},
    {HistoryState::Lost, Shape::Octagon, QT_TRANSLATE_NOOP("HistoryRows", "Lost"),
     QT_TRANSLATE_NOOP("HistoryRows", "the medium is lost")},
    {HistoryState::SetAside, Shape::Bar, QT_TRANSLATE_NOOP("HistoryRows", "Set aside"),
     QT_TRANSLATE_NOOP("HistoryRows", "given up")},
    {HistoryState::Failed, Shape::Octagon, QT_TRANSLATE_NOOP("HistoryRows", "Failed"),
     QT_TRANSLATE_NOOP("HistoryRows", "no backup came of it")},
};

const StateWords &wordsOfState(HistoryState state)
{
    const auto found =
        std::find_if(std::begin(Table), std::end(Table), [state](const StateWords &row) { return row.state == state; });
    return found == std::end(Table) ? Table[0] : *found;
}

QString proofWords(const std::vector<Proof> &proofs)
{
    const auto proved = [&proofs](ProofLevel level) {
        return std::any_of(proofs.begin(), proofs.end(), [level](const Proof &proof) {
            return proof.level == level && proof.state == ProofState::Proved;
        });
    };
    if (proved(ProofLevel::OpenedByServer))
        return words(QT_TRANSLATE_NOOP("HistoryRows", "opened by server"));
    if (proved(ProofLevel::PasswordAsStored))
        return words(QT_TRANSLATE_NOOP("HistoryRows", "password as stored"));
    return proved(ProofLevel::Identical) ? words(QT_TRANSLATE_NOOP("HistoryRows", "identical"))
                                         : words(QT_TRANSLATE_NOOP("HistoryRows", "not proved"));
}

QString detailOf(const HistoryEntry &entry)
{
    const BackupPlan plan = planOf(entry.receipt);
    const RunResults results = resultsOf(entry.receipt);
    QStringList lines;
    lines << words(QT_TRANSLATE_NOOP("HistoryRows", "File on the server: %1")).arg(fixed(plan.file().text()));
    if (results.copy)
        lines << words(QT_TRANSLATE_NOOP("HistoryRows", "Check code: %1")).arg(fixed(results.copy->hash.checkCode()));
    if (results.custody && !results.custody->place.isEmpty())
        lines << words(QT_TRANSLATE_NOOP("HistoryRows", "Place: %1, custodian: %2"))
                     .arg(results.custody->place, results.custody->custodian);
    if (papersAreMissing(entry))
        lines << words(QT_TRANSLATE_NOOP("HistoryRows", "Its papers are not on the medium; write them: %1"))
                     .arg(fixed(u"smkctl store --again --run "_s + entry.receipt.runId));
    return lines.join(u'\n');
}

} // namespace

std::vector<HistoryRow> historyRows(const History &history)
{
    std::vector<HistoryRow> rows;
    for (const HistoryEntry &entry : history.entries) {
        const StateWords &state = wordsOfState(entry.state);
        HistoryRow row;
        row.id = entry.receipt.runId;
        row.shape = state.shape;
        row.state = words(state.word);
        row.server = entry.serverName;
        row.made = entry.madeUtc.toString(u"yyyy-MM-dd"_s);
        row.key = entry.shortGuid.isEmpty() ? QString() : u"…"_s + entry.shortGuid;
        row.proof = proofWords(resultsOf(entry.receipt).proofs);
        row.medium = entry.mediumLabel;
        row.due = entry.nextDue.toString(Qt::ISODate);
        row.detailTitle = u"%1, %2"_s.arg(entry.serverName, row.made);
        row.detail = detailOf(entry);
        rows.push_back(row);
    }
    return rows;
}

void addHistoryCards(std::vector<InstanceCard> &cards, const History &history)
{
    QStringList seen;
    for (const HistoryEntry &entry : history.entries) {
        if (entry.serverName.isEmpty() || seen.contains(entry.serverName) || entry.receipt.rehearsal
            || entry.state == HistoryState::SetAside || entry.state == HistoryState::Failed)
            continue;
        seen << entry.serverName;
        const StateWords &state = wordsOfState(entry.state);
        auto card = std::find_if(cards.begin(), cards.end(), [&entry](const InstanceCard &c) {
            return c.name.compare(entry.serverName, Qt::CaseInsensitive) == 0;
        });
        if (card == cards.end()) {
            InstanceCard own;
            own.id = entry.serverName;
            own.name = entry.serverName;
            own.local = false;
            own.facts = words(QT_TRANSLATE_NOOP("HistoryRows", "Last backed up on %1"))
                            .arg(entry.madeUtc.toString(u"yyyy-MM-dd"_s));
            card = cards.insert(cards.end(), own);
        }
        card->stateShape = state.shape;
        card->stateWord = words(state.word);
        card->stateText =
            entry.nextDue.isValid()
                ? words(QT_TRANSLATE_NOOP("HistoryRows", "next due on %1")).arg(entry.nextDue.toString(Qt::ISODate))
                : words(state.text);
    }
    for (InstanceCard &card : cards)
        if (card.stateWord.isEmpty()) {
            card.stateShape = Shape::Triangle;
            card.stateWord = words(QT_TRANSLATE_NOOP("HistoryRows", "No backup"));
            card.stateText = words(QT_TRANSLATE_NOOP("HistoryRows", "none known to this history"));
        }
}

std::optional<Custody> custodyOf(const Receipt &receipt)
{
    return resultsOf(receipt).custody;
}

PaperFacts labelFactsOf(const Receipt &receipt)
{
    return paperFactsOf(planOf(receipt), resultsOf(receipt), receipt.operatorName);
}

QString keyFileOf(const Receipt &receipt)
{
    return planOf(receipt).file().text();
}

} // namespace smk
