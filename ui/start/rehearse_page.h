// Rehearse: a list of scenarios with what each one teaches. Practice server and practice medium only.
#pragma once

#include "step_page.h"

#include <vector>

namespace smk {

struct ScenarioRow
{
    QString id;    // "default", "no-permission"
    QString title; // "Everything works"
    QString learn; // what you learn
};

class CardList;

class RehearsePage : public StepPage
{
    Q_OBJECT
public:
    explicit RehearsePage(QWidget *parent = nullptr);
    void setScenarios(const std::vector<ScenarioRow> &scenarios, const QString &selected = {});
    [[nodiscard]] QString selectedScenario() const;
    void setWorking(bool working); // the practice server is being started
    [[nodiscard]] Footer footer() const override;
    void primary() override;
    void enter() override;
    [[nodiscard]] bool isBusy() const override { return m_working; }
    void cancelWork() override { Q_EMIT stopRequested(); }
    void showProblem(const Problem &problem) { setBanner(problem); }

Q_SIGNALS:
    void rehearseRequested(const QString &scenario);
    void stopRequested();

private:
    CardList *m_list;
    bool m_working = false;
};

} // namespace smk
