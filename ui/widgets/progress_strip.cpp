#include "progress_strip.h"

#include "theme.h"

#include <QGridLayout>
#include <QLabel>
#include <QProgressBar>
#include <QTimer>

namespace smk {

ProgressStrip::ProgressStrip(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_time(new QLabel(this))
    , m_bar(new QProgressBar(this))
    , m_timer(new QTimer(this))
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(0, 1);
    m_text->setFont(strongFont());
    m_text->setWordWrap(true);
    m_time->setForegroundRole(QPalette::PlaceholderText);
    m_bar->setTextVisible(false);
    m_bar->setFixedHeight(8);
    m_bar->setRange(0, 0);
    grid->addWidget(m_text, 0, 0);
    grid->addWidget(m_time, 0, 1);
    grid->addWidget(m_bar, 1, 0, 1, 2);
    m_timer->setInterval(50);
    connect(m_timer, &QTimer::timeout, this, [this] {
        showTime();
        if (m_bar->maximum() == 0)
            m_bar->update(); // only the moving bar needs it
    });
}

void ProgressStrip::start(const QString &text)
{
    setText(text);
    m_clock.start();
    m_timer->start();
    showTime();
}

void ProgressStrip::stop()
{
    m_timer->stop();
}

void ProgressStrip::setText(const QString &text)
{
    m_text->setText(text);
    m_bar->setAccessibleName(text);
}

void ProgressStrip::setNote(const QString &note)
{
    m_note = note;
    showTime();
}

void ProgressStrip::setProgress(qint64 done, qint64 total)
{
    if (total <= 0) {
        m_bar->setRange(0, 0);
        return;
    }
    m_bar->setRange(0, 1000);
    m_bar->setValue(int(std::clamp<qint64>(done * 1000 / total, 0, 1000)));
}

void ProgressStrip::showTime()
{
    QString time;
    if (m_clock.isValid()) {
        const qint64 seconds = m_clock.elapsed() / 1000;
        time = QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    }
    const QString text = m_note.isEmpty() || time.isEmpty() ? time + m_note : time + QStringLiteral(" · ") + m_note;
    if (text != m_time->text())
        m_time->setText(text);
}

} // namespace smk
