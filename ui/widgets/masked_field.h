// A password that stands ready, shown as a mask of fixed length: not even its length is seen until "Show while held".
#pragma once

#include "secret_string.h"

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace smk {

class MaskedField : public QWidget
{
    Q_OBJECT
public:
    explicit MaskedField(QWidget *parent = nullptr);
    ~MaskedField() override;
    // Asked only while it is shown; the copy is wiped when it is hidden again.
    void setSource(std::function<SecretString()> source);
    void setShown(bool shown);
    [[nodiscard]] bool isShown() const { return m_shown; }
    [[nodiscard]] QLineEdit *edit() const { return m_edit; }

private:
    QLineEdit *m_edit;
    std::function<SecretString()> m_source;
    bool m_shown = false;
};

// "Show while held": shows as long as mouse or Space is down. Works on a MaskedField or on a password QLineEdit.
class HoldButton;
[[nodiscard]] QPushButton *showWhileHeldButton(MaskedField *field, QWidget *parent = nullptr);
[[nodiscard]] QPushButton *showWhileHeldButton(QLineEdit *edit, QWidget *parent = nullptr);
// A line edit in password mode with paste allowed; undo history and drag are off.
[[nodiscard]] QLineEdit *newPasswordEdit(QWidget *parent = nullptr);

} // namespace smk
