// Ends a Qt Widgets program after its first page was painted, and says how long that took since it was started
// (SMK_BENCH_START, nanoseconds of CLOCK_MONOTONIC) and how much memory it had at most. Into the file SMK_BENCH_RESULT.
#include <QApplication>
#include <QEvent>
#include <QTimer>
#include <QWidget>

#include <cstdio>
#include <cstring>
#include <ctime>
#include <unistd.h>

namespace {

long peakKilobytes()
{
    long peak = -1;
    char line[256];
    if (std::FILE *status = std::fopen("/proc/self/status", "r")) {
        while (std::fgets(line, sizeof line, status))
            if (std::strncmp(line, "VmHWM:", 6) == 0)
                peak = std::strtol(line + 6, nullptr, 10);
        std::fclose(status);
    }
    return peak;
}

class FirstPaint : public QObject
{
public:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        const auto *widget = event->type() == QEvent::Paint ? qobject_cast<QWidget *>(object) : nullptr;
        if (widget && widget->window()->isVisible() && !m_seen) {
            m_seen = true;
            // The whole window is painted in one go; the loop comes back when it is on the screen.
            QTimer::singleShot(0, qApp, [] { end(); });
        }
        return false;
    }

private:
    static void end()
    {
        timespec now = {};
        clock_gettime(CLOCK_MONOTONIC, &now);
        const qint64 nanoseconds = now.tv_sec * 1'000'000'000LL + now.tv_nsec - qgetenv("SMK_BENCH_START").toLongLong();
        if (std::FILE *file = std::fopen(qgetenv("SMK_BENCH_RESULT").constData(), "w")) {
            std::fprintf(file, "%.3f %ld\n", static_cast<double>(nanoseconds) / 1e6, peakKilobytes());
            std::fclose(file);
        }
        _exit(0);
    }
    bool m_seen = false;
};

void watch()
{
    if (qobject_cast<QApplication *>(QCoreApplication::instance()) && qEnvironmentVariableIsSet("SMK_BENCH_RESULT"))
        qApp->installEventFilter(new FirstPaint);
}

} // namespace

Q_COREAPP_STARTUP_FUNCTION(watch)
