// Help inside the program: the page of a step, or the answer to a problem. F1 opens it; it never blocks the window.
// Object names: help.text, help.topics.
#pragma once

#include <QDialog>

class QComboBox;
class QTextBrowser;

namespace smk {

class HelpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit HelpDialog(QWidget *parent = nullptr);
    // A page's name ("medium"), or a problem's id ("execute.file-not-created"), whose room decides.
    void showTopic(const QString &topic);

private:
    void load(const QString &file);
    QComboBox *m_topics;
    QTextBrowser *m_text;
};

} // namespace smk
