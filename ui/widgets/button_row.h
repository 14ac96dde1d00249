// Buttons beside one another, and below one another where the page is too narrow for them (long words, a small window).
#pragma once

#include <QLayout>

#include <vector>

namespace smk {

class ButtonRow : public QLayout
{
    Q_OBJECT
public:
    explicit ButtonRow(int spacing) { setSpacing(spacing); }
    ~ButtonRow() override;
    Q_DISABLE_COPY_MOVE(ButtonRow)

    void addItem(QLayoutItem *item) override { m_items.push_back(item); }
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    [[nodiscard]] QSize sizeHint() const override;    // all in one row
    [[nodiscard]] QSize minimumSize() const override; // the widest alone
    void setGeometry(const QRect &area) override;

private:
    int arrange(const QRect &area, bool move) const; // the height that it takes
    std::vector<QLayoutItem *> m_items;
};

} // namespace smk
