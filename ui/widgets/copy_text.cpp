#include "copy_text.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QTimer>
#include <QToolTip>
#include <QWidget>

namespace smk {

namespace {

constexpr int Shown = 2000;
constexpr const char *Before = "smk.descriptionBefore";

} // namespace

void copyText(const QString &text, QWidget *link)
{
    QGuiApplication::clipboard()->setText(text);
    const QString said = QCoreApplication::translate("LinkButton", "Copied.");
    QToolTip::showText(link->mapToGlobal(QPoint(0, link->height() / 2)), said, link, {}, Shown);
    // Of the control with the focus a screen reader tells a new description at once; Qt 6.4 has no announcement.
    if (link->property(Before).isValid())
        return;
    link->setProperty(Before, link->accessibleDescription());
    link->setAccessibleDescription(said);
    QTimer::singleShot(Shown, link, [link] {
        link->setAccessibleDescription(link->property(Before).toString());
        link->setProperty(Before, {});
    });
}

} // namespace smk
