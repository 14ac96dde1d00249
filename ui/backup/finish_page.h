// After step 8: what is true now, and the three things that are left to do.
// Object names: finish.eject, finish.printLabel, finish.showReceipt, finish.facts.
#pragma once

#include "run_page.h"

namespace smk {

class ActionRow;
class FactBox;

class FinishPage : public RunPage
{
    Q_OBJECT
public:
    explicit FinishPage(WizardRun &run, QWidget *parent = nullptr);
    void enter() override;
    void primary() override;
    void focusFirst() override;
    void reset() override;
    void onRemedy(const QString &id) override;
    [[nodiscard]] Footer footer() const override;

Q_SIGNALS:
    void closeRequested();
    void realRunRequested(); // "Now do it for real"
    void printLabelRequested();
    void receiptRequested();

private:
    void eject();
    void fill();
    FactBox *m_facts;
    ActionRow *m_medium;
    ActionRow *m_password;
    ActionRow *m_next;
    QPushButton *m_eject;
    QPushButton *m_print;
    class LinkButton *m_receipt;
    bool m_ejected = false;
    Task<void> m_ejecting;
};

} // namespace smk
