// Five segments, a word, a sentence: strength as guessing effort. Colour is never alone.
#pragma once

#include <QWidget>

class QLabel;

namespace smk {

class StrengthBar : public QWidget
{
    Q_OBJECT
public:
    explicit StrengthBar(QWidget *parent = nullptr);
    // filled 0…5; 0-1 in the error's tone, 2-3 in the warning's, 4-5 in the ok tone.
    void setStrength(int filled, const QString &word, const QString &text);

private:
    class Segments;
    Segments *m_segments;
    QLabel *m_word;
    QLabel *m_text;
};

} // namespace smk
