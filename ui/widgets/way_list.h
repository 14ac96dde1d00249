// Ways tried, one a row: shape, what, outcome in a column (Copy page; scenario list).
#pragma once

#include "status_shape.h"

#include <vector>

class QGridLayout;

namespace smk {

struct WayRow
{
    QString id;
    Shape shape = Shape::Ring;
    QString label;
    QString outcome = {};
    bool current = false; // DemiBold
};

class WayList : public QWidget
{
    Q_OBJECT
public:
    explicit WayList(QWidget *parent = nullptr);
    void setWays(const std::vector<WayRow> &ways);
    void setWay(const WayRow &way); // replaces the row of the same id, or adds one

private:
    void rebuild();
    QGridLayout *m_grid;
    std::vector<WayRow> m_ways;
};

} // namespace smk
