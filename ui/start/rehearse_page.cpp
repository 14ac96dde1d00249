#include "rehearse_page.h"

#include "card_list.h"
#include "labels.h"

#include <QLabel>

namespace smk {

RehearsePage::RehearsePage(QWidget *parent)
    : StepPage(QStringLiteral("rehearse"), tr("Rehearse"), parent)
    , m_list(new CardList(CardKind::Choice))
{
    setTitle(tr("Rehearse the whole procedure"));
    setWhy(tr("A practice server and a practice medium on this computer: real error numbers, nothing at stake. "
              "A rehearsal never counts as a backup."));
    QLabel *head = sectionLabel(tr("What shall happen?"));
    m_list->setAccessibleName(head->text());
    content()->addWidget(head);
    content()->addWidget(m_list);
    content()->addStretch(1);
}

void RehearsePage::setScenarios(const std::vector<ScenarioRow> &scenarios, const QString &selected)
{
    std::vector<Card> cards;
    for (const ScenarioRow &scenario : scenarios) {
        Card card{scenario.id, ObjectIcon::None, scenario.title};
        card.facts = scenario.learn;
        cards.push_back(card);
    }
    m_list->setCards(cards);
    if (!selected.isEmpty())
        m_list->select(selected);
    if (m_list->selectedId().isEmpty() && !scenarios.empty())
        m_list->select(scenarios.front().id);
}

QString RehearsePage::selectedScenario() const
{
    return m_list->selectedId();
}

void RehearsePage::setWorking(bool working)
{
    m_working = working;
    m_list->setEnabled(!working);
    Q_EMIT footerChanged();
}

Footer RehearsePage::footer() const
{
    Footer footer;
    footer.primaryText = m_working ? tr("Starting…") : tr("&Start the rehearsal");
    footer.primaryEnabled = !m_working;
    footer.cancelText = m_working ? tr("Cancel") : tr("Close");
    return footer;
}

void RehearsePage::primary()
{
    if (m_working)
        return;
    clearBanner();
    Q_EMIT rehearseRequested(selectedScenario());
}

void RehearsePage::enter()
{
    setWorking(false);
}

} // namespace smk
