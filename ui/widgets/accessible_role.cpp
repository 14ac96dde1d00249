#include "accessible_role.h"

#include <QAccessibleWidget>
#include <QVariant>

namespace smk {

namespace {

constexpr const char *Role = "smk.accessibleRole";

QAccessibleInterface *interfaceOf(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget == nullptr ? QVariant() : widget->property(Role);
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role)
{
    QAccessible::installFactory(&interfaceOf); // the same one again is not taken twice
    widget->setProperty(Role, static_cast<int>(role));
}

void alertReader(QWidget *widget)
{
    QAccessibleEvent alert(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

} // namespace smk
