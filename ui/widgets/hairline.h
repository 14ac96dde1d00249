// A line one device pixel thick, between two blocks. Decoration only.
#pragma once

#include <QWidget>

namespace smk {

class Hairline : public QWidget
{
    Q_OBJECT
public:
    // firm: the line under a table's head.
    explicit Hairline(QWidget *parent = nullptr, bool firm = false);
    [[nodiscard]] QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_firm;
};

} // namespace smk
