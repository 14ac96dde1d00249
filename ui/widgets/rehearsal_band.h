// The striped band of a rehearsal: 24 high, 8-pixel diagonals, the word on the page's tone in the middle.
#pragma once

#include <QWidget>

namespace smk {

class RehearsalBand : public QWidget
{
    Q_OBJECT
public:
    explicit RehearsalBand(QWidget *parent = nullptr);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace smk
