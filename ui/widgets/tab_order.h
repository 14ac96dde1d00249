// Tab goes where the eye goes. Rows, links and remedies come and go, and Qt puts what is new at the end of the window.
#pragma once

#include <QWidgetList>

namespace smk {

// What Tab may stop at inside `root`, in the order in which it is laid out; what is hidden now too.
[[nodiscard]] QWidgetList tabStops(QWidget *root);

// Tab walks these one after the other.
void chainTabs(const QWidgetList &stops);

} // namespace smk
