// The shell's second half: what follows from the state (footer, side list, folding), and the keys.
#include "shell.h"

#include "card_list.h"
#include "footer_bar.h"
#include "link_button.h"
#include "mnemonics.h"
#include "tab_order.h"
#include "theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>

namespace smk {

using namespace Qt::StringLiterals;

void Shell::wireFooter()
{
    connect(m_footer->primary, &QPushButton::clicked, this, [this] {
        if (isLookedAt())
            open(indexOf(m_working), true);
        else if (currentPage())
            currentPage()->primary();
    });
    connect(m_footer->back, &QPushButton::clicked, this, [this] {
        if (currentPage())
            currentPage()->back();
    });
    connect(m_footer->extra, &QPushButton::clicked, this, [this] {
        if (currentPage())
            currentPage()->extra();
    });
    connect(m_footer->cancel, &QPushButton::clicked, this, [this] { cancel(); });
    connect(m_footer->help, &LinkButton::clicked, this, [this] {
        if (currentPage())
            Q_EMIT helpRequested(currentPage()->name());
    });
    connect(m_side, &SidePanel::chosen, this, &Shell::showPage);
    connect(m_folded, &FoldedBar::chosen, this, &Shell::showPage);
    connect(m_folded->allSteps, &LinkButton::clicked, this, [this] { m_folded->popUp(*m_side->model()); });
}

void Shell::cancel()
{
    StepPage *page = currentPage();
    if (!page)
        return;
    if (isLookedAt())
        open(indexOf(m_working), true);
    else if (page->isBusy())
        page->cancelWork();
    else
        Q_EMIT cancelRequested(page->name());
}

void Shell::wireKeys()
{
    const auto key = [this](const QKeySequence &sequence, auto act) {
        auto *shortcut = new QShortcut(sequence, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        shortcut->setAutoRepeat(false);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    key(Qt::Key_F1, [this] { m_footer->help->click(); });
    key(Qt::Key_F5, [this] {
        if (currentPage() && !isLookedAt())
            currentPage()->lookAgain();
    });
    key(Qt::Key_F6, [this] { cyclePanes(); });
    key(Qt::CTRL | Qt::Key_I, [this] {
        if (currentPage())
            currentPage()->showDetails();
    });
    // What has the focus is never scrolled out of sight.
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (now && m_current >= 0)
            showFocus(now);
    });
}

void Shell::showFocus(QWidget *now)
{
    const Entry &entry = m_entries[std::size_t(m_current)];
    if (!entry.page->isAncestorOf(now))
        return;
    // A list may be longer than the window: its current card counts.
    if (auto *cards = qobject_cast<CardList *>(now))
        cards->showCurrent();
    else
        entry.scroll->ensureWidgetVisible(now, 0, 16);
}

bool Shell::focusNextPrevChild(bool next)
{
    QWidgetList stops = m_current < 0 ? QWidgetList() : tabStops(currentPage());
    stops += tabStops(m_footer);
    stops << m_side->view() << m_folded->allSteps;
    chainTabs(stops);
    return QWidget::focusNextPrevChild(next);
}

bool Shell::eventFilter(QObject *watched, QEvent *event)
{
    // Something came or went on the page: the banner's letters may no longer be the only ones.
    if (event->type() == QEvent::LayoutRequest && currentPage() == watched && currentPage()->banner()->isShowing())
        giveMnemonics(this, currentPage()->banner());
    return QWidget::eventFilter(watched, event);
}

// A page of facts has few places for the focus, and is read without a mouse all the same.
bool Shell::scrollBy(int key)
{
    if (m_current < 0)
        return false;
    QScrollBar *bar = m_entries[std::size_t(m_current)].scroll->verticalScrollBar();
    if (key == Qt::Key_PageDown)
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
    else if (key == Qt::Key_PageUp)
        bar->triggerAction(QAbstractSlider::SliderPageStepSub);
    else
        return false;
    return true;
}

void Shell::keyPressEvent(QKeyEvent *event)
{
    if (event->isAutoRepeat())
        return QWidget::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return pressFilled();
    if (event->key() == Qt::Key_Escape)
        return cancel();
    if (!scrollBy(event->key()))
        QWidget::keyPressEvent(event);
}

// A button that has the focus is pressed; else Enter follows the fill: banner, page, footer.
void Shell::pressFilled()
{
    StepPage *page = currentPage();
    auto *focused = qobject_cast<QPushButton *>(QApplication::focusWidget());
    QPushButton *target = focused;
    if (!target && page && !isLookedAt()) {
        if (page->banner()->isShowing())
            target = page->banner()->primaryRemedy();
        if (!target && page->filledButton() && page->filledButton()->isVisibleTo(page))
            target = page->filledButton();
    }
    if (!target)
        target = m_footer->primary;
    if (target->isEnabled() && target->isVisible())
        target->click();
}

void Shell::refreshFooter()
{
    StepPage *page = currentPage();
    if (!page)
        return;
    if (isLookedAt()) {
        Footer footer;
        footer.primaryText = tr("&Return to step %1").arg(stepNumber(indexOf(m_working)));
        if (stepNumber(indexOf(m_working)) == 0)
            footer.primaryText = tr("&Return");
        m_footer->present(footer, true);
        return;
    }
    const Footer footer = page->footer();
    const bool remedy = page->banner()->isShowing() && page->banner()->primaryRemedy();
    QPushButton *inPage = page->filledButton();
    const bool inPageShown = inPage && inPage->isVisibleTo(page) && inPage->isEnabled();
    if (inPage)
        inPage->setDefault(!remedy);
    m_footer->present(footer, footer.primaryFilled && !remedy && !inPageShown);
    giveMnemonics(this, page->banner());
}

void Shell::refreshSide()
{
    if (m_current < 0)
        return;
    const bool places = m_entries[std::size_t(m_current)].place;
    std::vector<SideItem> items;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if (places ? !entry.place : !entry.step)
            continue;
        SideItem item{entry.page->name(), entry.page->sideTitle()};
        item.result = places ? entry.subtitle : entry.page->sideResult();
        item.state = entry.page->sideState();
        item.current = int(i) == m_current;
        item.visited = places || (m_reachable.isEmpty() ? entry.visited : m_reachable.contains(item.name));
        item.step = entry.step;
        item.number = stepNumber(int(i));
        items.push_back(std::move(item));
    }
    // Who comes to Next, or waits there, hears what this page found.
    const QString result = currentPage()->sideResult();
    const QString state = shapeWords(shapeOf(currentPage()->sideState()));
    m_footer->primary->setAccessibleDescription(isLookedAt() || result.isEmpty() ? QString()
                                                : state.isEmpty()                ? result
                                                                                 : state + u". "_s + result);
    m_side->model()->setItems(std::move(items));
    const QString lock = places || m_locked == 0 ? QString()
                         : m_locked == 1         ? tr("step 1 locked")
                                                 : tr("steps 1–%1 locked").arg(m_locked);
    m_side->setHead(places ? m_placesTitle : m_stepsTitle, places ? m_placesSubtitle : m_stepsSubtitle,
                    m_locked >= stepCount() ? QString() : lock);
    refreshFolded();
}

