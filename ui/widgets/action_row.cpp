#include "action_row.h"

#include "labels.h"
#include "rich_text.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace smk {

ActionRow::ActionRow(ObjectIcon icon, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_small(smallLabel({}, this))
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 4, 0, 4);
    m_row->setSpacing(8);
    m_row->addWidget(new IconLabel(icon, 24, this));
    m_row->addSpacing(8);
    auto *column = new QVBoxLayout;
    column->setSpacing(2);
    m_title->setFont(strongFont());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    column->addWidget(m_small);
    m_row->addLayout(column, 1);
}

void ActionRow::setTexts(const QString &title, const QString &small)
{
    m_title->setText(title);
    m_title->setAccessibleName(QStringLiteral("%1. %2").arg(title, plainText(small)));
    setMarkup(m_small, small);
    setAccessibleName(title);
}

QPushButton *ActionRow::addButton(const QString &text)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleDescription(m_title->text());
    m_row->addWidget(button);
    return button;
}

} // namespace smk
