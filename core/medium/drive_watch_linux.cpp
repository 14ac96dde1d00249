#include "drive_watch.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QFile>
#include <QSocketNotifier>
#include <QTimer>
#include <QUuid>

namespace smk {

namespace {

const QString service = QStringLiteral("org.freedesktop.UDisks2");

// One plug makes a dozen signals: they are gathered for a moment.
class LinuxWatch : public QObject, public DriveWatch
{
    Q_OBJECT
public:
    explicit LinuxWatch(std::function<void()> changed)
        : m_changed(std::move(changed))
        , m_name(QStringLiteral("smk-watch-") + QUuid::createUuid().toString(QUuid::Id128))
    {
        m_gather.setSingleShot(true);
        m_gather.setInterval(200);
        connect(&m_gather, &QTimer::timeout, this, [this] { m_changed(); });
        followMounts();
        followService();
    }
    ~LinuxWatch() override { QDBusConnection::disconnectFromBus(m_name); }
    bool follows() const override { return m_service; }

private Q_SLOTS:
    // A slot with the message alone always connects; one with the signal's own types fails silently on Qt 6.4 until
    // they are registered (measured), so the answer of connect() is looked at too.
    void told(const QDBusMessage &) { m_gather.start(); }

private:
    void followMounts()
    {
        m_mounts.setFileName(QStringLiteral("/proc/self/mountinfo"));
        if (!m_mounts.open(QIODevice::ReadOnly))
            return;
        m_notifier = std::make_unique<QSocketNotifier>(m_mounts.handle(), QSocketNotifier::Exception);
        connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
            m_mounts.seek(0);
            (void)m_mounts.readAll(); // until it is read, the kernel says the same again
            m_gather.start();
        });
    }
    void followService()
    {
        const QString address = qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS");
        QDBusConnection bus = address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SystemBus, m_name)
                                                : QDBusConnection::connectToBus(address, m_name);
        if (!bus.isConnected())
            return;
        const QString manager = QStringLiteral("org.freedesktop.DBus.ObjectManager");
        const QString root = QStringLiteral("/org/freedesktop/UDisks2");
        m_service =
            bus.connect(service, root, manager, QStringLiteral("InterfacesAdded"), this, SLOT(told(QDBusMessage)));
        m_service =
            bus.connect(service, root, manager, QStringLiteral("InterfacesRemoved"), this, SLOT(told(QDBusMessage)))
            && m_service;
        m_service = bus.connect(service, QString(), QStringLiteral("org.freedesktop.DBus.Properties"),
                                QStringLiteral("PropertiesChanged"), this, SLOT(told(QDBusMessage)))
                    && m_service;
    }
    std::function<void()> m_changed;
    QString m_name;
    QTimer m_gather;
    QFile m_mounts;
    std::unique_ptr<QSocketNotifier> m_notifier;
    bool m_service = false;
};

} // namespace

std::unique_ptr<DriveWatch> watchDrives(std::function<void()> changed)
{
    return std::make_unique<LinuxWatch>(std::move(changed));
}

} // namespace smk

#include "drive_watch_linux.moc"
