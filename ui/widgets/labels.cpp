#include "labels.h"

#include "rich_text.h"
#include "theme.h"

namespace smk {

namespace {

QLabel *newLabel(const QString &markup, QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    label->setForegroundRole(role);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setMarkup(label, markup);
    return label;
}

} // namespace

QLabel *bodyLabel(const QString &markup, QWidget *parent)
{
    return newLabel(markup, QPalette::WindowText, parent);
}

QLabel *secondaryLabel(const QString &markup, QWidget *parent)
{
    return newLabel(markup, QPalette::PlaceholderText, parent);
}

QLabel *smallLabel(const QString &markup, QWidget *parent)
{
    QLabel *label = newLabel(markup, QPalette::PlaceholderText, parent);
    label->setFont(smallFont());
    return label;
}

QLabel *sectionLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setFont(strongFont());
    return label;
}

FoldingLabel::FoldingLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
}

QSize FoldingLabel::sizeHint() const
{
    const QSize line = fontMetrics().size(Qt::TextShowMnemonic, text());
    return {line.width() + 2 * margin() + 1, std::max(line.height() + 2 * margin(), minimumHeight())};
}

void setMarkup(QLabel *label, const QString &markup)
{
    label->setText(richText(markup));
    label->setAccessibleName(plainText(markup));
}

} // namespace smk
