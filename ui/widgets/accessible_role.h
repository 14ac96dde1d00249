// What a screen reader takes a widget for. Qt knows its own classes alone: a page, a banner or a shape is "filler" to
// it, whose name is told by no reader.
#pragma once

#include <QAccessible>

class QWidget;

namespace smk {

// In the constructor, before anybody asks. What is read is the widget's accessible name.
void setAccessibleRole(QWidget *widget, QAccessible::Role role);
// Told at once where the system has a way for it; Qt 6.4 has no announcement of its own.
void alertReader(QWidget *widget);

} // namespace smk
