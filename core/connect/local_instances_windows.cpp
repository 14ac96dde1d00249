#include "local_instances.h"

#include "thread_rule.h"

#include <QSettings>
#include <QSysInfo>

#include <windows.h>
#include <winsvc.h>

#include <memory>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 defaultPort = 1433;

struct CloseService
{
    void operator()(SC_HANDLE handle) const { CloseServiceHandle(handle); }
};
using ServiceHandle = std::unique_ptr<std::remove_pointer_t<SC_HANDLE>, CloseService>;

std::optional<bool> isRunning(const QString &service)
{
    const ServiceHandle manager(OpenSCManagerW(nullptr, nullptr, SC_MANAGER_CONNECT));
    if (!manager)
        return std::nullopt;
    const ServiceHandle handle(
        OpenServiceW(manager.get(), reinterpret_cast<const wchar_t *>(service.utf16()), SERVICE_QUERY_STATUS));
    SERVICE_STATUS status{};
    if (!handle || !QueryServiceStatus(handle.get(), &status))
        return std::nullopt;
    return status.dwCurrentState == SERVICE_RUNNING;
}

QString key(const QString &below)
{
    return u"HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Microsoft SQL Server\\"_s + below;
}

// `id`: the instance's folder, "MSSQL16.REPORTING". What the configuration manager writes there.
void readNetwork(const QString &id, QSettings::Format view, FoundInstance &found)
{
    const QSettings tcp(key(id + u"\\MSSQLServer\\SuperSocketNetLib\\Tcp"_s), view);
    if (tcp.contains(u"Enabled"_s))
        found.overTcp = tcp.value(u"Enabled"_s).toInt() == 1;
    const QSettings all(key(id + u"\\MSSQLServer\\SuperSocketNetLib\\Tcp\\IPAll"_s), view);
    // TcpPort may be a list; TcpDynamicPorts is what the last start was given.
    QString port = all.value(u"TcpPort"_s).toString().section(u',', 0, 0).trimmed();
    if (port.isEmpty())
        port = all.value(u"TcpDynamicPorts"_s).toString().trimmed();
    found.port = port.toUShort();
    const QSettings setup(key(id + u"\\Setup"_s), view);
    found.version = setup.value(u"Version"_s).toString();
}

FoundInstance instanceOf(const QString &name, const QString &id, QSettings::Format view)
{
    const bool standard = name.compare("MSSQLSERVER"_L1, Qt::CaseInsensitive) == 0;
    FoundInstance found;
    found.instance = standard ? QString() : name;
    found.address = standard ? u"(local)"_s : u"(local)\\%1"_s.arg(name);
    found.name = standard ? QSysInfo::machineHostName() : u"%1\\%2"_s.arg(QSysInfo::machineHostName(), name);
    found.running = isRunning(standard ? name : u"MSSQL$"_s + name);
    readNetwork(id, view, found);
    // The port is known from here: nobody has to be asked for it, and the Browser may be stopped.
    if (found.port != 0 && !(standard && found.port == defaultPort))
        found.address = u"(local)%1,%2"_s.arg(standard ? QString() : u'\\' + name).arg(found.port);
    return found;
}

} // namespace

std::vector<FoundInstance> localInstances(const LocalPath &)
{
    aboutToBlock("localInstances");
    std::vector<FoundInstance> all;
    // Instances of 32 bits are listed in the other view of the registry alone.
    for (const QSettings::Format view : {QSettings::Registry64Format, QSettings::Registry32Format}) {
        const QSettings names(key(u"Instance Names\\SQL"_s), view);
        const QStringList instances = names.childKeys();
        for (const QString &name : instances) {
            FoundInstance found = instanceOf(name, names.value(name).toString(), view);
            const bool known = std::any_of(all.begin(), all.end(), [&](const FoundInstance &other) {
                return other.instance.compare(found.instance, Qt::CaseInsensitive) == 0;
            });
            if (!known)
                all.push_back(std::move(found));
        }
    }
    return all;
}

} // namespace smk
