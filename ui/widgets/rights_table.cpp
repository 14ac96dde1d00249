#include "rights_table.h"

#include "accessible_role.h"
#include "hairline.h"
#include "labels.h"
#include "rich_text.h"
#include "theme.h"

#include <QGridLayout>

namespace smk {

RightsTable::RightsTable(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_beforeHead(tr("If only created"))
    , m_afterHead(tr("Created and protected"))
{
    m_grid->setContentsMargins(28, 0, 0, 0);
    m_grid->setHorizontalSpacing(16);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(0, 292);
    m_grid->setColumnStretch(1, 136);
    m_grid->setColumnStretch(2, 176);
    setAccessibleRole(this, QAccessible::Grouping);
    setAccessibleName(tr("Rights on the folder"));
}

void RightsTable::setHeads(const QString &before, const QString &after)
{
    m_beforeHead = before;
    m_afterHead = after;
    rebuild();
}

void RightsTable::setRows(const std::vector<RightsRow> &rows)
{
    m_rows = rows;
    rebuild();
}

void RightsTable::rebuild()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
        delete item;
    }
    const bool two = !m_afterHead.isEmpty();
    int line = 0;
    m_grid->addWidget(smallLabel(tr("Principal"), this), line, 0);
    m_grid->addWidget(smallLabel(m_beforeHead, this), line, 1);
    if (two)
        m_grid->addWidget(smallLabel(m_afterHead, this), line, 2);
    m_grid->addWidget(new Hairline(this, true), ++line, 0, 1, 3);
    for (const RightsRow &row : m_rows) {
        ++line;
        QLabel *principal = bodyLabel(fixed(row.principal), this);
        const QString after = two ? QStringLiteral(", %1: %2").arg(m_afterHead, row.after) : QString();
        principal->setAccessibleName(
            QStringLiteral("%1, %2: %3%4").arg(row.principal, m_beforeHead, row.before, after));
        m_grid->addWidget(principal, line, 0);
        m_grid->addWidget(bodyLabel(row.before, this), line, 1);
        if (two)
            m_grid->addWidget(bodyLabel(row.changes ? bold(row.after) : row.after, this), line, 2);
        m_grid->addWidget(new Hairline(this), ++line, 0, 1, 3);
    }
}

} // namespace smk
