// History: what has been backed up, and where it is. A plain list over the receipts.
#pragma once

#include "status_shape.h"
#include "step_page.h"

#include <vector>

class QLabel;
class QTableView;

namespace smk {

struct HistoryRow
{
    QString id;
    Shape shape = Shape::None;
    QString state; // "Current"
    QString server;
    QString made;
    QString key; // "…A9C25F18"
    QString proof;
    QString medium;
    QString due;
    QString detailTitle = {}; // "DBSRV01, 2026-11-24"
    QString detail = {};      // lines in the little markup
};

class HistoryModel;
class LinkButton;

class HistoryPage : public StepPage
{
    Q_OBJECT
public:
    explicit HistoryPage(QWidget *parent = nullptr);
    void setRows(const std::vector<HistoryRow> &rows);
    [[nodiscard]] QString selectedRow() const;
    [[nodiscard]] Footer footer() const override;
    void primary() override;
    void enter() override;
    void lookAgain() override { Q_EMIT lookAgainRequested(); }

Q_SIGNALS:
    void showReceiptRequested(const QString &id);
    void printLabelRequested(const QString &id);
    void lookAgainRequested();
    void closeRequested();

private:
    void refresh();
    HistoryModel *m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QLabel *m_detailTitle;
    QLabel *m_detail;
    LinkButton *m_receipt;
    LinkButton *m_label;
};

} // namespace smk
