#include "masked_field.h"

#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>

namespace smk {

namespace {

constexpr int MaskLength = 12; // always: the true length is not shown

// A push button that is "on" as long as it is held, by mouse or by Space, and off when it loses the focus.
QPushButton *holdButton(QWidget *parent, std::function<void(bool)> hold)
{
    auto *button = new QPushButton(MaskedField::tr("&Show while held"), parent);
    button->setAccessibleDescription(MaskedField::tr("Shows the password as long as the button is held down."));
    QObject::connect(button, &QPushButton::pressed, button, [hold] { hold(true); });
    QObject::connect(button, &QPushButton::released, button, [hold] { hold(false); });
    return button;
}

} // namespace

MaskedField::MaskedField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QLineEdit(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_edit);
    m_edit->setReadOnly(true);
    m_edit->setAccessibleName(tr("Generated password, hidden"));
    m_edit->setContextMenuPolicy(Qt::NoContextMenu);
    m_edit->setDragEnabled(false);
    setFocusProxy(m_edit);
    setShown(false);
}

MaskedField::~MaskedField()
{
    setShown(false);
}

void MaskedField::setSource(std::function<SecretString()> source)
{
    m_source = std::move(source);
    setShown(m_shown);
}

void MaskedField::setShown(bool shown)
{
    m_shown = shown && m_source;
    if (m_shown) {
        QString text = m_source().revealed();
        m_edit->setText(text);
        wipe(text);
        m_edit->setFont(fixedFont());
        m_edit->setCursorPosition(0);
        return;
    }
    QString old = m_edit->text();
    m_edit->clear();
    wipe(old);
    m_edit->setFont(QFont());
    m_edit->setText(tones().contrast ? QStringLiteral("[masked]") : QString(MaskLength, QChar(0x2022)));
}

QPushButton *showWhileHeldButton(MaskedField *field, QWidget *parent)
{
    return holdButton(parent, [field](bool held) { field->setShown(held); });
}

QPushButton *showWhileHeldButton(QLineEdit *edit, QWidget *parent)
{
    return holdButton(parent, [edit](bool held) { edit->setEchoMode(held ? QLineEdit::Normal : QLineEdit::Password); });
}

QLineEdit *newPasswordEdit(QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setEchoMode(QLineEdit::Password);
    edit->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase
                              | Qt::ImhSensitiveData);
    edit->setDragEnabled(false);
    return edit;
}

} // namespace smk
