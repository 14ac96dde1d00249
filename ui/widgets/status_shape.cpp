#include "status_shape.h"

#include "accessible_role.h"
#include "theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>
#include <QPixmapCache>

#include <cmath>

namespace smk {

namespace {

// One shape being painted: on a grid of 16 or 20, whichever is nearer, so that no mark is blurred by scaling.
struct Brush
{
    QPainter &painter;
    QColor fill;
    QColor mark;
    QColor hairline;
    bool large; // grid of 20

    [[nodiscard]] qreal grid() const { return large ? 20 : 16; }
    [[nodiscard]] qreal pick(qreal sixteen, qreal twenty) const { return large ? twenty : sixteen; }

    void stroke(const QColor &color, qreal width, const QPainterPath &path, Qt::PenCapStyle cap = Qt::RoundCap) const
    {
        QPen pen(color, width);
        pen.setCapStyle(cap);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    void lines(const QColor &color, qreal width, std::initializer_list<QPointF> points) const
    {
        QPainterPath path;
        path.addPolygon(QPolygonF(QList<QPointF>(points)));
        stroke(color, width, path);
    }
    void solid(const QPainterPath &path, qreal rounding = 0) const
    {
        QPen pen(fill, rounding);
        pen.setJoinStyle(Qt::RoundJoin);
        painter.setPen(rounding > 0 ? pen : QPen(Qt::NoPen));
        painter.setBrush(fill);
        painter.drawPath(path);
    }
    void disc(const QColor &color, QPointF centre, qreal radius) const
    {
        painter.setPen(Qt::NoPen);
        painter.setBrush(color);
        painter.drawEllipse(centre, radius, radius);
    }
};

void tick(const Brush &b, const QColor &color, bool bare)
{
    if (bare)
        b.large ? b.lines(color, 2, {{3.5, 10.5}, {8, 15}, {16.5, 5.5}})
                : b.lines(color, 2, {{2.5, 8.5}, {6, 12}, {13.5, 4}});
    else
        b.large ? b.lines(color, 2, {{6, 10.5}, {9, 13.5}, {14.5, 7}})
                : b.lines(color, 2, {{4.5, 8.5}, {7, 11}, {11.5, 5.5}});
}

void triangle(const Brush &b)
{
    QPainterPath path;
    if (b.large)
        path.addPolygon(QPolygonF{{10, 2}, {19, 18}, {1, 18}});
    else
        path.addPolygon(QPolygonF{{8, 1.5}, {15, 14.5}, {1, 14.5}});
    path.closeSubpath();
    b.solid(path, 1.5);
    if (b.large) {
        b.lines(b.mark, 2, {{10, 8}, {10, 12}});
        b.disc(b.mark, {10, 15.5}, 1.2);
    } else {
        b.lines(b.mark, 2, {{8, 6}, {8, 9}});
        b.disc(b.mark, {8, 12.25}, 1.1);
    }
}

void octagon(const Brush &b)
{
    const qreal size = b.grid();
    const qreal cut = b.pick(4.7, 5.9);
    QPainterPath path;
    path.addPolygon(QPolygonF{{cut, 0},
                              {size - cut, 0},
                              {size, cut},
                              {size, size - cut},
                              {size - cut, size},
                              {cut, size},
                              {0, size - cut},
                              {0, cut}});
    path.closeSubpath();
    b.solid(path);
    const qreal low = b.pick(5.5, 7);
    const qreal high = size - low;
    b.lines(b.mark, 2, {{low, low}, {high, high}});
    b.lines(b.mark, 2, {{high, low}, {low, high}});
}

void questionMark(const Brush &b, const QColor &color)
{
    const qreal middle = b.grid() / 2;
    const qreal radius = b.pick(2.2, 2.7);
    const qreal top = b.pick(3.6, 4.8);
    QPainterPath path;
    const QRectF bow(middle - radius, top, 2 * radius, 2 * radius);
    path.arcMoveTo(bow, 170);
    path.arcTo(bow, 170, -215);
    path.lineTo(middle, b.pick(9.3, 11.4));
    b.stroke(color, b.pick(1.5, 1.8), path);
    b.disc(color, {middle, b.pick(11.9, 14.4)}, b.pick(0.95, 1.15));
}

void dashedDisc(const Brush &b)
{
    // Twelve dashes exactly, so that the ring closes evenly.
    const qreal width = b.pick(1.5, 1.8);
    const qreal radius = b.grid() / 2 - width / 2 - 0.1;
    const qreal dash = 2 * M_PI * radius / 12 / width;
    QPen pen(b.fill, width);
    pen.setCapStyle(Qt::FlatCap);
    pen.setDashPattern({dash * 0.6, dash * 0.4});
    b.painter.setPen(pen);
    b.painter.setBrush(Qt::NoBrush);
    b.painter.drawEllipse(QPointF(b.grid() / 2, b.grid() / 2), radius, radius);
    questionMark(b, b.fill);
}

void ring(const Brush &b, const QColor &color, qreal width)
{
    QPainterPath path;
    path.addEllipse(QRectF(0, 0, b.grid(), b.grid()).adjusted(width / 2, width / 2, -width / 2, -width / 2));
    b.stroke(color, width, path);
}

void numberRing(const Brush &b, int number)
{
    ring(b, b.fill, b.pick(1.5, 1.75));
    QFont font = strongFont();
    font.setPixelSize(b.large ? 11 : 9);
    b.painter.setFont(font);
    b.painter.setPen(b.fill);
    b.painter.drawText(QRectF(0, 0, b.grid(), b.grid()), Qt::AlignCenter, QString::number(number));
}

void runningArc(const Brush &b)
{
    const qreal width = b.pick(2.5, 3);
    ring(b, b.hairline, width);
    const QRectF rect = QRectF(0, 0, b.grid(), b.grid()).adjusted(width / 2, width / 2, -width / 2, -width / 2);
    QPainterPath path;
    path.arcMoveTo(rect, 90);
    path.arcTo(rect, 90, -100);
    b.stroke(b.fill, width, path, Qt::FlatCap);
}

void padlock(const Brush &b)
{
    const qreal x = b.pick(2.5, 3);
    const qreal top = b.pick(7, 9);
    QPainterPath body;
    body.addRoundedRect(QRectF(x, top, b.grid() - 2 * x, b.grid() - top - b.pick(1, 1.5)), 1, 1);
    b.solid(body);
    const qreal inset = b.pick(4.75, 6);
    QPainterPath shackle;
    shackle.moveTo(inset, top);
    shackle.lineTo(inset, b.pick(5, 6.5));
    shackle.arcTo(QRectF(inset, b.pick(2, 2.5), b.grid() - 2 * inset, b.pick(6, 8)), 180, -180);
    shackle.lineTo(b.grid() - inset, top);
    b.stroke(b.fill, 2, shackle, Qt::FlatCap);
}

void shield(const Brush &b)
{
    const qreal s = b.grid() / 16;
    QPainterPath path;
    path.moveTo(8 * s, 1 * s);
    path.lineTo(14 * s, 3 * s);
    path.lineTo(14 * s, 7.5 * s);
    path.cubicTo(14 * s, 11.5 * s, 11 * s, 14 * s, 8 * s, 15.2 * s);
    path.cubicTo(5 * s, 14 * s, 2 * s, 11.5 * s, 2 * s, 7.5 * s);
    path.lineTo(2 * s, 3 * s);
    path.closeSubpath();
    b.stroke(b.fill, 1.5, path);
    b.lines(b.fill, 1.5, {{8 * s, 1 * s}, {8 * s, 15 * s}});
    b.lines(b.fill, 1.5, {{2 * s, 7.5 * s}, {14 * s, 7.5 * s}});
}

QColor ownTone(Shape shape, const QPalette &palette)
{
    const Tones &t = tones();
    switch (shape) {
    case Shape::TickDisc:
    case Shape::Tick:
        return t.ok;
    case Shape::Triangle:
        return t.warningShape;
    case Shape::Octagon:
    case Shape::FoundDot:
        return t.error;
    case Shape::DashedDisc:
        return t.notVerified;
    case Shape::Arc:
        return palette.color(QPalette::Highlight);
    case Shape::Chevron:
    case Shape::ChevronDown:
        return palette.color(QPalette::Link);
    case Shape::Shield:
        return palette.color(QPalette::ButtonText);
    default:
        return secondaryColor(palette);
    }
}

} // namespace

void paintShape(QPainter &painter, const QRectF &rect, Shape shape, const QPalette &palette, const ShapeInk &ink)
{
    const QColor fill = ink.fill.isValid() ? ink.fill : ownTone(shape, palette);
    const QColor mark = ink.mark.isValid() ? ink.mark : palette.color(QPalette::Base);
    const Brush b{painter, fill, mark, palette.color(QPalette::Mid), rect.width() > 17};
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / b.grid(), rect.height() / b.grid());
    const qreal middle = b.grid() / 2;
    const qreal arm = b.pick(3.5, 4.5);
    switch (shape) {
    case Shape::None:
        break;
    case Shape::TickDisc:
        b.disc(fill, {middle, middle}, middle);
        tick(b, mark, false);
        break;
    case Shape::Tick:
    case Shape::PlainTick:
        tick(b, fill, true);
        break;
    case Shape::Triangle:
        triangle(b);
        break;
    case Shape::Octagon:
        octagon(b);
        break;
    case Shape::DashedDisc:
        dashedDisc(b);
        break;
    case Shape::NumberRing:
        numberRing(b, ink.number);
        break;
    case Shape::Ring:
        ring(b, fill, 1.5);
        break;
    case Shape::Arc:
        runningArc(b);
        break;
    case Shape::Cross:
        b.lines(fill, 2, {{middle - arm, middle - arm}, {middle + arm, middle + arm}});
        b.lines(fill, 2, {{middle + arm, middle - arm}, {middle - arm, middle + arm}});
        break;
    case Shape::Bar:
        b.lines(fill, 2, {{middle - arm, middle}, {middle + arm, middle}});
        break;
    case Shape::Padlock:
        padlock(b);
        break;
    case Shape::Shield:
        shield(b);
        break;
    case Shape::FoundDot:
        b.disc(fill, {middle, middle}, b.pick(4.5, 5.5));
        break;
    case Shape::Question:
        questionMark(b, fill);
        break;
    case Shape::Chevron:
        b.lines(fill, 2, {{middle - 2, middle - 4}, {middle + 2, middle}, {middle - 2, middle + 4}});
        break;
    case Shape::ChevronDown:
        b.lines(fill, 2, {{middle - 4, middle - 2}, {middle, middle + 2}, {middle + 4, middle - 2}});
        break;
    }
    painter.restore();
}

QPixmap shapePixmap(Shape shape, int size, qreal ratio, const QPalette &palette, const ShapeInk &ink)
{
    const QString key = QStringLiteral("smk-shape-%1-%2-%3-%4-%5-%6-%7")
                            .arg(int(shape))
                            .arg(size)
                            .arg(ratio)
                            .arg(palette.cacheKey())
                            .arg(ink.fill.isValid() ? ink.fill.rgba() : 0)
                            .arg(ink.mark.isValid() ? ink.mark.rgba() : 0)
                            .arg(ink.number);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(size, size) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paintShape(painter, QRectF(0, 0, size, size), shape, palette, ink);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QIcon shieldIcon(const QWidget *on)
{
    const QPalette palette = on->palette();
    const ShapeInk onAccent{palette.color(QPalette::HighlightedText), {}, 0};
    QIcon icon(shapePixmap(Shape::Shield, 16, on->devicePixelRatioF(), palette));
    icon.addPixmap(shapePixmap(Shape::Shield, 16, on->devicePixelRatioF(), palette, onAccent), QIcon::Selected);
    return icon;
}

QString shapeWords(Shape shape)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("StatusShape", text); };
    switch (shape) {
    case Shape::TickDisc:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Done"));
    case Shape::Tick:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Checked"));
    case Shape::Triangle:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Note"));
    case Shape::Octagon:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Stopped"));
    case Shape::DashedDisc:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Not verified"));
    case Shape::NumberRing:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Step to come"));
    case Shape::Ring:
        return say(QT_TRANSLATE_NOOP("StatusShape", "To do"));
    case Shape::Arc:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Running"));
    case Shape::Cross:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Refused"));
    case Shape::Bar:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Not needed"));
    case Shape::Padlock:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Locked"));
    case Shape::Shield:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Needs administrator rights"));
    case Shape::FoundDot:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Found"));
    case Shape::PlainTick:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Ruled out"));
    case Shape::Question:
        return say(QT_TRANSLATE_NOOP("StatusShape", "Not checked"));
    default:
        return {};
    }
}

