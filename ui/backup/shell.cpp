#include "shell.h"

#include "accessible_role.h"
#include "footer_bar.h"
#include "link_button.h"
#include "object_icon.h"
#include "rehearsal_band.h"
#include "theme.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

namespace smk {

Shell::Shell(QWidget *parent)
    : QWidget(parent)
    , m_band(new RehearsalBand(this))
    , m_side(new SidePanel(this))
    , m_folded(new FoldedBar(this))
    , m_stack(new QStackedWidget(this))
    , m_footer(new FooterBar(this))
{
    setAccessibleRole(this, QAccessible::Window);
    setMinimumSize(640, 480);
    resize(960, 648);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_band);
    auto *across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(m_side);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_folded);
    right->addWidget(m_stack, 1);
    right->addWidget(m_footer);
    across->addLayout(right, 1);
    outer->addLayout(across, 1);
    m_band->hide();
    m_folded->hide();
    m_stepsTitle = tr("Back up");
    m_stepsSubtitle = tr("No server chosen");
    m_placesTitle = tr("Service master keys");
    m_placesSubtitle = tr("of this computer and others");
    wireFooter();
    wireKeys();
}

void Shell::addStep(StepPage *page)
{
    add(page, true, false, {});
}

void Shell::addFinish(StepPage *page)
{
    add(page, false, false, {});
}

void Shell::addPlace(StepPage *page, const QString &subtitle)
{
    add(page, false, true, subtitle);
}

void Shell::add(StepPage *page, bool step, bool place, const QString &subtitle)
{
    auto *scroll = new QScrollArea(m_stack);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setBackgroundRole(QPalette::Base);
    scroll->setWidget(page);
    m_stack->addWidget(scroll);
    m_entries.push_back({page, scroll, step, place, subtitle});
    page->setCompact(m_narrow, m_low);
    bind(page);
}

void Shell::bind(StepPage *page)
{
    page->installEventFilter(this);
    connect(page, &StepPage::footerChanged, this, [this, page] {
        if (page == currentPage())
            refreshFooter();
    });
    connect(page, &StepPage::sideResultChanged, this, [this] { refreshSide(); });
    connect(page, &StepPage::goNext, this, [this, page] { move(page->name(), Move::Next); });
    connect(page, &StepPage::goBack, this, [this, page] { move(page->name(), Move::Back); });
    connect(page, &StepPage::goTo, this, [this](const QString &name) { showPage(name); });
    connect(page, &StepPage::helpRequested, this, &Shell::helpRequested);
    connect(page, &StepPage::wantsFooterFocus, this, [this, page] {
        if (page == currentPage())
            m_footer->primary->setFocus(Qt::OtherFocusReason);
    });
}

StepPage *Shell::currentPage() const
{
    return m_current < 0 ? nullptr : m_entries[std::size_t(m_current)].page;
}

StepPage *Shell::page(const QString &name) const
{
    const int index = indexOf(name);
    return index < 0 ? nullptr : m_entries[std::size_t(index)].page;
}

int Shell::indexOf(const QString &name) const
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (m_entries[i].page->name() == name)
            return int(i);
    }
    return -1;
}

int Shell::stepNumber(int index) const
{
    int number = 0;
    for (int i = 0; i <= index && index >= 0; ++i)
        number += m_entries[std::size_t(i)].step ? 1 : 0;
    return index >= 0 && m_entries[std::size_t(index)].step ? number : 0;
}

int Shell::stepCount() const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(), [](const Entry &entry) { return entry.step; }));
}

bool Shell::isLookedAt() const
{
    return m_current >= 0 && m_entries[std::size_t(m_current)].step && currentPage()->name() != m_working;
}

void Shell::showPage(const QString &name)
{
    const int index = indexOf(name);
    if (index < 0)
        return;
    const int working = indexOf(m_working);
    const bool step = m_entries[std::size_t(index)].step;
    const bool busy = working >= 0 && working != index && m_entries[std::size_t(working)].page->isBusy();
    // Locked steps, and any other step while one is at work, are only looked at.
    const bool look = step && index != working && (stepNumber(index) <= m_locked || (busy && index < working));
    open(index, !look);
}

