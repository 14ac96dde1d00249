// A line one device pixel thick, between two blocks. Decoration only.
#pragma once

#include <QWidget>

namespace smk {

class Hairline : public QWidget
{
    Q_OBJECT
public:
    explicit Hairline(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace smk
