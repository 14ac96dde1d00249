#include "heading.h"

#include "accessible_role.h"
#include "labels.h"
#include "rich_text.h"
#include "theme.h"

#include <QVBoxLayout>

namespace smk {

Heading::Heading(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_why(secondaryLabel({}, this))
{
    setAccessibleRole(m_title, QAccessible::Heading);
    m_title->setFont(titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_why);
}

void Heading::setTitle(const QString &title)
{
    m_title->setText(breakable(title));
    m_title->setAccessibleName(title);
}

void Heading::setWhy(const QString &markup)
{
    setMarkup(m_why, markup);
    m_why->setVisible(!markup.isEmpty());
}

QString Heading::title() const
{
    return m_title->accessibleName();
}

} // namespace smk
