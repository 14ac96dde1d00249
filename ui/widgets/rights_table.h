// Who may do what with the folder: if only created, and created and protected.
#pragma once

#include <QWidget>

#include <vector>

class QGridLayout;

namespace smk {

struct RightsRow
{
    QString principal;
    QString before;
    QString after;
    bool changes = false; // the right-hand value is the one fact that matters
};

class RightsTable : public QWidget
{
    Q_OBJECT
public:
    explicit RightsTable(QWidget *parent = nullptr);
    void setHeads(const QString &before, const QString &after);
    void setRows(const std::vector<RightsRow> &rows);

private:
    void rebuild();
    QGridLayout *m_grid;
    QString m_beforeHead;
    QString m_afterHead;
    std::vector<RightsRow> m_rows;
};

} // namespace smk
