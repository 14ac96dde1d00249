// One row of a form: label 160, gap 16, field at the value edge; below it the error of this field in words, and a hint.
//   auto *server = new FormRow(tr("&Server"), combo);   server->setError(tr("No server yet."), tr("Type its name…"));
#pragma once

#include <QWidget>

class QAbstractButton;
class QGridLayout;
class QHBoxLayout;
class QLabel;

namespace smk {

class FormRow : public QWidget
{
    Q_OBJECT
public:
    // `field` may be a widget, or nullptr with addToField() for several side by side. The label becomes its buddy.
    explicit FormRow(const QString &label, QWidget *field = nullptr, QWidget *parent = nullptr);
    // Puts one more widget to the right of the field; stretch 0 keeps its own width.
    void addToField(QWidget *widget, int stretch = 0);
    // Fills the rest of the row with nothing: the fields keep their widths, at the left.
    void addStretch();
    // A whole widget under the field, at the value edge.
    void addBelow(QWidget *widget);
    void setHint(const QString &markup);
    // Bold word and explanation with the octagon; also the field's accessible description. Empty clears.
    void setError(const QString &word, const QString &text = {});
    void clearError() { setError({}); }
    [[nodiscard]] bool hasError() const;
    [[nodiscard]] QWidget *field() const { return m_field; }
    [[nodiscard]] QString labelText() const;
    void setLabelText(const QString &label);

private:
    void placeBuddy(QWidget *widget);
    QGridLayout *m_grid;
    QHBoxLayout *m_fields;
    QLabel *m_label;
    QWidget *m_field = nullptr;
    QWidget *m_errorLine = nullptr;
    QLabel *m_errorText = nullptr;
    QLabel *m_hint = nullptr;
};

// A radio button or check box with a small line below it, indented to its text.
class ChoiceWithHint : public QWidget
{
    Q_OBJECT
public:
    ChoiceWithHint(QAbstractButton *choice, const QString &hint, QWidget *parent = nullptr);
    void setHint(const QString &markup);
    [[nodiscard]] QAbstractButton *choice() const { return m_choice; }

private:
    QAbstractButton *m_choice;
    QLabel *m_hint;
};

} // namespace smk
