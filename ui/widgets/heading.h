// A page's title and its one why sentence.
#pragma once

#include <QWidget>

class QLabel;

namespace smk {

class Heading : public QWidget
{
    Q_OBJECT
public:
    explicit Heading(QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setWhy(const QString &markup);
    [[nodiscard]] QString title() const;

private:
    QLabel *m_title;
    QLabel *m_why;
};

} // namespace smk
