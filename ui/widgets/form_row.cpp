#include "form_row.h"

#include "accessible_role.h"
#include "labels.h"
#include "rich_text.h"
#include "status_shape.h"
#include "theme.h"

#include <QAbstractButton>
#include <QGridLayout>

namespace smk {

FormRow::FormRow(const QString &label, QWidget *field, QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
    , m_fields(new QHBoxLayout)
    , m_label(new FoldingLabel(label, this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metric::ValueEdge - metric::LabelWidth);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, metric::LabelWidth);
    m_grid->setColumnStretch(1, 1);
    m_fields->setSpacing(8);
    m_label->setMaximumWidth(metric::LabelWidth * 3 / 2); // a long name in it leaves the field its room
    // The label stands beside the middle of a field of one line, and beside the first line of a taller one.
    const bool tall = field && field->sizeHint().height() > 44;
    m_label->setMinimumHeight(tall ? 24 : 32);
    m_grid->addWidget(m_label, 0, 0, tall ? Qt::AlignTop : Qt::AlignVCenter);
    m_grid->addLayout(m_fields, 0, 1);
    if (field)
        addToField(field, 1);
}

void FormRow::placeBuddy(QWidget *widget)
{
    m_field = widget;
    m_label->setBuddy(widget);
    if (widget->accessibleName().isEmpty())
        widget->setAccessibleName(labelText());
}

void FormRow::addToField(QWidget *widget, int stretch)
{
    m_fields->addWidget(widget, stretch);
    if (!m_field)
        placeBuddy(widget);
}

void FormRow::addStretch()
{
    m_fields->addStretch(1);
}

void FormRow::addBelow(QWidget *widget)
{
    m_grid->addWidget(widget, m_grid->rowCount(), 1);
}

void FormRow::setHint(const QString &markup)
{
    if (!m_hint) {
        m_hint = smallLabel(markup, this);
        m_grid->addWidget(m_hint, 2, 1);
    }
    setMarkup(m_hint, markup);
    m_hint->setVisible(!markup.isEmpty());
    if (m_field && !hasError())
        m_field->setAccessibleDescription(plainText(markup));
}

void FormRow::setError(const QString &word, const QString &text)
{
    if (!m_errorLine) {
        m_errorLine = new QWidget(this);
        auto *row = new QHBoxLayout(m_errorLine);
        row->setContentsMargins(0, 2, 0, 2);
        row->setSpacing(8);
        auto *shape = new ShapeLabel(Shape::Octagon, 16, m_errorLine);
        shape->alignToLine(smallFont());
        row->addWidget(shape, 0, Qt::AlignTop);
        m_errorText = bodyLabel({}, m_errorLine);
        m_errorText->setFont(smallFont());
        row->addWidget(m_errorText, 1);
        m_grid->addWidget(m_errorLine, 1, 1);
    }
    const QString markup = word.isEmpty() ? QString() : QStringLiteral("**%1** %2").arg(word, text);
    setMarkup(m_errorText, markup);
    m_errorLine->setVisible(!word.isEmpty());
    if (!word.isEmpty())
        alertReader(m_errorText);
    if (m_field)
        m_field->setAccessibleDescription(word.isEmpty() ? (m_hint ? m_hint->accessibleName() : QString())
                                                         : plainText(markup));
}

bool FormRow::hasError() const
{
    return m_errorLine && !m_errorLine->isHidden();
}

QString FormRow::labelText() const
{
    return withoutBreaks(m_label->text()).remove(u'&');
}

void FormRow::setLabelText(const QString &label)
{
    m_label->setText(breakable(label));
    if (m_field)
        m_field->setAccessibleName(labelText());
}

ChoiceWithHint::ChoiceWithHint(QAbstractButton *choice, const QString &hint, QWidget *parent)
    : QWidget(parent)
    , m_choice(choice)
    , m_hint(smallLabel(hint, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(choice, 0, Qt::AlignLeft);
    column->addWidget(m_hint);
    m_hint->setContentsMargins(26, 0, 0, 0);
    setHint(hint);
}

void ChoiceWithHint::setHint(const QString &markup)
{
    setMarkup(m_hint, markup);
    m_hint->setVisible(!markup.isEmpty());
    m_choice->setAccessibleDescription(plainText(markup));
}

} // namespace smk
