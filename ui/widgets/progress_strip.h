// What is happening, how long already, and one bar 8 high. Elapsed time runs by itself between start() and stop().
#pragma once

#include <QElapsedTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QTimer;

namespace smk {

class ProgressStrip : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressStrip(QWidget *parent = nullptr);
    void start(const QString &text);
    void stop();
    void setText(const QString &text);
    // After the time: "steps 5 to 7".
    void setNote(const QString &note);
    // total 0: nothing can be counted, the bar moves.
    void setProgress(qint64 done, qint64 total);

private:
    void showTime();
    QLabel *m_text;
    QLabel *m_time;
    QProgressBar *m_bar;
    QTimer *m_timer;
    QElapsedTimer m_clock;
    QString m_note;
};

} // namespace smk
