// One thing to do at the end: icon, title, a small line, buttons at the right.
#pragma once

#include "object_icon.h"

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace smk {

class ActionRow : public QWidget
{
    Q_OBJECT
public:
    explicit ActionRow(ObjectIcon icon, QWidget *parent = nullptr);
    void setTexts(const QString &title, const QString &small);
    QPushButton *addButton(const QString &text);

private:
    QLabel *m_title;
    QLabel *m_small;
    QHBoxLayout *m_row;
};

} // namespace smk
