#include "fact_box.h"

#include "labels.h"
#include "object_icon.h"
#include "theme.h"

#include <QGridLayout>
#include <QPainter>

namespace smk {

namespace {

void paintBox(QWidget &box, QPalette::ColorRole ground)
{
    QPainter painter(&box);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal width = borderWidth();
    painter.setPen(QPen(box.palette().color(QPalette::Mid), width));
    painter.setBrush(box.palette().color(ground));
    painter.drawRoundedRect(QRectF(box.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
}

} // namespace

FactBox::FactBox(QWidget *parent)
    : QFrame(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(17, 12, 17, 14);
    m_grid->setHorizontalSpacing(40);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnStretch(20, 1);
}

void FactBox::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    m_column = 0;
}

void FactBox::addFact(const QString &label, const QString &value, bool large)
{
    auto *head = new FoldingLabel(label, this);
    head->setFont(smallFont());
    head->setForegroundRole(QPalette::PlaceholderText);
    auto *text = new FoldingLabel(value, this);
    text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    text->setAccessibleName(QStringLiteral("%1: %2").arg(label, value));
    QFont font = large ? fixedStrongFont() : strongFont();
    if (large)
        font.setPointSizeF(bannerFont().pointSizeF());
    text->setFont(font);
    m_grid->addWidget(head, 0, m_column);
    m_grid->addWidget(text, 1, m_column++);
}

void FactBox::paintEvent(QPaintEvent *)
{
    paintBox(*this, QPalette::Window);
}

SummaryBox::SummaryBox(QWidget *parent)
    : QFrame(parent)
    , m_icon(new IconLabel(ObjectIcon::Server, 24, this))
    , m_text(bodyLabel({}, this))
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(17, 11, 16, 11);
    m_row->setSpacing(16);
    m_row->addWidget(m_icon);
    m_row->addWidget(m_text, 1);
}

void SummaryBox::setText(int icon, const QString &markup)
{
    m_icon->setIcon(ObjectIcon(icon));
    setMarkup(m_text, markup);
}

void SummaryBox::addRight(QWidget *widget)
{
    m_row->addWidget(widget);
}

void SummaryBox::paintEvent(QPaintEvent *)
{
    paintBox(*this, QPalette::Base);
}

} // namespace smk
