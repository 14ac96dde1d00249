#include "mnemonics.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QSet>

namespace smk {

namespace {

QChar mnemonicOf(const QString &text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text.at(i) == u'&' && text.at(i + 1) != u'&')
            return text.at(i + 1).toLower();
        if (text.at(i) == u'&')
            ++i;
    }
    return {};
}

} // namespace

void giveMnemonics(QWidget *window, QWidget *inside)
{
    QSet<QChar> used;
    for (const QAbstractButton *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(window))
            used.insert(mnemonicOf(button->text()));
    }
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (label->buddy() && label->isVisibleTo(window))
            used.insert(mnemonicOf(label->text()));
    }
    for (QPushButton *button : inside->findChildren<QPushButton *>()) {
        const QString text = button->text();
        if (!mnemonicOf(text).isNull())
            continue;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar letter = text.at(i).toLower();
            if (!letter.isLetterOrNumber() || used.contains(letter))
                continue;
            used.insert(letter);
            button->setText(text.left(i) + u'&' + text.mid(i));
            break;
        }
    }
}

} // namespace smk
