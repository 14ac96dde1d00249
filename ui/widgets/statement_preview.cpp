#include "statement_preview.h"

#include "theme.h"

#include <QPainter>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSyntaxHighlighter>

namespace smk {

namespace {

class Keywords : public QSyntaxHighlighter
{
public:
    explicit Keywords(QPlainTextEdit *edit)
        : QSyntaxHighlighter(edit->document())
        , m_edit(edit)
    {
    }

protected:
    void highlightBlock(const QString &text) override
    {
        static const QRegularExpression words(QStringLiteral(
            R"('(?:[^']|'')*'|\b(USE|BACKUP|RESTORE|SERVICE|MASTER|KEY|TO|FROM|FILE|ENCRYPTION|DECRYPTION|BY|PASSWORD)\b)"));
        QTextCharFormat keyword;
        keyword.setForeground(m_edit->palette().color(QPalette::Link));
        keyword.setFontWeight(QFont::DemiBold);
        auto match = words.globalMatch(text);
        while (match.hasNext()) {
            const QRegularExpressionMatch found = match.next();
            // Text in quotes is matched first, so that a path with a keyword in it stays plain.
            if (found.capturedLength(1) > 0 && found.captured(1) == found.captured(1).toUpper())
                setFormat(int(found.capturedStart(1)), int(found.capturedLength(1)), keyword);
        }
        QTextCharFormat mask;
        mask.setBackground(tones().maskGround);
        mask.setForeground(secondaryColor(m_edit->palette()));
        const qsizetype at = text.indexOf(StatementPreview::maskText());
        if (at >= 0)
            setFormat(int(at), int(StatementPreview::maskText().size()), mask);
    }

private:
    QPlainTextEdit *m_edit;
};

} // namespace

StatementPreview::StatementPreview(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(NoWrap);
    setTabChangesFocus(true);
    setFont(fixedFont());
    document()->setDocumentMargin(0);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    // The frame is painted here, under a viewport that shows it through.
    setViewportMargins(16, 12, 16, 12);
    viewport()->setAutoFillBackground(false);
    new Keywords(this);
    setAccessibleName(tr("Statement that will run"));
}

QString StatementPreview::maskText()
{
    return tones().contrast ? QStringLiteral("[masked]") : QString(8, QChar(0x25CF));
}

void StatementPreview::setStatement(const QString &masked)
{
    setPlainText(masked);
    updateGeometry();
}

QSize StatementPreview::sizeHint() const
{
    const int lines = std::max(1, blockCount());
    int widest = 0;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        widest = std::max(widest, fontMetrics().horizontalAdvance(block.text()));
    const bool scrolls = width() > 0 && widest + 34 > width();
    const int bar = scrolls ? horizontalScrollBar()->sizeHint().height() : 0;
    return {320, lines * fontMetrics().lineSpacing() + 24 + 4 + bar};
}

QSize StatementPreview::minimumSizeHint() const
{
    return {200, sizeHint().height()};
}

bool StatementPreview::event(QEvent *event)
{
    // The frame's own paint event does not reach a scroll area's paintEvent(), which paints the viewport.
    if (event->type() == QEvent::Paint) {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const qreal width = hasFocus() ? 2 : borderWidth();
        painter.setPen(QPen(palette().color(hasFocus() ? QPalette::Highlight : QPalette::Mid), width));
        painter.setBrush(palette().color(QPalette::Window));
        painter.drawRoundedRect(QRectF(rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2), 4, 4);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QPlainTextEdit::event(event);
}

void StatementPreview::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        if (auto *keywords = document()->findChild<QSyntaxHighlighter *>())
            keywords->rehighlight();
    }
}

void StatementPreview::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace smk
