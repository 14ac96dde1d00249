#include "history_page.h"

#include "history_table.h"
#include "labels.h"
#include "link_button.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>

namespace smk {

HistoryPage::HistoryPage(QWidget *parent)
    : StepPage(QStringLiteral("history"), tr("History"), parent)
    , m_model(new HistoryModel(this))
    , m_table(newHistoryTable(m_model, this))
    , m_empty(bodyLabel(tr("Nothing has been backed up yet. The first receipt will be listed here.")))
    , m_detailTitle(sectionLabel({}))
    , m_detail(smallLabel({}))
    , m_receipt(new LinkButton(tr("Show &receipt")))
    , m_label(new LinkButton(tr("Print &label")))
{
    setTitle(tr("What has been backed up, and where is it?"));
    setWhy(tr("Receipts of this computer’s runs. Rehearsals are kept apart."));
    content()->addWidget(m_empty);
    content()->addWidget(m_table);
    content()->addSpacing(8);
    auto *row = new QHBoxLayout;
    row->setSpacing(24);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_detailTitle);
    texts->addWidget(m_detail);
    row->addLayout(texts, 1);
    row->addWidget(m_receipt, 0, Qt::AlignTop);
    row->addWidget(m_label, 0, Qt::AlignTop);
    content()->addLayout(row);
    content()->addStretch(1);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] { refresh(); });
    connect(m_receipt, &LinkButton::clicked, this, [this] { Q_EMIT showReceiptRequested(selectedRow()); });
    connect(m_label, &LinkButton::clicked, this, [this] { Q_EMIT printLabelRequested(selectedRow()); });
    setRows({});
}

void HistoryPage::setRows(const std::vector<HistoryRow> &rows)
{
    const QString before = selectedRow();
    m_model->setRows(rows);
    m_empty->setVisible(rows.empty());
    m_table->setVisible(!rows.empty());
    int select = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].id == before)
            select = int(i);
    }
    if (!rows.empty())
        m_table->selectRow(select);
    // As high as its rows, up to twelve; then it scrolls by itself.
    const int shown = int(std::min<std::size_t>(rows.size(), 12));
    const int rowHeight = rows.empty() ? 37 : m_table->rowHeight(0);
    m_table->setVerticalScrollBarPolicy(rows.size() > 12 ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    m_table->setFixedHeight(m_table->horizontalHeader()->sizeHint().height() + shown * rowHeight + 2);
    refresh();
}

QString HistoryPage::selectedRow() const
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    return selected.isEmpty() ? QString() : m_model->rows()[std::size_t(selected.front().row())].id;
}

void HistoryPage::refresh()
{
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    for (QWidget *widget : {static_cast<QWidget *>(m_detailTitle), static_cast<QWidget *>(m_detail),
                            static_cast<QWidget *>(m_receipt), static_cast<QWidget *>(m_label)})
        widget->setVisible(!selected.isEmpty());
    if (selected.isEmpty())
        return;
    const HistoryRow &row = m_model->rows()[std::size_t(selected.front().row())];
    m_detailTitle->setText(row.detailTitle.isEmpty() ? row.server + QStringLiteral(", ") + row.made : row.detailTitle);
    setMarkup(m_detail, row.detail);
}

Footer HistoryPage::footer() const
{
    Footer footer;
    footer.primaryText = tr("Close");
    return footer;
}

void HistoryPage::primary()
{
    Q_EMIT closeRequested();
}

void HistoryPage::enter()
{
    refresh();
}

} // namespace smk
