// The history as a model, and the delegate that paints its rows: shape and word first, hairlines, no grid.
#pragma once

#include "history_page.h"

#include <QAbstractTableModel>
#include <QStyledItemDelegate>

class QTableView;

namespace smk {

class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setRows(std::vector<HistoryRow> rows);
    [[nodiscard]] const std::vector<HistoryRow> &rows() const { return m_rows; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<HistoryRow> m_rows;
};

class HistoryDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit HistoryDelegate(QTableView *table);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QTableView *m_table;
};

[[nodiscard]] QTableView *newHistoryTable(HistoryModel *model, QWidget *parent);

} // namespace smk
