// Rows of findings: shape 16, label 136, value at the one value edge, at most one link. Text wraps under the edge.
#pragma once

#include "finding.h"
#include "status_shape.h"

class QGridLayout;
class QLabel;

namespace smk {

class LinkButton;

// What one row shows. `value` and `second` take the little markup; `second` is a small line below.
struct FindingRow
{
    QString id;
    Shape shape = Shape::None;
    QString label;
    QString value;
    QString second = {};
    QString linkText = {}; // "Why?"
};

// The row of a Finding, with the words from the word book: label = title, value = text, second = remedy, then the
// command in fixed font where there is one (its link is "Copy").
[[nodiscard]] FindingRow rowOf(const Finding &finding);

class FindingList : public QWidget
{
    Q_OBJECT
public:
    explicit FindingList(QWidget *parent = nullptr);
    void setFindings(const Findings &findings);
    void setRows(const std::vector<FindingRow> &rows);
    void addRow(const FindingRow &row);
    void addHairline();
    void clear();
    // Label column; 136 puts values at the value edge. The Password page indents its list.
    void setLabelWidth(int width);
    // Summary on Back up: no shape column, labels at the margin, values at the value edge.
    void setShapeColumn(bool shown);
    [[nodiscard]] int count() const { return m_count; }
    // The value label of a row, for tests; nullptr where there is none.
    [[nodiscard]] QLabel *valueLabel(const QString &id) const;
    // To the clipboard, said at the row's link.
    void copyOf(const QString &id, const QString &text);

Q_SIGNALS:
    void linkChosen(const QString &id);

private:
    QGridLayout *m_grid;
    int m_labelWidth = 136;
    bool m_shapes = true;
    int m_count = 0;
    int m_line = 0;
};

} // namespace smk
