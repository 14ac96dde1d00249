// What the eight pages and Finish have in common: the run they work on, and how a Problem reaches the banner.
#pragma once

#include "step_page.h"
#include "wizard_run.h"

class QLabel;
class QTimer;

namespace smk {

class RunPage : public StepPage
{
    Q_OBJECT
public:
    RunPage(QString name, QString sideTitle, WizardRun &run, QWidget *parent = nullptr);
    // Signed in again after a lost link; the page goes on where it stood. Default: the banner goes.
    virtual void reconnected() { clearBanner(); }
    // A new run: fields and results of the last one go.
    virtual void reset() {}

    // A question of the program, in the banner; the answer comes as remedyChosen().
    void ask(const Problem &question) { setBanner(question, BannerKind::Note); }
    void endQuestion() { clearBanner(); }

protected:
    // The remedies that lead to another page; everything else goes on to the program.
    void onRemedy(const QString &id) override;
    [[nodiscard]] WizardRun &run() { return m_run; }
    [[nodiscard]] BackupPlan &plan() { return m_run.plan(); }
    // Shows it; a lost link gets "reconnect" as its first remedy. Cancelled work is no Problem to show: false.
    bool showProblem(Problem problem);
    // "Asking the server…" appears only when it takes longer than 300 ms.
    void setLoading(const QString &text);
    void clearLoading();
    // After a cancel: where the work has not ended in a moment, the page is given back without it.
    void giveBackSoon(const std::function<bool()> &stillRunning, const std::function<void()> &giveBack);
    // Busy: the footer's Cancel stops waiting.
    void setBusy(bool busy);
    [[nodiscard]] bool isBusy() const override { return m_busy; }

private:
    WizardRun &m_run;
    QLabel *m_loading;
    QTimer *m_loadingTimer;
    bool m_busy = false;
};

[[nodiscard]] bool isLinkLost(const Problem &problem);
// The end of a Task rather than of the work: cancelled, dropped or abandoned.
[[nodiscard]] bool isCancelled(const Problem &problem);
// "14.6 GB", "1,164 bytes": as people read it.
[[nodiscard]] QString sizeText(qint64 bytes);
// "Inside this computer", "encrypted" …: two words for the side list.
[[nodiscard]] QString lineShort(LineTrust trust);

} // namespace smk
