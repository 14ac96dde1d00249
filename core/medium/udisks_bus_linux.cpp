// UDisks2 on the system bus. Every call has a limit, and one that was not answered is not asked again at once: the list
// is read every few seconds.
#include "udisks_service.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QElapsedTimer>
#include <QUuid>

#include <mutex>

namespace smk {

namespace {

const QString service = QStringLiteral("org.freedesktop.UDisks2");
constexpr int lookLimit = 5000;      // milliseconds
constexpr int actLimit = 120 * 1000; // a person may be asked for a password meanwhile
constexpr qint64 quietAfterSilence = 20 * 1000;

QDBusConnection connectedBus(const QString &name)
{
    // Asked for anew each time a program starts it, as libdbus itself does.
    const QString address = qEnvironmentVariable("DBUS_SYSTEM_BUS_ADDRESS");
    return address.isEmpty() ? QDBusConnection::connectToBus(QDBusConnection::SystemBus, name)
                             : QDBusConnection::connectToBus(address, name);
}

// Arrays of byte strings and object paths as plain values; whatever else is nested stays unread.
QVariant plain(const QVariant &value)
{
    if (value.userType() == qMetaTypeId<QDBusObjectPath>())
        return value.value<QDBusObjectPath>().path();
    if (value.userType() != qMetaTypeId<QDBusArgument>())
        return value;
    const auto argument = value.value<QDBusArgument>();
    if (argument.currentSignature() != QStringLiteral("aay"))
        return {};
    QVariantList list;
    argument.beginArray();
    while (!argument.atEnd()) {
        QByteArray bytes;
        argument >> bytes;
        list.append(bytes);
    }
    argument.endArray();
    return list;
}

UDisksObjects objectsOf(const QDBusArgument &argument)
{
    UDisksObjects objects;
    if (argument.currentSignature() != QStringLiteral("a{oa{sa{sv}}}"))
        return objects;
    QMap<QDBusObjectPath, QMap<QString, QVariantMap>> raw;
    argument >> raw;
    for (auto object = raw.begin(); object != raw.end(); ++object) {
        UDisksInterfaces &interfaces = objects[object.key().path()];
        for (auto interface = object->begin(); interface != object->end(); ++interface)
            for (const QString &property : interface->keys())
                interfaces[interface.key()].insert(property, plain((*interface)[property]));
        for (const QString &name : object->keys())
            interfaces[name]; // an interface without properties says something too
    }
    return objects;
}

class BusService : public DriveService
{
public:
    BusService() { qDBusRegisterMetaType<QMap<QString, QVariantMap>>(); }
    ~BusService() override
    {
        if (!m_name.isEmpty())
            QDBusConnection::disconnectFromBus(m_name);
    }
    ServiceAnswer look() override
    {
        const std::scoped_lock guard(m_lock);
        if (m_silent.isValid() && m_silent.elapsed() < quietAfterSilence)
            return m_last;
        m_silent.invalidate();
        const auto reply =
            ask(QStringLiteral("/org/freedesktop/UDisks2"), QStringLiteral("org.freedesktop.DBus.ObjectManager"),
                QStringLiteral("GetManagedObjects"), {}, lookLimit);
        m_last = {};
        if (!reply) {
            m_last.error = reply.error();
            m_last.state = stateOfError(reply.error());
            if (reply.error().name.endsWith(QStringLiteral(".NoReply"))
                || reply.error().name.endsWith(QStringLiteral("Timeout")))
                m_silent.start();
            return m_last;
        }
        const QVariant first = reply->value(0);
        if (first.userType() != qMetaTypeId<QDBusArgument>()) {
            m_last.state = ServiceState::Broken;
            m_last.error.words = QStringLiteral("GetManagedObjects: an answer of another shape");
            return m_last;
        }
        m_last.state = ServiceState::Answers;
        m_last.facts = decodeUDisks(objectsOf(first.value<QDBusArgument>()));
        return m_last;
    }
    tl::expected<QString, ServiceError> call(const QString &path, const QString &interface,
                                             const QString &method) override
    {
        const std::scoped_lock guard(m_lock);
        const auto reply = ask(path, interface, method, {QVariantMap()}, actLimit);
        if (!reply)
            return tl::unexpected(reply.error());
        return reply->value(0).toString();
    }

private:
    tl::expected<QVariantList, ServiceError> ask(const QString &path, const QString &interface, const QString &method,
                                                 const QVariantList &arguments, int limit)
    {
        QDBusConnection bus = connection();
        if (!bus.isConnected()) {
            const QDBusError error = bus.lastError();
            return tl::unexpected(ServiceError{QStringLiteral("org.freedesktop.DBus.Error.NoServer"), error.message()});
        }
        QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
        message.setArguments(arguments);
        message.setInteractiveAuthorizationAllowed(true);
        const QDBusMessage reply = bus.call(message, QDBus::Block, limit);
        if (reply.type() == QDBusMessage::ErrorMessage)
            return tl::unexpected(ServiceError{reply.errorName(), reply.errorMessage()});
        return reply.arguments();
    }
    // One connection, made anew when the bus was restarted.
    QDBusConnection connection()
    {
        if (!m_name.isEmpty()) {
            QDBusConnection bus(m_name);
            if (bus.isConnected())
                return bus;
            QDBusConnection::disconnectFromBus(m_name);
        }
        m_name = QStringLiteral("smk-drives-") + QUuid::createUuid().toString(QUuid::Id128);
        return connectedBus(m_name);
    }
    std::mutex m_lock;
    QString m_name;
    QElapsedTimer m_silent;
    ServiceAnswer m_last;
};

} // namespace

std::shared_ptr<DriveService> systemDriveService()
{
    return std::make_shared<BusService>();
}

} // namespace smk