void Shell::refreshFolded()
{
    const std::vector<SideItem> &items = m_side->model()->items();
    const auto notes = std::count_if(items.begin(), items.end(),
                                     [](const SideItem &item) { return item.step && item.state == SideState::Note; });
    const auto current = std::find_if(items.begin(), items.end(), [](const SideItem &item) { return item.current; });
    SideItem shown;
    if (current != items.end()) {
        shown = *current;
    } else {
        shown.step = false;
        shown.title = m_stepsTitle;
    }
    m_folded->present(shown, stepCount(), int(notes));
}

void Shell::fold()
{
    const bool narrow = width() < metric::NarrowBelow;
    const bool low = height() < metric::LowBelow;
    if (narrow == m_narrow && low == m_low)
        return;
    m_narrow = narrow;
    m_low = low;
    m_side->setVisible(!narrow);
    m_folded->setVisible(narrow);
    m_side->setLow(low);
    m_footer->setMargin(narrow ? metric::PageMarginNarrow : metric::PageMargin,
                        narrow || low ? 56 : metric::FooterHeight);
    for (const Entry &entry : m_entries)
        entry.page->setCompact(narrow, low);
}

void Shell::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fold();
}

void Shell::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateTitle();
}

// F6: page → side list (or the folded bar) → banner → page.
void Shell::cyclePanes()
{
    StepPage *page = currentPage();
    QWidget *focus = QApplication::focusWidget();
    if (!page)
        return;
    Banner *banner = page->banner();
    QWidget *side = m_narrow ? static_cast<QWidget *>(m_folded->allSteps) : m_side->view();
    const bool inSide = focus && (focus == side || side->isAncestorOf(focus));
    const bool inBanner = focus && banner->isShowing() && (focus == banner || banner->isAncestorOf(focus));
    if (inSide && banner->isShowing()) {
        banner->setFocus(Qt::ShortcutFocusReason);
    } else if (inSide || inBanner) {
        page->focusContent();
        if (QWidget *now = QApplication::focusWidget(); !now || now == focus)
            m_footer->primary->setFocus(Qt::ShortcutFocusReason);
    } else {
        if (!m_narrow) {
            for (int row = 0; row < m_side->model()->rowCount(); ++row) {
                if (m_side->model()->items()[std::size_t(row)].current)
                    m_side->view()->setCurrentIndex(m_side->model()->index(row));
            }
        }
        side->setFocus(Qt::ShortcutFocusReason);
    }
}

} // namespace smk
