#include "history_table.h"

#include "theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QTableView>

namespace smk {

namespace {

enum Column { State, Server, Made, Key, Proof, Medium, Due, Columns };

QString cell(const HistoryRow &row, int column)
{
    switch (column) {
    case State:
        return row.state;
    case Server:
        return row.server;
    case Made:
        return row.made;
    case Key:
        return row.key;
    case Proof:
        return row.proof;
    case Medium:
        return row.medium;
    case Due:
        return row.due;
    default:
        return {};
    }
}

// Header in the page's tone, small and secondary, a firm line below.
class PlainHeader : public QHeaderView
{
public:
    explicit PlainHeader(QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
    {
        setHighlightSections(false);
        setSectionsClickable(false);
        setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        setFont(smallFont());
    }

protected:
    QSize sectionSizeFromContents(int section) const override
    {
        const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        return {QFontMetrics(smallFont()).horizontalAdvance(text) + 14,
                std::max(34, QFontMetrics(smallFont()).height() + 16)};
    }
    void paintSection(QPainter *painter, const QRect &rect, int section) const override
    {
        painter->fillRect(rect, palette().color(QPalette::Base));
        painter->setFont(smallFont());
        painter->setPen(secondaryColor(palette()));
        const QString text = model()->headerData(section, Qt::Horizontal, Qt::DisplayRole).toString();
        painter->drawText(rect.adjusted(6, 0, -6, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), palette().color(QPalette::Dark));
    }
};

} // namespace

void HistoryModel::setRows(std::vector<HistoryRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : Columns;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const HistoryRow &row = m_rows[std::size_t(index.row())];
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return cell(row, index.column());
    if (role == Qt::AccessibleTextRole)
        return QStringLiteral("%1: %2").arg(headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
                                            cell(row, index.column()));
    return {};
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case State:
        return tr("State");
    case Server:
        return tr("Server");
    case Made:
        return tr("Made");
    case Key:
        return tr("Key");
    case Proof:
        return tr("Proof");
    case Medium:
        return tr("Medium");
    case Due:
        return tr("Next due");
    default:
        return {};
    }
}

HistoryDelegate::HistoryDelegate(QTableView *table)
    : QStyledItemDelegate(table)
    , m_table(table)
{
}

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFont font = index.column() == Key ? fixedFont() : index.column() == State ? strongFont() : smallFont();
    const int text = QFontMetrics(font).horizontalAdvance(index.data().toString());
    return {text + 14 + (index.column() == State ? 24 : 0), std::max(37, QFontMetrics(QFont()).height() + 18)};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QPalette palette = m_table->palette();
    const bool on = option.state & QStyle::State_Selected;
    const HistoryRow &row = static_cast<const HistoryModel *>(index.model())->rows()[std::size_t(index.row())];
    painter->save();
    painter->fillRect(option.rect, on ? tones().selectionTint : palette.color(QPalette::Base));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                      palette.color(QPalette::Mid));
    QRect text = option.rect.adjusted(6, 0, -6, 0);
    if (index.column() == State) {
        paintShape(*painter, QRectF(text.left(), text.center().y() - 7, 16, 16), row.shape, palette);
        text.setLeft(text.left() + 24);
    }
    QFont font = index.column() == Key ? fixedFont() : smallFont();
    if (on && index.column() == State)
        font.setWeight(QFont::DemiBold);
    painter->setFont(font);
    painter->setPen(palette.color(QPalette::Text));
    const QString shown = painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideMiddle, text.width());
    painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    if (m_table->hasFocus() && index.row() == m_table->currentIndex().row()) {
        // One frame of 2 around the whole row, each cell painting its own part.
        const QColor focus = palette.color(QPalette::Highlight);
        const QRect &r = option.rect;
        painter->fillRect(QRect(r.left(), r.top(), r.width(), 2), focus);
        painter->fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), focus);
        if (index.column() == 0)
            painter->fillRect(QRect(r.left(), r.top(), 2, r.height()), focus);
        if (index.column() == Columns - 1)
            painter->fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), focus);
    }
    painter->restore();
}

QTableView *newHistoryTable(HistoryModel *model, QWidget *parent)
{
    auto *table = new QTableView(parent);
    table->setHorizontalHeader(new PlainHeader(table));
    table->setModel(model);
    table->setItemDelegate(new HistoryDelegate(table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setWordWrap(false);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table->horizontalHeader()->setSectionResizeMode(Server, QHeaderView::Stretch);
    table->horizontalHeader()->setMinimumSectionSize(48);
    table->setAccessibleName(HistoryModel::tr("Backups"));
    return table;
}

} // namespace smk
