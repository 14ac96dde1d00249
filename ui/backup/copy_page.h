// Step 6: runs by itself and moves on. Each way to the file is listed with its outcome.
// Object names: copy.progress, copy.ways, copy.target, copy.byHandPath, copy.byHandUse, copy.command.
#pragma once

#include "run_page.h"

class QLabel;
class QLineEdit;

namespace smk {

class FormRow;
class ProgressStrip;
class WayList;

class CopyPage : public RunPage
{
    Q_OBJECT
public:
    explicit CopyPage(WizardRun &run, QWidget *parent = nullptr);
    void enter() override;
    void primary() override;
    void cancelWork() override;
    void reset() override;
    void reconnected() override;
    [[nodiscard]] Footer footer() const override;

Q_SIGNALS:
    void copied();

protected:
    void onRemedy(const QString &id) override;

private:
    void start(std::optional<LocalPath> byHand = std::nullopt, bool elevate = false);
    void tried(const WayAttempt &attempt);
    void done(Result<WrittenFile> result);
    void showWays();
    void offerByHand();
    ProgressStrip *m_progress;
    WayList *m_ways;
    QLabel *m_targetHead;
    WayList *m_target;
    QWidget *m_byHand;
    QLabel *m_command;
    FormRow *m_byHandRow;
    QLineEdit *m_byHandPath;
    bool m_done = false;
    Task<WrittenFile> m_copying;
};

} // namespace smk
