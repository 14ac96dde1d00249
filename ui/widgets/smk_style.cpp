#include "smk_style.h"

#include "status_shape.h"
#include "theme.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace smk {

namespace {

constexpr int ControlHeight = 32;
constexpr int IndicatorSize = 16;
constexpr int ArrowWidth = 32;

// A border that lies wholly inside `rect`, on whole pixels.
void paintFrame(QPainter &painter, const QRectF &rect, const QColor &ground, const QColor &border, qreal width,
                qreal radius = 4)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(width > 0 ? QPen(border, width) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    const qreal half = width / 2;
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius);
}

QColor mixed(const QColor &a, const QColor &b, int percentOfB)
{
    const auto part = [percentOfB](int x, int y) { return (x * (100 - percentOfB) + y * percentOfB) / 100; };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

QColor fieldGround(const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    if (!(option.state & QStyle::State_Enabled))
        return palette.color(QPalette::Window);
    return palette.color(tones().dark ? QPalette::Window : QPalette::Base);
}

void paintField(QPainter &painter, const QStyleOption &option, bool focus)
{
    const QPalette &palette = option.palette;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor border =
        focus ? palette.color(QPalette::Highlight) : palette.color(enabled ? QPalette::Dark : QPalette::Mid);
    paintFrame(painter, option.rect, fieldGround(option), border, focus ? 2 : borderWidth());
}

void paintButton(const QStyleOptionButton &button, QPainter &painter, const QWidget *widget)
{
    const QPalette &palette = button.palette;
    const bool enabled = button.state & QStyle::State_Enabled;
    const bool filled = enabled && (button.features & QStyleOptionButton::DefaultButton);
    const bool focus = enabled && (button.state & QStyle::State_HasFocus);
    const bool down = button.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (button.state & QStyle::State_MouseOver);
    const QColor accent = palette.color(QPalette::Highlight);
    const QColor text = palette.color(QPalette::ButtonText);
    QColor ink = text;
    painter.save();
    if (filled) {
        ink = palette.color(QPalette::HighlightedText);
        const QColor ground = down ? mixed(accent, text, 25) : hover ? mixed(accent, text, 12) : accent;
        paintFrame(painter, button.rect, ground, ground, 0);
        if (focus)
            paintFrame(painter, QRectF(button.rect).adjusted(2, 2, -2, -2), Qt::transparent, ink, 2, 2);
    } else {
        QColor ground = palette.color(enabled ? QPalette::Button : QPalette::Window);
        if (down || hover)
            ground = mixed(ground, text, down ? 14 : 6);
        const QColor border = focus ? accent : palette.color(enabled ? QPalette::Dark : QPalette::Mid);
        paintFrame(painter, button.rect, ground, border, focus ? 2 : borderWidth());
    }
    QFont font = widget ? widget->font() : QFont();
    if (filled)
        font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(ink);
    QRect rect = button.rect.adjusted(8, 0, -8, 0);
    const int textWidth = painter.fontMetrics().size(Qt::TextShowMnemonic, button.text).width();
    if (!button.icon.isNull()) {
        const QSize size = button.iconSize;
        const int left = rect.center().x() - (textWidth + size.width() + 8) / 2 + 1;
        const QRect place(left, rect.center().y() - size.height() / 2 + 1, size.width(), size.height());
        button.icon.paint(&painter, place, Qt::AlignCenter, filled ? QIcon::Selected : QIcon::Normal);
        rect.setLeft(left + size.width() + 8);
        painter.drawText(rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic | Qt::TextSingleLine,
                         button.text);
    } else {
        painter.drawText(rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, button.text);
    }
    painter.restore();
}

void paintRadio(const QStyleOption &option, QPainter &painter)
{
    const QPalette &palette = option.palette;
    const bool on = option.state & QStyle::State_On;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor accent = palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::Highlight);
    const QRectF rect(option.rect.topLeft(), QSizeF(IndicatorSize, IndicatorSize));
    const qreal width = on && tones().contrast ? 2 : borderWidth();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(on ? accent : palette.color(QPalette::Dark), width));
    painter.setBrush(fieldGround(option));
    painter.drawEllipse(rect.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    if (on) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(accent);
        painter.drawEllipse(rect.adjusted(4, 4, -4, -4));
    }
    painter.restore();
}

