// Step 2: the password that locks the backup. A generated one stands ready; nothing is asked.
// Object names: password.generated, password.words, password.own, password.masked, password.copy, password.show,
// password.new, password.typed, password.again, password.findings, password.manager, password.store, password.paper.
#pragma once

#include "run_page.h"

class QLineEdit;
class QPushButton;
class QRadioButton;

namespace smk {

class ChoiceWithHint;
class FindingList;
class FormRow;
class MaskedField;
class SecretClipboard;
class StrengthBar;

class PasswordPage : public RunPage
{
    Q_OBJECT
public:
    PasswordPage(WizardRun &run, SecretClipboard &clipboard, QWidget *parent = nullptr);
    void enter() override;
    void leave() override;
    void primary() override;
    void focusFirst() override;
    void reset() override;
    void onRemedy(const QString &id) override;
    [[nodiscard]] Footer footer() const override;
    // The server refused the password: the rule is named here, what was typed still stands.
    void showRefusal(const Problem &problem);
    // For the question on Back up.
    void copyToClipboard();

Q_SIGNALS:
    void entered(); // the controller starts the probes of Medium and Folder

private:
    void addStyles();
    void addPlaces();
    void choose(PasswordStyle style);
    void renew();
    void judge();
    void taken();
    void refreshSide();
    void probeStore();
    [[nodiscard]] SecretString presentPassword() const;
    [[nodiscard]] PasswordStyle style() const;
    [[nodiscard]] PasswordPlace place() const;
    SecretClipboard &m_clipboard;
    QRadioButton *m_generatedChoice;
    QRadioButton *m_wordsChoice;
    QRadioButton *m_ownChoice;
    QWidget *m_ready;
    MaskedField *m_masked;
    QPushButton *m_copy;
    FormRow *m_styleRow;
    QWidget *m_own;
    QLineEdit *m_typed;
    QLineEdit *m_again;
    FormRow *m_typedRow;
    FormRow *m_againRow;
    StrengthBar *m_strength;
    FindingList *m_findings;
    QRadioButton *m_manager;
    QRadioButton *m_store;
    ChoiceWithHint *m_storeChoice;
    QRadioButton *m_paper;
    SecretString m_generated;
    SecretString m_words;
    bool m_taken = false;
    bool m_storeProbed = false;
    Task<void> m_probe;
};

} // namespace smk
