#include "step_page.h"

#include "accessible_role.h"
#include "heading.h"
#include "link_button.h"
#include "theme.h"

#include <QRadioButton>

namespace smk {

StepPage::StepPage(QString name, QString sideTitle, QWidget *parent)
    : QWidget(parent)
    , m_name(std::move(name))
    , m_sideTitle(std::move(sideTitle))
    , m_outer(new QVBoxLayout(this))
    , m_heading(new Heading(this))
    , m_banner(nullptr)
    , m_body(new QWidget(this))
    , m_content(new QVBoxLayout(m_body))
{
    setObjectName(QStringLiteral("page.") + m_name);
    setAccessibleRole(this, QAccessible::Grouping);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_content->setContentsMargins(0, 0, 0, 0);
    m_content->setSpacing(8);
    m_outer->setSpacing(0);
    m_outer->addWidget(m_heading);
    m_outer->addSpacing(24);
    // The banner's slot is on top of the content; without a banner it takes no room.
    auto *slot = new QWidget(this);
    auto *slotColumn = new QVBoxLayout(slot);
    slotColumn->setContentsMargins(0, 0, 0, 20);
    m_banner = new Banner(slot);
    slotColumn->addWidget(m_banner);
    slot->hide();
    slot->stackUnder(m_body); // readers go by this order
    m_outer->addWidget(slot);
    m_outer->addWidget(m_body, 1);
    // Tab order is reading order: the banner stands before the content.
    setTabOrder(m_banner, m_body);
    connect(m_banner, &Banner::shownChanged, this, [this, slot](bool shown) {
        slot->setVisible(shown);
        Q_EMIT footerChanged();
    });
    connect(m_banner, &Banner::remedyChosen, this, [this](const QString &id) { onRemedy(id); });
    connect(m_banner, &Banner::helpRequested, this, &StepPage::helpRequested);
    StepPage::setCompact(false, false);
}

QString StepPage::title() const
{
    return m_heading->title();
}

void StepPage::setTitle(const QString &title)
{
    m_heading->setTitle(title);
    setAccessibleName(title);
    Q_EMIT titleChanged();
}

void StepPage::setWhy(const QString &markup)
{
    m_heading->setWhy(markup);
}

Footer StepPage::footer() const
{
    Footer footer;
    footer.primaryText = tr("&Next");
    footer.backText = tr("&Back");
    footer.cancelText = tr("Cancel");
    return footer;
}

void StepPage::setBanner(const Problem &problem, BannerKind kind)
{
    m_banner->parentWidget()->show(); // so that the banner can take the focus at once
    m_banner->showProblem(problem, kind);
}

void StepPage::clearBanner()
{
    const QWidget *focus = focusWidget();
    const bool held = focus && (focus == m_banner || m_banner->isAncestorOf(focus));
    m_banner->dismiss();
    if (held && isVisible())
        focusFirst();
}

void StepPage::setSideResult(const QString &text, SideState state)
{
    if (m_sideResult == text && m_sideState == state)
        return;
    m_sideResult = text;
    m_sideState = state;
    Q_EMIT sideResultChanged(text, state);
}

void StepPage::onRemedy(const QString &id)
{
    if (id == QLatin1String("return") && !m_banner->problem().returnTo.isEmpty())
        Q_EMIT goTo(m_banner->problem().returnTo);
    Q_EMIT remedyChosen(id);
}

void StepPage::setLocked(bool locked)
{
    if (m_locked == locked)
        return;
    m_locked = locked;
    m_body->setEnabled(!locked);
}

void StepPage::setCompact(bool narrow, bool low)
{
    const int side = narrow ? metric::PageMarginNarrow : metric::PageMargin;
    const int top = narrow || low ? 16 : 24;
    m_outer->setContentsMargins(side, top, side, narrow ? 16 : 24);
}

// The layout's own minimum takes the height of every wrapped text at its narrowest, and the page would scroll where it
// fits; a scroll area asks heightForWidth() for the rest.
QSize StepPage::minimumSizeHint() const
{
    return {QWidget::minimumSizeHint().width(), 0};
}

void StepPage::focusFirst()
{
    if (m_banner->isShowing()) {
        m_banner->setFocus(Qt::OtherFocusReason);
        return;
    }
    focusContent();
}

void StepPage::focusContent()
{
    QWidget *at = m_body->nextInFocusChain();
    for (int steps = 0; at && at != m_body && steps < 500; ++steps, at = at->nextInFocusChain()) {
        if (!m_body->isAncestorOf(at) || !(at->focusPolicy() & Qt::TabFocus) || !at->isEnabled()
            || !at->isVisibleTo(this) || qobject_cast<LinkButton *>(at))
            continue;
        const auto *radio = qobject_cast<QRadioButton *>(at);
        if (radio && !radio->isChecked())
            continue;
        at->setFocus(Qt::OtherFocusReason);
        return;
    }
}

} // namespace smk
