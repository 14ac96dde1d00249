// The window's frame: side list | pages | footer. It shows any StepPages in the order they were added and knows none of
// them. Narrow it folds the list into "Step 3 of 8 · Medium". Navigation truth lies in the program: setNavigator().
#pragma once

#include "side_list.h"
#include "step_page.h"

#include <QWidget>

#include <functional>
#include <vector>

class QLabel;
class QScrollArea;
class QStackedWidget;

namespace smk {

class FooterBar;
class FoldedBar;
class RehearsalBand;

class Shell : public QWidget
{
    Q_OBJECT
public:
    explicit Shell(QWidget *parent = nullptr);

    // The pages become the shell's. Steps are numbered in this order; Finish follows the last step without a number;
    // places (Start, Rehearse, History) are shown with the navigation panel.
    void addStep(StepPage *page);
    void addFinish(StepPage *page);
    void addPlace(StepPage *page, const QString &subtitle);

    void showPage(const QString &name);
    [[nodiscard]] StepPage *currentPage() const;
    [[nodiscard]] StepPage *page(const QString &name) const;
    // The step at work, which may not be the one that is looked at.
    [[nodiscard]] QString workingStep() const { return m_working; }

    void setStepsHead(const QString &title, const QString &subtitle);
    void setPlacesHead(const QString &title, const QString &subtitle);
    void setPlaceSubtitle(const QString &name, const QString &subtitle);
    // Steps 1…n can no longer be changed; 0: none.
    void setLockedSteps(int count);
    [[nodiscard]] int lockedSteps() const { return m_locked; }
    // Which steps may be opened from the list; by default those that were shown once.
    void setReachable(const QStringList &names);
    // Forgets results and visits: a new run begins.
    void resetSteps();
    void setRehearsal(bool rehearsal);
    [[nodiscard]] bool isRehearsal() const { return m_rehearsal; }

    enum class Move { Next, Back };
    // Where a step leads; returns a page's name, or empty to stay. By default the next or the previous page; Back from
    // the first step leads to the first place.
    void setNavigator(std::function<QString(const QString &from, Move move)> navigator);

    // For tests: the footer's buttons.
    [[nodiscard]] QPushButton *primaryButton() const;
    [[nodiscard]] QPushButton *backButton() const;
    [[nodiscard]] QPushButton *extraButton() const;
    [[nodiscard]] QPushButton *cancelButton() const;
    [[nodiscard]] SidePanel *sidePanel() const { return m_side; }
    [[nodiscard]] bool isNarrow() const { return m_narrow; }

Q_SIGNALS:
    void pageShown(const QString &name);
    // Cancel or Esc on a page that is not busy.
    void cancelRequested(const QString &name);
    // Help, F1: the page's name, or a problem's id from the banner.
    void helpRequested(const QString &topic);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    // Down the page, then the footer, then the side list.
    bool focusNextPrevChild(bool next) override;

private:
    struct Entry
    {
        StepPage *page;
        QScrollArea *scroll;
        bool step;
        bool place;
        QString subtitle;
        bool visited = false;
    };
    void add(StepPage *page, bool step, bool place, const QString &subtitle);
    void bind(StepPage *page);
    void open(int index, bool working);
    void move(const QString &from, Move move);
    void refreshFooter();
    void refreshSide();
    void refreshFolded();
    void fold();
    void pressFilled();
    [[nodiscard]] bool scrollBy(int key);
    void showFocus(QWidget *now);
    void cancel();
    void cyclePanes();
    void updateTitle();
    void wireFooter();
    void wireKeys();
    [[nodiscard]] int indexOf(const QString &name) const;
    [[nodiscard]] int stepNumber(int index) const;
    [[nodiscard]] int stepCount() const;
    [[nodiscard]] bool isLookedAt() const;

    std::vector<Entry> m_entries;
    int m_current = -1;
    QString m_working;
    int m_locked = 0;
    bool m_rehearsal = false;
    bool m_narrow = false;
    bool m_low = false;
    QStringList m_reachable;
    QString m_stepsTitle, m_stepsSubtitle, m_placesTitle, m_placesSubtitle;
    std::function<QString(const QString &, Move)> m_navigator;
    RehearsalBand *m_band;
    SidePanel *m_side;
    FoldedBar *m_folded;
    QStackedWidget *m_stack;
    FooterBar *m_footer;
};

} // namespace smk
