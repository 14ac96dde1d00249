// A box in the frame's tone with a few facts side by side: check code, key, proof.
#pragma once

#include <QFrame>

class QGridLayout;
class QHBoxLayout;
class QLabel;

namespace smk {

class FactBox : public QFrame
{
    Q_OBJECT
public:
    explicit FactBox(QWidget *parent = nullptr);
    void clear();
    // large: in the banner's size and fixed font, as the check code.
    void addFact(const QString &label, const QString &value, bool large = false);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QGridLayout *m_grid;
    int m_column = 0;
};

// A bordered box on the page's tone: icon, text, links at the right ("DBSRV01 signed in as …  Read again  Change…").
class SummaryBox : public QFrame
{
    Q_OBJECT
public:
    explicit SummaryBox(QWidget *parent = nullptr);
    void setText(int icon, const QString &markup); // icon: an ObjectIcon
    void addRight(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    class IconLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_row;
};

} // namespace smk
