// Step 7: the copy is re-read by itself; the password is asked for once, from where it was stored.
// Object names: verify.identical, verify.password, verify.show, verify.copyOnly, verify.byServer, verify.replug,
// verify.replugState, verify.plugIn, verify.proofs.
#pragma once

#include "run_page.h"

class QLabel;
class QLineEdit;
class QRadioButton;
class QVBoxLayout;

namespace smk {

class ChoiceWithHint;
class FindingList;
class LinkButton;
class ShapeLabel;

class VerifyPage : public RunPage
{
    Q_OBJECT
public:
    explicit VerifyPage(WizardRun &run, QWidget *parent = nullptr);
    void enter() override;
    void leave() override;
    void primary() override;
    void extra() override;
    void cancelWork() override;
    void focusFirst() override;
    void reset() override;
    void reconnected() override;
    [[nodiscard]] Footer footer() const override;

Q_SIGNALS:
    void copyAgainWanted();
    void showPasswordWanted();

protected:
    void onRemedy(const QString &id) override;

private:
    void addPassword();
    void addDepth();
    void addReplug(QVBoxLayout *column);
    void replug();
    void replugTold(ReplugState state);
    void replugged(Result<Proof> result);
    void plugIn(); // in a rehearsal: the hand that does it
    void showIdentical(const Proof &proof);
    void checkCopy();
    void copyChecked(Result<CopyCheck> result);
    void prove(bool notNow);
    void proved(Result<std::vector<Proof>> result, bool notNow);
    void showProofs();
    void setDone(bool done);
    ShapeLabel *m_identicalShape;
    QLabel *m_identical;
    QLabel *m_code;
    QWidget *m_ask;
    ShapeLabel *m_passwordShape;
    QLineEdit *m_password;
    QLabel *m_passwordHint;
    QRadioButton *m_copyOnly;
    QRadioButton *m_byServer;
    ChoiceWithHint *m_byServerChoice;
    FindingList *m_proofs;
    LinkButton *m_replug;
    LinkButton *m_plugIn;
    QWidget *m_replugRow;
    ShapeLabel *m_replugShape;
    QLabel *m_replugState;
    bool m_replugging = false;
    bool m_copyOk = false;
    bool m_done = false;
    bool m_skipWhenDone = false;
    bool m_proveWhenDone = false;
    Task<CopyCheck> m_checking;
    Task<Proof> m_replugTask;
    Task<Drive> m_plugging;
    Task<std::vector<Proof>> m_proving;
};

} // namespace smk
