// The status shapes: always beside a word, readable without colour. Painted from paths, 16 and 20 drawn apart.
#pragma once

#include "finding.h"

#include <QIcon>
#include <QPixmap>
#include <QWidget>

namespace smk {

enum class Shape {
    None,
    TickDisc,    // result reached
    Tick,        // one check, nothing found
    Triangle,    // note
    Octagon,     // stopped, not possible
    DashedDisc,  // not verified, not confirmed
    NumberRing,  // step to come
    Ring,        // to do
    Arc,         // running
    Cross,       // refused
    Bar,         // not needed, replaced
    Padlock,     // locked or not choosable
    Shield,      // needs elevation
    FoundDot,    // cause found
    PlainTick,   // cause ruled out (grey)
    Question,    // cause not checked (grey)
    Chevron,     // folded
    ChevronDown, // opened
};

// How a shape is tinted where its own tone is not wanted (the shield on a filled button).
struct ShapeInk
{
    QColor fill; // invalid: the shape's own tone
    QColor mark; // invalid: the palette's Base
    int number = 0;
};

// Paints into the square `rect` (16 or 20 logical pixels; other sizes are scaled from 20).
void paintShape(QPainter &painter, const QRectF &rect, Shape shape, const QPalette &palette, const ShapeInk &ink = {});
// From the cache (keyed by shape, size, ratio, palette, theme).
[[nodiscard]] QPixmap shapePixmap(Shape shape, int size, qreal ratio, const QPalette &palette,
                                  const ShapeInk &ink = {});
// The shield as a button's icon, right on a plain and on a filled button.
[[nodiscard]] QIcon shieldIcon(const QWidget *on);
// "Note", "Stopped", "Not verified"…; empty for None.
[[nodiscard]] QString shapeWords(Shape shape);
[[nodiscard]] Shape shapeOf(FindingState state);

// A shape as a widget; its accessible name is the shape's words.
class ShapeLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ShapeLabel(Shape shape = Shape::None, int size = 16, QWidget *parent = nullptr);
    // Lowers the shape to the middle of the text line beside which it stands at the top.
    void alignToLine(const QFont &font);
    void setShape(Shape shape, int number = 0);
    [[nodiscard]] Shape shape() const { return m_shape; }
    [[nodiscard]] QSize sizeHint() const override { return {m_size, m_size + m_lowered}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape;
    int m_size;
    int m_number = 0;
    int m_lowered = 0;
};

} // namespace smk
