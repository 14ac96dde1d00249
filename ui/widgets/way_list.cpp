#include "way_list.h"

#include "labels.h"
#include "rich_text.h"
#include "theme.h"

#include <QGridLayout>

namespace smk {

WayList::WayList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(12);
    // As drawn: outcomes begin a little right of the middle.
    m_grid->setColumnStretch(1, 324);
    m_grid->setColumnStretch(2, 312);
}

void WayList::setWays(const std::vector<WayRow> &ways)
{
    m_ways = ways;
    rebuild();
}

void WayList::setWay(const WayRow &way)
{
    const auto old = std::find_if(m_ways.begin(), m_ways.end(), [&way](const WayRow &w) { return w.id == way.id; });
    if (old == m_ways.end())
        m_ways.push_back(way);
    else
        *old = way;
    rebuild();
}

void WayList::rebuild()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    int line = 0;
    for (const WayRow &way : m_ways) {
        auto *shape = new ShapeLabel(way.shape, 16, this);
        shape->alignToLine(font());
        m_grid->addWidget(shape, line, 0, Qt::AlignTop);
        QLabel *label = bodyLabel(way.label, this);
        if (way.current)
            label->setFont(strongFont());
        label->setAccessibleName(
            QStringLiteral("%1: %2, %3").arg(plainText(way.label), shapeWords(way.shape), plainText(way.outcome)));
        const int columns = way.outcome.isEmpty() ? 2 : 1;
        m_grid->addWidget(label, line, 1, 1, columns, Qt::AlignTop);
        if (!way.outcome.isEmpty())
            m_grid->addWidget(secondaryLabel(way.outcome, this), line, 2, Qt::AlignTop);
        ++line;
    }
}

} // namespace smk