void paintCheck(const QStyleOption &option, QPainter &painter)
{
    const QPalette &palette = option.palette;
    const bool on = option.state & QStyle::State_On;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor accent = palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::Highlight);
    const QRectF rect(option.rect.topLeft(), QSizeF(IndicatorSize, IndicatorSize));
    painter.save();
    paintFrame(painter, rect, on ? accent : fieldGround(option), on ? accent : palette.color(QPalette::Dark),
               borderWidth(), 2);
    if (on) {
        QPen pen(palette.color(QPalette::HighlightedText), 2);
        pen.setJoinStyle(Qt::MiterJoin);
        painter.setPen(pen);
        const QPointF at = rect.topLeft();
        painter.drawPolyline(QPolygonF{at + QPointF(3.5, 8), at + QPointF(6.5, 11), at + QPointF(12.5, 5)});
    }
    painter.restore();
}

void paintProgress(const QStyleOptionProgressBar &bar, QPainter &painter)
{
    const QPalette &palette = bar.palette;
    QRectF groove = bar.rect;
    groove.setTop(bar.rect.center().y() - 3);
    groove.setHeight(8);
    painter.save();
    const bool contrast = tones().contrast;
    paintFrame(painter, groove, palette.color(contrast ? QPalette::Window : QPalette::Mid),
               palette.color(QPalette::WindowText), contrast ? 1 : 0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::Highlight));
    QRectF chunk = groove;
    if (bar.maximum > bar.minimum) {
        const qreal part = qreal(bar.progress - bar.minimum) / qreal(bar.maximum - bar.minimum);
        chunk.setWidth(groove.width() * std::clamp(part, 0.0, 1.0));
    } else {
        // Nothing can be counted: a third moves across in two seconds.
        const qreal part = qreal(QDateTime::currentMSecsSinceEpoch() % 2000) / 2000;
        chunk.setLeft(groove.left() + groove.width() * (part * 4 / 3 - 1.0 / 3));
        chunk.setWidth(groove.width() / 3);
        chunk = chunk.intersected(groove);
    }
    if (chunk.width() > 0) {
        QPainterPath rounded;
        rounded.addRoundedRect(groove, 4, 4);
        painter.setClipPath(rounded);
        painter.drawRoundedRect(chunk, 4, 4);
    }
    painter.restore();
}

void paintChevron(const QStyleOptionComboBox &combo, QPainter &painter)
{
    const QPalette &palette = combo.palette;
    QPen pen(palette.color(QPalette::ButtonText), 2);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::RoundCap);
    const QPointF at(combo.rect.right() - 18, combo.rect.center().y() + 0.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(pen);
    painter.drawPolyline(QPolygonF{at + QPointF(-4, -2), at + QPointF(0, 2), at + QPointF(4, -2)});
}

// Fusion's slider has the ground's own colour and a hairline: not to be seen in high contrast, and hardly in light.
void paintScrollBar(const QStyle &style, const QStyleOptionSlider &bar, QPainter &painter, const QWidget *widget)
{
    const QPalette &palette = bar.palette;
    painter.fillRect(bar.rect, palette.color(QPalette::Window));
    const bool held = (bar.state & QStyle::State_Sunken) && (bar.activeSubControls & QStyle::SC_ScrollBarSlider);
    const QRectF slider = style.subControlRect(QStyle::CC_ScrollBar, &bar, QStyle::SC_ScrollBarSlider, widget);
    const qreal across = std::min<qreal>(8, std::min(slider.width(), slider.height()));
    const qreal side = ((bar.orientation == Qt::Vertical ? slider.width() : slider.height()) - across) / 2;
    const QRectF thumb =
        bar.orientation == Qt::Vertical ? slider.adjusted(side, 2, -side, -2) : slider.adjusted(2, side, -2, -side);
    const QColor ink = palette.color(held ? QPalette::WindowText : QPalette::Dark);
    if (bar.maximum > bar.minimum)
        paintFrame(painter, thumb, ink, ink, 0);
    QPen pen(palette.color(QPalette::Dark), 2);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    for (const QStyle::SubControl end : {QStyle::SC_ScrollBarSubLine, QStyle::SC_ScrollBarAddLine}) {
        const QRectF place = style.subControlRect(QStyle::CC_ScrollBar, &bar, end, widget);
        const qreal to = end == QStyle::SC_ScrollBarSubLine ? -1.5 : 1.5;
        const QPointF at = place.center();
        const QPolygonF mark = bar.orientation == Qt::Vertical
                                   ? QPolygonF{at + QPointF(-3, -to), at + QPointF(0, to), at + QPointF(3, -to)}
                                   : QPolygonF{at + QPointF(-to, -3), at + QPointF(to, 0), at + QPointF(-to, 3)};
        if (!place.isEmpty())
            painter.drawPolyline(mark);
    }
}

} // namespace

SmkStyle::SmkStyle()
    : QProxyStyle(QStringLiteral("fusion"))
{
}

void SmkStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                           const QWidget *widget) const
{
    if (element == CE_PushButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return paintButton(*button, *painter, widget);
    } else if (element == CE_ProgressBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option))
            return paintProgress(*bar, *painter);
    } else if (element == CE_ComboBoxLabel) {
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        if (combo && !combo->editable) {
            const QRect rect = subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget);
            const QString text = combo->fontMetrics.elidedText(combo->currentText, Qt::ElideMiddle, rect.width());
            proxy()->drawItemText(painter, rect, Qt::AlignVCenter | Qt::AlignLeft, combo->palette,
                                  combo->state & State_Enabled, text, QPalette::Text);
            return;
        }
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void SmkStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorRadioButton:
        return paintRadio(*option, *painter);
    case PE_IndicatorCheckBox:
        return paintCheck(*option, *painter);
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth <= 0)
            return; // inside a combo or spin box, which painted the ground
        painter->save();
        paintField(*painter, *option, option->state & State_HasFocus);
        painter->restore();
        return;
    }
    case PE_FrameLineEdit:
        return;
    case PE_FrameFocusRect:
        painter->save();
        paintFrame(*painter, option->rect, Qt::transparent, option->palette.color(QPalette::Highlight), 2, 3);
        painter->restore();
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void SmkStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                  const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option)) {
            painter->save();
            paintField(*painter, *option, combo->state & State_HasFocus);
            paintChevron(*combo, *painter);
            painter->restore();
            return;
        }
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            painter->save();
            paintScrollBar(*this, *bar, *painter, widget);
            painter->restore();
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QSize SmkStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                 const QWidget *widget) const
{
    if (type == CT_PushButton) {
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            // As wide as its DemiBold: the fill comes and goes, the size never changes.
            QFont font = widget ? widget->font() : QFont();
            font.setWeight(QFont::DemiBold);
            const QSize text = QFontMetrics(font).size(Qt::TextShowMnemonic, button->text);
            const int icon = button->icon.isNull() ? 0 : button->iconSize.width() + 8;
            return {std::max(88, text.width() + icon + 34), std::max(ControlHeight, text.height() + 14)};
        }
    }
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_LineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth <= 0)
            return result;
        return {result.width(), std::max(ControlHeight, size.height() + 12)};
    case CT_ComboBox:
        return {size.width() + 10 + ArrowWidth, std::max(ControlHeight, size.height() + 12)};
    case CT_SpinBox:
        return {size.width() + 10 + ArrowWidth, std::max(ControlHeight, size.height())};
    case CT_RadioButton:
    case CT_CheckBox:
        return {result.width() + 6, std::max(24, result.height())};
    case CT_ProgressBar:
        return {result.width(), 8};
    default:
        return result;
    }
}

QRect SmkStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_RadioButtonFocusRect || element == SE_CheckBoxFocusRect) {
        const bool radio = element == SE_RadioButtonFocusRect;
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        if (!button || button->text.isEmpty())
            return option->rect;
        const QRect text =
            QProxyStyle::subElementRect(radio ? SE_RadioButtonContents : SE_CheckBoxContents, option, widget);
        const int width = option->fontMetrics.size(Qt::TextShowMnemonic, button->text).width();
        return QRect(text.left() - 5, option->rect.top(), width + 10, option->rect.height()).intersected(option->rect);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect SmkStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                               const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        const QRect &rect = option->rect;
        const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
        const int left = combo && combo->editable ? 8 : 11; // a line edit has its own 2 and the cursor
        if (sub == SC_ComboBoxEditField)
            return visualRect(option->direction, rect, rect.adjusted(left, 2, -ArrowWidth, -2));
        if (sub == SC_ComboBoxArrow)
            return visualRect(option->direction, rect,
                              QRect(rect.right() - ArrowWidth + 1, rect.top(), ArrowWidth, rect.height()));
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

int SmkStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return IndicatorSize;
    case PM_RadioButtonLabelSpacing:
    case PM_CheckBoxLabelSpacing:
        return 10;
    case PM_ButtonIconSize:
        return 16;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int SmkStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_ComboBox_Popup:
        return 0;
    case SH_UnderlineShortcut:
        return 1;
    case SH_LineEdit_PasswordMaskDelay:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

void SmkStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (auto *edit = qobject_cast<QLineEdit *>(widget)) {
        const QWidget *parent = edit->parentWidget();
        if (!qobject_cast<const QComboBox *>(parent) && !qobject_cast<const QAbstractSpinBox *>(parent))
            edit->setTextMargins(8, 0, 8, 0);
    }
}

} // namespace smk
