#include "finding_list.h"

#include "accessible_role.h"
#include "copy_text.h"
#include "hairline.h"
#include "labels.h"
#include "link_button.h"
#include "rich_text.h"
#include "theme.h"
#include "word_book.h"

#include <QGridLayout>

namespace smk {

namespace {

constexpr int ShapeColumn = 28; // 16 + 12
constexpr int RowHeight = 20;   // with the spacing of 12 a pitch of 32

} // namespace

FindingRow rowOf(const Finding &finding)
{
    const Wording words = wordingOf(finding.id, finding.arguments);
    FindingRow row{finding.id, shapeOf(finding.state), words.title, words.text, words.remedy};
    if (!finding.command.isEmpty()) {
        row.second += (row.second.isEmpty() ? QString() : QStringLiteral("\n")) + fixed(finding.command);
        row.linkText = FindingList::tr("Copy");
    }
    return row;
}

FindingList::FindingList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    setAccessibleRole(this, QAccessible::Grouping);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(0);
    m_grid->setVerticalSpacing(12);
    m_grid->setColumnMinimumWidth(0, ShapeColumn);
    m_grid->setColumnMinimumWidth(1, m_labelWidth + 12);
    m_grid->setColumnStretch(2, 1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void FindingList::setFindings(const Findings &findings)
{
    clear();
    for (const Finding &finding : findings) {
        addRow(rowOf(finding));
        if (!finding.command.isEmpty()) {
            // The row's one link copies the command; whoever listens may do more.
            connect(this, &FindingList::linkChosen, valueLabel(finding.id),
                    [this, id = finding.id, command = finding.command](const QString &chosen) {
                        if (chosen == id)
                            copyOf(id, command);
                    });
        }
    }
}

void FindingList::setRows(const std::vector<FindingRow> &rows)
{
    clear();
    for (const FindingRow &row : rows)
        addRow(row);
}

void FindingList::addRow(const FindingRow &row)
{
    const QString state = shapeWords(row.shape);
    m_grid->setRowMinimumHeight(m_line, RowHeight);
    if (m_shapes && row.shape != Shape::None) {
        auto *shape = new ShapeLabel(row.shape, 16, this);
        shape->alignToLine(font());
        m_grid->addWidget(shape, m_line, 0, Qt::AlignTop | Qt::AlignLeft);
    }
    QLabel *label = secondaryLabel(row.label, this);
    label->setWordWrap(false);
    label->setContentsMargins(0, 0, 12, 0);
    m_grid->addWidget(label, m_line, 1, Qt::AlignTop | Qt::AlignLeft);
    QLabel *value = bodyLabel(row.value, this);
    value->setObjectName(QStringLiteral("value.") + row.id);
    // Said as one sentence: "Note. Algorithm: …"
    const QString said = plainText(row.value);
    const bool inWords = state.isEmpty() || said.startsWith(state); // "Not verified: whether …"
    value->setAccessibleName((inWords ? QString() : state + QStringLiteral(". "))
                             + QStringLiteral("%1: %2 %3").arg(row.label, said, plainText(row.second)).trimmed());
    const int columns = row.linkText.isEmpty() ? 2 : 1; // without a link the text has its room too
    if (row.second.isEmpty()) {
        m_grid->addWidget(value, m_line, 2, 1, columns, Qt::AlignTop);
    } else {
        auto *column = new QVBoxLayout;
        column->setSpacing(2);
        column->addWidget(value);
        column->addWidget(smallLabel(row.second, this));
        if (row.value.isEmpty())
            value->hide();
        m_grid->addLayout(column, m_line, 2, 1, columns);
    }
    if (!row.linkText.isEmpty()) {
        auto *link = new LinkButton(row.linkText, this);
        link->setAccessibleDescription(row.label);
        link->setObjectName(QStringLiteral("link.") + row.id);
        connect(link, &LinkButton::clicked, this, [this, id = row.id] { Q_EMIT linkChosen(id); });
        auto *place = new QHBoxLayout;
        place->setContentsMargins(16, 0, 0, 0);
        place->addWidget(link);
        m_grid->addLayout(place, m_line, 3, Qt::AlignTop);
    }
    ++m_line;
    ++m_count;
}

void FindingList::addHairline()
{
    m_grid->addWidget(new Hairline(this), m_line++, 0, 1, 4);
}

void FindingList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        if (QLayout *inner = item->layout()) {
            while (QLayoutItem *part = inner->takeAt(0))
                delete part;
        }
        delete item;
    }
    const QList<QWidget *> children = findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *child : children) {
        child->hide();
        child->disconnect();
        child->setObjectName({});
        child->deleteLater();
    }
    for (int line = 0; line < m_line; ++line)
        m_grid->setRowMinimumHeight(line, 0);
    m_line = 0;
    m_count = 0;
}

void FindingList::setLabelWidth(int width)
{
    m_labelWidth = width;
    m_grid->setColumnMinimumWidth(1, m_labelWidth + (m_shapes ? 12 : 16));
}

void FindingList::setShapeColumn(bool shown)
{
    m_shapes = shown;
    m_grid->setColumnMinimumWidth(0, shown ? ShapeColumn : 0);
    setLabelWidth(shown ? 136 : metric::LabelWidth);
    m_grid->setVerticalSpacing(shown ? 12 : 8);
}

void FindingList::copyOf(const QString &id, const QString &text)
{
    if (auto *link = findChild<LinkButton *>(QStringLiteral("link.") + id))
        copyText(text, link);
}

QLabel *FindingList::valueLabel(const QString &id) const
{
    return findChild<QLabel *>(QStringLiteral("value.") + id);
}

} // namespace smk
