// The panel at the left: the steps with their results, or the places (Start's links). A QListView with real items, so
// that keyboard and screen readers come free; it grows into the receipt while the DBA works.
#pragma once

#include "status_shape.h"
#include "step_page.h"

#include <QAbstractListModel>
#include <QListView>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace smk {

struct SideItem
{
    QString name;
    QString title;
    QString result = {};
    SideState state = SideState::Upcoming;
    bool current = false;
    bool visited = false;
    bool step = true; // false: a place, without a shape
    int number = 0;
};

class SideModel : public QAbstractListModel
{
    Q_OBJECT
public:
    using QAbstractListModel::QAbstractListModel;
    void setItems(std::vector<SideItem> items);
    void update(const SideItem &item); // by name
    [[nodiscard]] const std::vector<SideItem> &items() const { return m_items; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    std::vector<SideItem> m_items;
};

class SideView : public QListView
{
    Q_OBJECT
public:
    explicit SideView(QWidget *parent = nullptr);
    void setLow(bool low);
    [[nodiscard]] bool isLow() const { return m_low; }

Q_SIGNALS:
    void chosen(int row);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    bool m_low = false;
};

class SidePanel : public QWidget
{
    Q_OBJECT
public:
    explicit SidePanel(QWidget *parent = nullptr);
    // lock: "steps 1–5 locked", or empty.
    void setHead(const QString &title, const QString &subtitle, const QString &lock);
    [[nodiscard]] SideModel *model() const { return m_model; }
    [[nodiscard]] SideView *view() const { return m_view; }
    void setLow(bool low);

Q_SIGNALS:
    void chosen(const QString &name);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_subtitle;
    QLabel *m_lock;
    ShapeLabel *m_padlock;
    QVBoxLayout *m_column;
    SideModel *m_model;
    SideView *m_view;
};

[[nodiscard]] Shape shapeOf(SideState state);

} // namespace smk
