#include "strength_bar.h"

#include "labels.h"
#include "rich_text.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QPainter>

namespace smk {

class StrengthBar::Segments : public QWidget
{
public:
    using QWidget::QWidget;
    int filled = 0;
    [[nodiscard]] QSize sizeHint() const override { return {160, 8}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QColor tone = filled <= 1 ? tones().error : filled <= 3 ? tones().warningShape : tones().ok;
        const qreal each = (width() - 4 * 4) / 5.0;
        for (int i = 0; i < 5; ++i) {
            const bool on = i < filled;
            painter.setPen(on || !tones().contrast ? QPen(Qt::NoPen) : QPen(palette().color(QPalette::WindowText), 1));
            painter.setBrush(on ? tone : palette().color(tones().contrast ? QPalette::Window : QPalette::Mid));
            painter.drawRoundedRect(QRectF(i * (each + 4), 0, each, 8).adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
        }
    }
};

StrengthBar::StrengthBar(QWidget *parent)
    : QWidget(parent)
    , m_segments(new Segments(this))
    , m_word(new QLabel(this))
    , m_text(secondaryLabel({}, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 4, 0, 4);
    row->setSpacing(12);
    m_segments->setFixedSize(160, 8);
    m_word->setFont(strongFont());
    row->addWidget(m_segments);
    row->addWidget(m_word);
    row->addWidget(m_text, 1);
}

void StrengthBar::setStrength(int filled, const QString &word, const QString &text)
{
    m_segments->filled = std::clamp(filled, 0, 5);
    m_segments->update();
    m_word->setText(word);
    setMarkup(m_text, text);
    setAccessibleName(tr("Strength: %1, %2").arg(word, plainText(text)));
}

} // namespace smk
