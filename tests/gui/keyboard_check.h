// What a page owes to who has no mouse and to who does not see it: Tab goes down the page and then to the footer, every
// stop has a name, no two letters with Alt are the same, and the focus is seen.
#pragma once

#include "shell.h"
#include "tab_order.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QDateTimeEdit>
#include <QLabel>
#include <QTest>

namespace smk {

// "Which mnemonic", lower case; null without one.
[[nodiscard]] inline QChar letterOf(const QString &text)
{
    const QKeySequence key = QKeySequence::mnemonic(text);
    return key.isEmpty() ? QChar() : QChar(char16_t(key[0].key())).toLower();
}

[[nodiscard]] inline QStringList sameLetters(const QWidget &window)
{
    QMap<QChar, QStringList> who;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (!widget->isVisible() || !widget->isEnabled()
            || (button == nullptr && (label == nullptr || !label->buddy())))
            continue;
        const QString text = button != nullptr ? button->text() : label->text();
        if (const QChar letter = letterOf(text); !letter.isNull())
            who[letter] << text;
    }
    QStringList complaints;
    for (auto at = who.cbegin(); at != who.cend(); ++at)
        if (at->size() > 1)
            complaints << QStringLiteral("Alt+%1: %2").arg(QString(at.key()), at->join(QStringLiteral(" | ")));
    return complaints;
}

// Walks with Tab once around, from the page's first stop.
[[nodiscard]] inline QStringList complaintsOfTab(Shell &shell)
{
    QStringList complaints;
    StepPage *page = shell.currentPage();
    const QWidgetList stops = tabStops(page);
    const auto begin = std::find_if(stops.begin(), stops.end(),
                                    [](const QWidget *stop) { return stop->isVisible() && stop->isEnabled(); });
    QWidget *first = begin == stops.end() ? shell.primaryButton() : *begin;
    first->setFocus();
    QWidget *at = first;
    int last = -1;
    bool left = false;
    for (int i = 0; i < 200 && at != nullptr; ++i) {
        const QString name =
            QStringLiteral("%1 %2").arg(QLatin1String(at->metaObject()->className()), at->objectName());
        if (page->isAncestorOf(at)) {
            const QAccessibleInterface *seen = QAccessible::queryAccessibleInterface(at);
            if (seen == nullptr || seen->text(QAccessible::Name).isEmpty())
                complaints << QStringLiteral("no name: ") + name;
            if (left)
                complaints << QStringLiteral("reached after the footer: ") + name;
            const int y = at->mapTo(page, QPoint(0, at->height() / 2)).y();
            if (y + 24 < last)
                complaints << QStringLiteral("Tab goes up to ") + name;
            last = y;
        } else {
            left = true;
        }
        QTest::keyClick(at, Qt::Key_Tab);
        QWidget *next = QApplication::focusWidget();
        if (next == first)
            return complaints;
        if (next == at && qobject_cast<QDateTimeEdit *>(at) == nullptr) // whose year, month and day are stops
            return complaints << QStringLiteral("Tab stays at ") + name;
        at = next;
    }
    return complaints << QStringLiteral("Tab does not come round");
}

[[nodiscard]] inline QStringList complaintsOfKeyboard(Shell &shell)
{
    QTest::qWait(50); // what was unfolded is laid out, and the banner's letters follow
    return sameLetters(shell) + complaintsOfTab(shell);
}

} // namespace smk
