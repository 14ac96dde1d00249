// Step 8: where the medium goes, in whose hands, and what becomes of the server's own file.
// Object names: store.place, store.custodian, store.access, store.keeper, store.due, store.offSite, store.reference,
// store.planned, store.confirmed, store.keep, store.remove, store.findings.
#pragma once

#include "run_page.h"

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QRadioButton;

namespace smk {

class FindingList;
class FormRow;

class StorePage : public RunPage
{
    Q_OBJECT
public:
    explicit StorePage(WizardRun &run, QWidget *parent = nullptr);
    void enter() override;
    void primary() override;
    void extra() override;
    void cancelWork() override;
    void focusFirst() override;
    void reset() override;
    // From the second run on: what the last receipt said.
    void prefill(const Custody &custody);
    [[nodiscard]] Footer footer() const override;

Q_SIGNALS:
    void stored();

protected:
    void onRemedy(const QString &id) override;

private:
    void addFields();
    void addChoices();
    void judge();
    void save(bool later);
    void saved(Result<LocalPath> result);
    [[nodiscard]] Custody custody() const;
    QLineEdit *edit(const QString &label, const QString &name, FormRow *&row);
    QLineEdit *m_place;
    FormRow *m_placeRow;
    QLineEdit *m_custodian;
    FormRow *m_custodianRow;
    QLineEdit *m_access;
    FormRow *m_accessRow;
    QLineEdit *m_keeper;
    FormRow *m_keeperRow;
    QLineEdit *m_reference;
    FormRow *m_referenceRow;
    QDateEdit *m_due;
    QCheckBox *m_offSite;
    QRadioButton *m_planned;
    QRadioButton *m_confirmed;
    QRadioButton *m_keep;
    QRadioButton *m_remove;
    FormRow *m_fileRow;
    FindingList *m_findings;
    bool m_prefilled = false;
    bool m_later = false; // saved by "Later": planned, whatever is chosen above
    Task<LocalPath> m_saving;
};

} // namespace smk
