// Receipts as the rows of History and the cards of Start.
#pragma once

#include "history_page.h"
#include "receipt_folder.h"
#include "start_page.h"
#include "store_step.h"

namespace smk {

[[nodiscard]] std::vector<HistoryRow> historyRows(const History &history);
// The newest backup of each server: its state on the card of that instance, or a card of its own.
void addHistoryCards(std::vector<InstanceCard> &cards, const History &history);
[[nodiscard]] std::optional<Custody> custodyOf(const Receipt &receipt);
[[nodiscard]] PaperFacts labelFactsOf(const Receipt &receipt);
[[nodiscard]] QString keyFileOf(const Receipt &receipt); // as the server spells it

} // namespace smk
