// Step 5: the one commit page. A summary, the statement with the password as a mask, and the button.
// Object names: execute.summary, execute.statement, execute.copyStatement, execute.copyCommand, execute.progress.
#pragma once

#include "run_page.h"

namespace smk {

class FindingList;
class LinkButton;
class ProgressStrip;
class StatementPreview;

class ExecutePage : public RunPage
{
    Q_OBJECT
public:
    explicit ExecutePage(WizardRun &run, QWidget *parent = nullptr);
    void enter() override;
    void primary() override;
    void cancelWork() override;
    void focusFirst() override;
    void reset() override;
    void reconnected() override;
    [[nodiscard]] Footer footer() const override;
    void setScenario(const QString &title) { m_scenario = title; }

Q_SIGNALS:
    void passwordCopyRequested();
    void requestCopyWanted(); // what an administrator is asked for: the Folder page has it
    void newNameWanted();
    void passwordRefused(const smk::Problem &problem);
    void working(const QString &text); // the strip of steps 5 to 7
    void committed();

protected:
    void onRemedy(const QString &id) override;

private:
    void addStatement();
    void fill();
    void backUp();
    void done(Result<KeyFile> result);
    void failed(Problem problem);
    void reconcile();
    void reconciled(FileSeen seen);
    void refreshStatement();
    FindingList *m_summary;
    QWidget *m_statementBlock;
    LinkButton *m_statementLink;
    StatementPreview *m_statement;
    QLabel *m_maskHint;
    ProgressStrip *m_progress;
    QString m_scenario;
    bool m_askedStored = false;
    bool m_unknown = false; // the answer was lost: look for the file before anything else
    bool m_stopped = false;
    void giveTheRight();
    Task<CreatedDirectory> m_granting;
    Task<KeyFile> m_running;
    Task<FileSeen> m_looking;
};

} // namespace smk
