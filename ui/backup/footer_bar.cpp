#include "footer_bar.h"

#include "link_button.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>

namespace smk {

namespace {

void setButton(QPushButton *button, const QString &text)
{
    if (button->text() != text)
        button->setText(text);
    button->setVisible(!text.isEmpty());
}

} // namespace

FooterBar::FooterBar(QWidget *parent)
    : QWidget(parent)
    , help(new LinkButton(tr("Help"), this))
    , extra(new QPushButton(this))
    , back(new QPushButton(this))
    , primary(new QPushButton(this))
    , cancel(new QPushButton(this))
    , m_row(new QHBoxLayout(this))
{
    help->setKeyHint(QStringLiteral("F1"));
    help->setAccessibleDescription(tr("Help for this page"));
    m_row->setSpacing(8);
    m_row->addWidget(help);
    m_row->addStretch(1);
    for (QPushButton *button : {extra, back, primary, cancel})
        m_row->addWidget(button);
    extra->setObjectName(QStringLiteral("footer.extra"));
    back->setObjectName(QStringLiteral("footer.back"));
    primary->setObjectName(QStringLiteral("footer.primary"));
    cancel->setObjectName(QStringLiteral("footer.cancel"));
    setMargin(metric::PageMargin, metric::FooterHeight);
}

void FooterBar::present(const Footer &footer, bool filled)
{
    setButton(extra, footer.extraText);
    setButton(back, footer.backText);
    setButton(primary, footer.primaryText);
    setButton(cancel, footer.cancelText);
    primary->setEnabled(footer.primaryEnabled);
    primary->setDefault(filled);
    primary->update();
}

void FooterBar::setMargin(int margin, int height)
{
    m_row->setContentsMargins(margin - LinkButton::Padding, 8, margin, 8); // Help's text stands at the page's edge
    setMinimumHeight(height);
}

void FooterBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, 0, width(), 1), palette().color(QPalette::Mid));
}

FoldedBar::FoldedBar(QWidget *parent)
    : QWidget(parent)
    , allSteps(new LinkButton(tr("All steps"), this))
    , m_shape(new ShapeLabel(Shape::None, 20, this))
    , m_text(new QLabel(this))
    , m_noteShape(new ShapeLabel(Shape::Triangle, 16, this))
    , m_notes(new QLabel(this))
{
    setMinimumHeight(40);
    allSteps->setTrailingChevron(true);
    m_text->setTextFormat(Qt::RichText);
    m_notes->setFont(smallFont());
    m_notes->setForegroundRole(QPalette::PlaceholderText);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 16, 4);
    row->setSpacing(12);
    row->addWidget(m_shape);
    row->addWidget(m_text, 1);
    row->addWidget(m_noteShape);
    row->addWidget(m_notes);
    row->addWidget(allSteps);
    row->setSpacing(10);
}

void FoldedBar::present(const SideItem &item, int count, int notes)
{
    m_shape->setVisible(item.step);
    if (item.step) {
        m_shape->setShape(shapeOf(item.state), item.number);
        const QString step = tr("Step %1 of %2").arg(item.number).arg(count);
        m_text->setText(
            QStringLiteral("<span style=\"font-weight:600\">%1</span> · %2").arg(step, item.title.toHtmlEscaped()));
        m_text->setAccessibleName(step + QStringLiteral(", ") + item.title);
    } else {
        m_text->setText(QStringLiteral("<span style=\"font-weight:600\">%1</span>").arg(item.title.toHtmlEscaped()));
        m_text->setAccessibleName(item.title);
    }
    m_notes->setText(tr("%n note(s)", nullptr, notes));
    m_notes->setVisible(notes > 0);
    m_noteShape->setVisible(notes > 0);
    allSteps->setText(item.step ? tr("All steps") : tr("All pages"));
}

void FoldedBar::popUp(const SideModel &model)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const SideItem &item : model.items()) {
        const QString number = item.step ? QStringLiteral("%1  ").arg(item.number) : QString();
        const QString result = item.result.isEmpty() || !item.step ? QString() : QStringLiteral("  ·  ") + item.result;
        QAction *action = menu->addAction(number + item.title + result);
        if (item.step && item.state != SideState::Upcoming)
            action->setIcon(shapePixmap(shapeOf(item.state), 16, devicePixelRatioF(), palette()));
        action->setEnabled(item.visited || item.current);
        connect(action, &QAction::triggered, this, [this, name = item.name] { Q_EMIT chosen(name); });
    }
    menu->popup(allSteps->mapToGlobal(QPoint(0, allSteps->height())));
}

void FoldedBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), palette().color(QPalette::Mid));
}

} // namespace smk
