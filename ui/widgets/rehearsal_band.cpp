#include "rehearsal_band.h"

#include "accessible_role.h"
#include "theme.h"

#include <QPainter>
#include <QPixmapCache>

namespace smk {

namespace {

constexpr int Period = 24; // 8-pixel diagonals, measured across

QPixmap stripes(qreal ratio, const QColor &stripe, const QColor &ground)
{
    const QString key = QStringLiteral("smk-band-%1-%2-%3").arg(ratio).arg(stripe.rgba()).arg(ground.rgba());
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(QSize(Period, Period) * ratio);
    pixmap.setDevicePixelRatio(ratio);
    pixmap.fill(ground);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(stripe);
    for (int x = -Period; x <= Period; x += Period)
        painter.drawPolygon(QPolygonF{QPointF(x + Period, 0), QPointF(x + Period + 11.3, 0), QPointF(x + 11.3, Period),
                                      QPointF(x, Period)});
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

} // namespace

RehearsalBand::RehearsalBand(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleRole(this, QAccessible::StaticText);
    setAccessibleName(tr("REHEARSAL: practice server, practice medium"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    QFont font = strongFont();
    font.setLetterSpacing(QFont::PercentageSpacing, 104);
    setFont(font);
}

QSize RehearsalBand::sizeHint() const
{
    return {200, std::max(24, fontMetrics().height() + 4)};
}

void RehearsalBand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor page = palette().color(QPalette::Base);
    const QColor plum = tones().contrast ? palette().color(QPalette::WindowText) : tones().rehearsal;
    painter.drawTiledPixmap(rect(), stripes(devicePixelRatioF(), plum, page));
    const QString text = tr("REHEARSAL · practice server, practice medium");
    const int width = fontMetrics().horizontalAdvance(text) + 32;
    const QRect word((this->width() - width) / 2, 0, width, height());
    painter.fillRect(word, page);
    painter.setPen(plum);
    painter.drawText(word, Qt::AlignCenter, text);
    painter.fillRect(QRect(0, height() - 1, this->width(), 1), palette().color(QPalette::Mid));
}

} // namespace smk
