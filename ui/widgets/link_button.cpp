#include "link_button.h"

#include "status_shape.h"
#include "theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

namespace smk {

namespace {

constexpr int ChevronWidth = 24;
constexpr int HintGap = 8;

} // namespace

LinkButton::LinkButton(const QString &text, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void LinkButton::setSmall(bool small)
{
    m_small = small;
    setFont(small ? smallFont() : QFont());
    updateGeometry();
}

void LinkButton::setKeyHint(const QString &hint)
{
    m_hint = hint;
    if (accessibleDescription().isEmpty())
        setAccessibleDescription(hint);
    updateGeometry();
    update();
}

void LinkButton::setFolding(bool folding)
{
    m_folding = folding;
    setCheckable(folding);
    updateGeometry();
}

void LinkButton::setTrailingChevron(bool trailing)
{
    m_trailing = trailing;
    updateGeometry();
}

QSize LinkButton::sizeHint() const
{
    const QFontMetrics metrics = fontMetrics();
    int width = metrics.size(Qt::TextShowMnemonic, text()).width() + 2 * Padding;
    if (m_folding || m_trailing)
        width += ChevronWidth;
    if (!m_hint.isEmpty())
        width += HintGap + QFontMetrics(smallFont()).horizontalAdvance(m_hint);
    return {width, std::max(24, metrics.height() + 4)};
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor link = palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled,
                                        isEnabled() ? QPalette::Link : QPalette::WindowText);
    QRect area = rect().adjusted(Padding, 0, -Padding, 0);
    if (m_folding) {
        paintShape(painter, QRectF(Padding, (height() - 16) / 2, 16, 16),
                   isChecked() ? Shape::ChevronDown : Shape::Chevron, palette());
        area.setLeft(Padding + ChevronWidth);
    }
    if (m_trailing)
        paintShape(painter, QRectF(area.right() - 15, (height() - 16) / 2, 16, 16), Shape::ChevronDown, palette());
    QFont linkFont = font();
    linkFont.setUnderline(underMouse() && isEnabled());
    painter.setFont(linkFont);
    painter.setPen(link);
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine;
    QRect used;
    painter.drawText(area, flags, text(), &used);
    if (!m_hint.isEmpty()) {
        painter.setFont(smallFont());
        painter.setPen(secondaryColor(palette()));
        painter.drawText(rect().adjusted(Padding, 0, -Padding, 0), Qt::AlignVCenter | Qt::AlignRight, m_hint);
    }
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 3, 3);
    }
}

void LinkButton::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && !event->isAutoRepeat())
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

} // namespace smk