void Shell::open(int index, bool working)
{
    const int before = m_current;
    StepPage *page = m_entries[std::size_t(index)].page;
    const int oldWorking = indexOf(m_working);
    const bool sameWorking = oldWorking == index;
    if (working && !sameWorking && oldWorking >= 0)
        m_entries[std::size_t(oldWorking)].page->leave();
    m_current = index;
    m_entries[std::size_t(index)].visited = true;
    page->setLocked(!working);
    if (working)
        m_working = page->name();
    m_stack->setCurrentWidget(m_entries[std::size_t(index)].scroll);
    refreshSide();
    if (working && !sameWorking)
        page->enter();
    // enter() may have moved on at once.
    if (m_current != index)
        return;
    refreshFooter();
    updateTitle();
    if (before != index) {
        m_entries[std::size_t(index)].scroll->verticalScrollBar()->setValue(0);
        const QWidget *focus = QApplication::focusWidget();
        if (!focus || !page->isAncestorOf(focus))
            page->focusFirst();
        focus = QApplication::focusWidget();
        if (!focus || !page->isAncestorOf(focus))
            (m_footer->primary->isVisibleTo(this) ? m_footer->primary : m_footer->cancel)->setFocus();
        alertReader(page);
    }
    Q_EMIT pageShown(page->name());
}

void Shell::move(const QString &from, Move move)
{
    QString to;
    if (m_navigator) {
        to = m_navigator(from, move);
    } else {
        const int at = indexOf(from);
        const int next = move == Move::Next ? at + 1 : at - 1;
        const bool inside = next >= 0 && next < int(m_entries.size()) && !m_entries[std::size_t(next)].place;
        if (inside) {
            to = m_entries[std::size_t(next)].page->name();
        } else if (move == Move::Back) {
            const auto place = std::find_if(m_entries.begin(), m_entries.end(), [](const Entry &e) { return e.place; });
            to = place == m_entries.end() ? QString() : place->page->name();
        }
    }
    const int index = indexOf(to);
    if (index >= 0)
        open(index, true);
}

void Shell::setStepsHead(const QString &title, const QString &subtitle)
{
    m_stepsTitle = title;
    m_stepsSubtitle = subtitle;
    refreshSide();
}

void Shell::setPlacesHead(const QString &title, const QString &subtitle)
{
    m_placesTitle = title;
    m_placesSubtitle = subtitle;
    refreshSide();
}

void Shell::setPlaceSubtitle(const QString &name, const QString &subtitle)
{
    const int index = indexOf(name);
    if (index >= 0)
        m_entries[std::size_t(index)].subtitle = subtitle;
    refreshSide();
}

void Shell::setLockedSteps(int count)
{
    m_locked = count;
    refreshSide();
    refreshFooter();
}

void Shell::setReachable(const QStringList &names)
{
    m_reachable = names;
    refreshSide();
}

void Shell::resetSteps()
{
    m_locked = 0;
    m_reachable.clear();
    for (Entry &entry : m_entries) {
        entry.visited = entry.visited && entry.place;
        if (!entry.place)
            entry.page->setLocked(false);
    }
    refreshSide();
}

void Shell::setRehearsal(bool rehearsal)
{
    m_rehearsal = rehearsal;
    m_band->setVisible(rehearsal);
    applyTheme(*qApp, currentTheme(), rehearsal);
    updateTitle();
}

void Shell::setNavigator(std::function<QString(const QString &, Move)> navigator)
{
    m_navigator = std::move(navigator);
}

void Shell::updateTitle()
{
    const QString program = tr("SMK Backup Wizard");
    window()->setWindowTitle(m_rehearsal ? tr("REHEARSAL – %1").arg(program) : program);
    window()->setWindowIcon(applicationIcon(palette().color(QPalette::Highlight)));
    const StepPage *page = currentPage();
    if (page)
        setAccessibleName(m_rehearsal ? tr("REHEARSAL, %1").arg(page->title()) : page->title());
}

QPushButton *Shell::primaryButton() const
{
    return m_footer->primary;
}

QPushButton *Shell::backButton() const
{
    return m_footer->back;
}

QPushButton *Shell::extraButton() const
{
    return m_footer->extra;
}

QPushButton *Shell::cancelButton() const
{
    return m_footer->cancel;
}

} // namespace smk
