#include "tab_order.h"

#include <QLayout>
#include <QWidget>

namespace smk {

namespace {

void collect(QWidget *widget, QWidgetList &stops);

void collect(const QLayout *layout, QWidgetList &stops)
{
    for (int i = 0; i < layout->count(); ++i) {
        const QLayoutItem *item = layout->itemAt(i);
        if (QWidget *widget = item->widget())
            collect(widget, stops);
        else if (const QLayout *inner = const_cast<QLayoutItem *>(item)->layout())
            collect(inner, stops);
    }
}

void collect(QWidget *widget, QWidgetList &stops)
{
    if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus)
        stops << widget;
    if (const QLayout *layout = widget->layout())
        collect(layout, stops);
}

} // namespace

QWidgetList tabStops(QWidget *root)
{
    QWidgetList stops;
    collect(root, stops);
    return stops;
}

void chainTabs(const QWidgetList &stops)
{
    for (qsizetype i = 1; i < stops.size(); ++i)
        if (stops.at(i - 1)->nextInFocusChain() != stops.at(i))
            QWidget::setTabOrder(stops.at(i - 1), stops.at(i));
}

} // namespace smk
