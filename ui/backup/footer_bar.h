// The bar at the bottom: Help and F1 at the left; extra, Back, primary and Cancel at the right. And the bar at the top
// into which the side list folds when the window is narrow.
#pragma once

#include "side_list.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace smk {

class LinkButton;

class FooterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FooterBar(QWidget *parent = nullptr);
    // filled: whether the primary button bears the fill now.
    void present(const Footer &footer, bool filled);
    void setMargin(int margin, int height);
    LinkButton *help;
    QPushButton *extra;
    QPushButton *back;
    QPushButton *primary;
    QPushButton *cancel;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QHBoxLayout *m_row;
};

class FoldedBar : public QWidget
{
    Q_OBJECT
public:
    explicit FoldedBar(QWidget *parent = nullptr);
    // The item shown, how many there are, and how many notes were made.
    void present(const SideItem &item, int count, int notes);
    LinkButton *allSteps;

Q_SIGNALS:
    void chosen(const QString &name);

public:
    void popUp(const SideModel &model);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ShapeLabel *m_shape;
    QLabel *m_text;
    ShapeLabel *m_noteShape;
    QLabel *m_notes;
};

} // namespace smk
