#include "side_list.h"

#include "labels.h"
#include "status_shape.h"
#include "theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace smk {

namespace {

class SideDelegate : public QStyledItemDelegate
{
public:
    explicit SideDelegate(SideView *view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        const int title = QFontMetrics(strongFont()).height();
        const int result = QFontMetrics(smallFont()).height();
        const int height = m_view->isLow() ? std::max(40, title + 14) : std::max(56, title + result + 20);
        return {metric::SideWidth, height};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const SideItem &item = static_cast<const SideModel *>(index.model())->items()[std::size_t(index.row())];
        const QPalette palette = m_view->palette();
        const QRect rect = option.rect;
        painter->save();
        if (item.current)
            paintCurrent(*painter, rect, palette);
        paintTexts(*painter, rect, palette, item);
        if (m_view->hasFocus() && index == m_view->currentIndex()) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(palette.color(QPalette::Highlight), 2));
            painter->drawRoundedRect(QRectF(rect).adjusted(item.current ? 7 : 5, 4, -6, -4), 3, 3);
        }
        painter->restore();
    }

private:
    // Page tone without a right border, hairlines, a bar of 4.
    static void paintCurrent(QPainter &painter, const QRect &rect, const QPalette &palette)
    {
        painter.fillRect(rect, palette.color(QPalette::Base));
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), palette.color(QPalette::Mid));
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette.color(QPalette::Mid));
        painter.fillRect(QRect(rect.left(), rect.top(), 4, rect.height()), palette.color(QPalette::Highlight));
    }

    void paintTexts(QPainter &painter, const QRect &rect, const QPalette &palette, const SideItem &item) const
    {
        const bool low = m_view->isLow();
        const QFontMetrics strong(strongFont());
        const QFontMetrics small(smallFont());
        const int block = strong.height() + (low ? 0 : small.height());
        // Titles stand on one line whether or not there is a result yet.
        const int top = rect.top() + (rect.height() - block) / 2 - (low ? 0 : 2);
        const int left = item.step ? 56 : 24;
        const QColor secondary = secondaryColor(palette);
        if (item.step) {
            ShapeInk ink;
            ink.number = item.number;
            ink.mark = palette.color(item.current ? QPalette::Base : QPalette::Window);
            if (item.state == SideState::Upcoming && item.current)
                ink.fill = palette.color(QPalette::Highlight);
            const QPoint at(rect.left() + 24, top + (strong.height() - 20) / 2);
            painter.drawPixmap(at, shapePixmap(shapeOf(item.state), 20, m_view->devicePixelRatioF(), palette, ink));
        }
        const QRect title(left, top, rect.right() - left - 12, strong.height());
        const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine;
        const bool toCome = item.step && !item.current && item.state == SideState::Upcoming;
        painter.setFont(item.current ? strongFont() : QFont());
        painter.setPen(toCome ? secondary : palette.color(QPalette::WindowText));
        painter.drawText(title, flags, painter.fontMetrics().elidedText(item.title, Qt::ElideRight, title.width()));
        if (low || item.result.isEmpty())
            return;
        const QRect result(left, title.bottom() + 1, title.width(), small.height());
        painter.setFont(smallFont());
        painter.setPen(secondary);
        painter.drawText(result, flags, small.elidedText(item.result, Qt::ElideMiddle, result.width()));
    }

    SideView *m_view;
};

} // namespace

SideView::SideView(QWidget *parent)
    : QListView(parent)
{
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setSelectionMode(NoSelection);
    viewport()->setAutoFillBackground(false);
    setItemDelegate(new SideDelegate(this));
    setAccessibleName(tr("Steps"));
}

void SideView::setLow(bool low)
{
    if (m_low == low)
        return;
    m_low = low;
    scheduleDelayedItemsLayout();
}

void SideView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if ((key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Space) && currentIndex().isValid()) {
        Q_EMIT chosen(currentIndex().row());
        return;
    }
    QListView::keyPressEvent(event);
}

void SideView::mouseReleaseEvent(QMouseEvent *event)
{
    QListView::mouseReleaseEvent(event);
    const QModelIndex index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && (index.flags() & Qt::ItemIsEnabled))
        Q_EMIT chosen(index.row());
}

SidePanel::SidePanel(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_subtitle(new QLabel(this))
    , m_lock(new QLabel(this))
    , m_padlock(new ShapeLabel(Shape::Padlock, 16, this))
    , m_column(new QVBoxLayout)
    , m_model(new SideModel(this))
    , m_view(new SideView(this))
{
    setFixedWidth(metric::SideWidth);
    m_title->setFont(strongFont());
    m_title->setWordWrap(true);
    for (QLabel *small : {m_subtitle, m_lock}) {
        small->setFont(smallFont());
        small->setForegroundRole(QPalette::PlaceholderText);
        small->setTextFormat(Qt::PlainText);
    }
    // An elided name keeps its beginning; the full text is the accessible name.
    m_subtitle->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *under = new QHBoxLayout;
    under->setSpacing(6);
    under->addWidget(m_subtitle, 1);
    under->addWidget(m_padlock);
    under->addWidget(m_lock);
    auto *head = m_column;
    head->setContentsMargins(24, 16, 12, 12);
    head->setSpacing(0);
    head->addWidget(m_title);
    head->addLayout(under);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_view, 1);
    m_view->setModel(m_model);
    connect(m_view, &SideView::chosen, this,
            [this](int row) { Q_EMIT chosen(m_model->items()[std::size_t(row)].name); });
    setHead({}, {}, {});
}

void SidePanel::setHead(const QString &title, const QString &subtitle, const QString &lock)
{
    m_title->setText(title);
    m_subtitle->setText(subtitle);
    m_subtitle->setToolTip(subtitle);
    m_subtitle->setAccessibleName(subtitle);
    m_lock->setText(lock);
    m_lock->setVisible(!lock.isEmpty());
    m_padlock->setVisible(!lock.isEmpty());
}

void SidePanel::setLow(bool low)
{
    m_column->setContentsMargins(24, low ? 12 : 16, 12, low ? 8 : 12);
    m_view->setLow(low);
}

void SidePanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Window));
    painter.fillRect(QRect(width() - 1, 0, 1, height()), palette().color(QPalette::Mid));
}

} // namespace smk