Shape shapeOf(FindingState state)
{
    switch (state) {
    case FindingState::Fact:
        return Shape::None;
    case FindingState::Ok:
        return Shape::Tick;
    case FindingState::Note:
        return Shape::Triangle;
    case FindingState::NotVerified:
        return Shape::DashedDisc;
    case FindingState::Blocker:
        return Shape::Octagon;
    }
    return Shape::None;
}

ShapeLabel::ShapeLabel(Shape shape, int size, QWidget *parent)
    : QWidget(parent)
    , m_shape(shape)
    , m_size(size)
{
    setFixedSize(size, size);
    setAccessibleRole(this, QAccessible::Graphic);
    setAccessibleName(shapeWords(shape));
}

void ShapeLabel::alignToLine(const QFont &font)
{
    // Half a pixel goes down: letters stand lower in their line than its middle.
    m_lowered = std::max(0, (QFontMetrics(font).height() - m_size + 1) / 2);
    setFixedSize(m_size, m_size + m_lowered);
}

void ShapeLabel::setShape(Shape shape, int number)
{
    m_shape = shape;
    m_number = number;
    setAccessibleName(shapeWords(shape));
    update();
}

void ShapeLabel::paintEvent(QPaintEvent *)
{
    if (m_shape == Shape::None)
        return;
    QPainter painter(this);
    ShapeInk ink;
    ink.number = m_number;
    if (m_shape == Shape::NumberRing)
        ink.fill = palette().color(QPalette::Highlight);
    painter.drawPixmap(0, m_lowered, shapePixmap(m_shape, m_size, devicePixelRatioF(), palette(), ink));
}

} // namespace smk
