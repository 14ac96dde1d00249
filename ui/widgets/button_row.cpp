#include "button_row.h"

#include <QStyle>
#include <QWidget>

namespace smk {

ButtonRow::~ButtonRow()
{
    for (const QLayoutItem *item : m_items)
        delete item;
}

QLayoutItem *ButtonRow::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[static_cast<std::size_t>(index)] : nullptr;
}

QLayoutItem *ButtonRow::takeAt(int index)
{
    QLayoutItem *item = itemAt(index);
    if (item != nullptr)
        m_items.erase(m_items.begin() + index);
    return item;
}

QSize ButtonRow::sizeHint() const
{
    QSize all(0, 0);
    for (const QLayoutItem *item : m_items) {
        const QSize hint = item->sizeHint();
        all = {all.width() + (all.width() > 0 ? spacing() : 0) + hint.width(), std::max(all.height(), hint.height())};
    }
    return all;
}

QSize ButtonRow::minimumSize() const
{
    QSize widest(0, 0);
    for (const QLayoutItem *item : m_items)
        widest = widest.expandedTo(item->minimumSize());
    return widest;
}

void ButtonRow::setGeometry(const QRect &area)
{
    QLayout::setGeometry(area);
    // In the middle of a place that is higher, as beside a label.
    const int spare = std::max(0, area.height() - arrange(area, false));
    arrange(area.adjusted(0, spare / 2, 0, 0), true);
}

int ButtonRow::arrange(const QRect &area, bool move) const
{
    int x = area.x();
    int y = area.y();
    int lineHeight = 0;
    const QWidget *parent = parentWidget();
    for (QLayoutItem *item : m_items) {
        const QSize hint = item->sizeHint();
        if (x > area.x() && x + hint.width() > area.x() + area.width()) {
            x = area.x();
            y += lineHeight + spacing();
            lineHeight = 0;
        }
        if (move) {
            const QRect place(QPoint(x, y), hint);
            item->setGeometry(parent != nullptr ? QStyle::visualRect(parent->layoutDirection(), area, place) : place);
        }
        x += hint.width() + spacing();
        lineHeight = std::max(lineHeight, hint.height());
    }
    return y + lineHeight - area.y();
}

} // namespace smk
