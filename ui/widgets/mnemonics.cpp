#include "mnemonics.h"

#include <QAbstractButton>
#include <QLabel>
#include <QPushButton>
#include <QSet>

namespace smk {

namespace {

constexpr const char *Given = "smk.mnemonicGiven"; // the button's words without the letter

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
    const QList<QPushButton *> ours = inside->findChildren<QPushButton *>();
    const auto isOurs = [](const QAbstractButton *button) { return button->property(Given).isValid(); };
    QSet<QChar> used;
    for (const QAbstractButton *button : window->findChildren<QAbstractButton *>()) {
        if (button->isVisibleTo(window) && !(isOurs(button) && inside->isAncestorOf(button)))
            used.insert(mnemonicOf(button->text()));
    }
    for (const QLabel *label : window->findChildren<QLabel *>()) {
        if (label->buddy() && label->isVisibleTo(window))
            used.insert(mnemonicOf(label->text()));
    }
    for (QPushButton *button : ours) {
        if (!isOurs(button)) {
            if (!mnemonicOf(button->text()).isNull())
                continue;
            button->setProperty(Given, button->text());
        }
        const QString text = button->property(Given).toString();
        QString with = text;
        for (qsizetype i = 0; i < text.size(); ++i) {
            const QChar letter = text.at(i).toLower();
            if (!letter.isLetterOrNumber() || used.contains(letter))
                continue;
            used.insert(letter);
            with = text.left(i) + u'&' + text.mid(i);
            break;
        }
        if (button->text() != with)
            button->setText(with);
    }
}

} // namespace smk
