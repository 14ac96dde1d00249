#include "hairline.h"

#include <QPainter>

namespace smk {

Hairline::Hairline(QWidget *parent, bool firm)
    : QWidget(parent)
    , m_firm(firm)
{
    setFixedHeight(1);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Hairline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(m_firm ? QPalette::Dark : QPalette::Mid));
}

} // namespace smk
