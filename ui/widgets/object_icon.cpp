#include "object_icon.h"

#include "accessible_role.h"
#include "theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

namespace smk {

namespace {

void rounded(QPainterPath &path, qreal x, qreal y, qreal width, qreal height, qreal radius = 1)
{
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius);
}

void line(QPainterPath &path, std::initializer_list<QPointF> points)
{
    path.addPolygon(QPolygonF(QList<QPointF>(points)));
}

QPainterPath outline(ObjectIcon icon)
{
    QPainterPath p;
    switch (icon) {
    case ObjectIcon::None:
        break;
    case ObjectIcon::Server:
        rounded(p, 3, 4, 18, 7);
        rounded(p, 3, 13, 18, 7);
        line(p, {{7, 7.5}, {8, 7.5}});
        line(p, {{13, 7.5}, {17, 7.5}});
        line(p, {{7, 16.5}, {8, 16.5}});
        line(p, {{13, 16.5}, {17, 16.5}});
        break;
    case ObjectIcon::NetworkServer:
        rounded(p, 8, 2, 8, 6);
        rounded(p, 2, 15, 8, 6);
        rounded(p, 14, 15, 8, 6);
        line(p, {{12, 8}, {12, 11.5}});
        line(p, {{6, 15}, {6, 11.5}, {18, 11.5}, {18, 15}});
        break;
    case ObjectIcon::Key:
        p.addEllipse(QPointF(7, 12), 4, 4);
        line(p, {{11, 12}, {22, 12}, {22, 16}});
        line(p, {{17, 12}, {17, 15}});
        break;
    case ObjectIcon::Password:
        rounded(p, 2, 7, 20, 10);
        line(p, {{7, 12}, {7.01, 12}});
        line(p, {{12, 12}, {12.01, 12}});
        line(p, {{17, 12}, {17.01, 12}});
        break;
    case ObjectIcon::Medium:
        rounded(p, 6, 9, 12, 13);
        line(p, {{9, 9}, {9, 2}, {15, 2}, {15, 9}});
        line(p, {{9, 5.5}, {15, 5.5}});
        line(p, {{10, 18}, {14, 18}});
        break;
    case ObjectIcon::Redirected:
        rounded(p, 2, 3, 20, 14);
        line(p, {{8, 21}, {16, 21}});
        line(p, {{12, 17}, {12, 21}});
        line(p, {{8, 10}, {15, 10}});
        line(p, {{12, 7}, {15, 10}, {12, 13}});
        break;
    case ObjectIcon::Disk:
        rounded(p, 2, 5, 20, 14);
        line(p, {{2, 14}, {22, 14}});
        line(p, {{17, 16.5}, {18, 16.5}});
        break;
    case ObjectIcon::Folder:
        line(p, {{3, 20}, {3, 4}, {9, 4}, {11, 7}, {21, 7}, {21, 20}, {3, 20}});
        break;
    case ObjectIcon::Act:
        line(p, {{12, 3}, {12, 15}});
        line(p, {{7, 10}, {12, 15}, {17, 10}});
        line(p, {{3, 15}, {3, 21}, {21, 21}, {21, 15}});
        break;
    case ObjectIcon::Copy:
        rounded(p, 9, 9, 12, 12);
        line(p, {{5, 15}, {3, 15}, {3, 3}, {15, 3}, {15, 5}});
        break;
    case ObjectIcon::Verify:
        p.addEllipse(QPointF(12, 12), 9, 9);
        line(p, {{8, 12}, {11, 15}, {16, 9}});
        break;
    case ObjectIcon::Place:
        line(p, {{3, 11}, {12, 3}, {21, 11}});
        line(p, {{5, 10}, {5, 21}, {19, 21}, {19, 10}});
        line(p, {{10, 21}, {10, 15}, {14, 15}, {14, 21}});
        break;
    case ObjectIcon::Calendar:
        rounded(p, 3, 4, 18, 17);
        line(p, {{3, 10}, {21, 10}});
        line(p, {{8, 2}, {8, 6}});
        line(p, {{16, 2}, {16, 6}});
        break;
    }
    return p;
}

} // namespace

void paintIcon(QPainter &painter, const QRectF &rect, ObjectIcon icon, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / 24, rect.height() / 24);
    QPen pen(color, 2);
    pen.setJoinStyle(Qt::RoundJoin);
    pen.setCapStyle(Qt::RoundCap);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(outline(icon));
    painter.restore();
}

QString iconWords(ObjectIcon icon)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("ObjectIcon", text); };
    switch (icon) {
    case ObjectIcon::None:
        return {};
    case ObjectIcon::Server:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Server"));
    case ObjectIcon::NetworkServer:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Server in the network"));
    case ObjectIcon::Key:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Key"));
    case ObjectIcon::Password:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Password"));
    case ObjectIcon::Medium:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Removable drive"));
    case ObjectIcon::Redirected:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Redirected drive"));
    case ObjectIcon::Disk:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Disk"));
    case ObjectIcon::Folder:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Folder"));
    case ObjectIcon::Act:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Back up"));
    case ObjectIcon::Copy:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Copy"));
    case ObjectIcon::Verify:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Verify"));
    case ObjectIcon::Place:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Place"));
    case ObjectIcon::Calendar:
        return say(QT_TRANSLATE_NOOP("ObjectIcon", "Date"));
    }
    return {};
}

QIcon applicationIcon(const QColor &accent)
{
    QIcon icon;
    for (const int size : {16, 20, 24, 32, 48, 64, 128, 256}) {
        QPixmap pixmap(size, size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paintIcon(painter, QRectF(0, 0, size, size), ObjectIcon::Key, accent);
        painter.end();
        icon.addPixmap(pixmap);
    }
    return icon;
}

IconLabel::IconLabel(ObjectIcon icon, int size, QWidget *parent)
    : QWidget(parent)
    , m_icon(icon)
    , m_size(size)
{
    setFixedSize(size, size);
    setAccessibleRole(this, QAccessible::Graphic);
    setAccessibleName(iconWords(icon));
}

void IconLabel::setIcon(ObjectIcon icon)
{
    m_icon = icon;
    setAccessibleName(iconWords(icon));
    update();
}

void IconLabel::setAccent(bool accent)
{
    m_accent = accent;
    update();
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, rect(), m_icon, m_accent ? palette().color(QPalette::Highlight) : secondaryColor(palette()));
}

} // namespace smk
