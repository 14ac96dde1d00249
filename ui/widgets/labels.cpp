#include "labels.h"

#include "rich_text.h"
#include "theme.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace smk {

namespace {

// What is copied out of it is the text as it was written.
class TextLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->matches(QKeySequence::Copy) && hasSelectedText())
            copy();
        else
            QLabel::keyPressEvent(event);
    }
    void contextMenuEvent(QContextMenuEvent *event) override
    {
        if (!hasSelectedText())
            return QLabel::contextMenuEvent(event);
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        connect(menu->addAction(QCoreApplication::translate("TextLabel", "Copy")), &QAction::triggered, this,
                [this] { copy(); });
        menu->popup(event->globalPos());
    }

private:
    void copy() { QGuiApplication::clipboard()->setText(withoutBreaks(selectedText())); }
};

QLabel *newLabel(const QString &markup, QPalette::ColorRole role, QWidget *parent)
{
    auto *label = new TextLabel(parent);
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
    : QLabel(breakable(text), parent)
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
