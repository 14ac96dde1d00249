#include "local_instances.h"

#include "thread_rule.h"

#include <QDir>
#include <QFile>
#include <QSysInfo>

namespace smk {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 defaultPort = 1433;

// The short name of a process; other users' entries of /proc are readable for that, but where they are hidden from all
// but root (hidepid): that the first process cannot be seen tells so, and then nothing is known.
std::optional<bool> isRunning(const QString &prefix)
{
    const QStringList ids = QDir(prefix + u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &id : ids) {
        QFile name(prefix + u"/proc/"_s + id + u"/comm"_s);
        if (id.front().isDigit() && name.open(QIODevice::ReadOnly) && name.read(16).trimmed() == "sqlservr")
            return true;
    }
    QFile first(prefix + u"/proc/1/comm"_s);
    return first.open(QIODevice::ReadOnly) ? std::optional(false) : std::nullopt;
}

// network.tcpport of mssql.conf, where it is readable; else the default.
quint16 configuredPort(const QString &prefix)
{
    QFile conf(prefix + u"/var/opt/mssql/mssql.conf"_s);
    if (!conf.open(QIODevice::ReadOnly))
        return 0;
    const QList<QByteArray> lines = conf.read(64 * 1024).split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> parts = line.split('=');
        if (parts.size() == 2 && parts.front().trimmed() == "tcpport")
            return parts.back().trimmed().toUShort();
    }
    return 0;
}

} // namespace

// On Linux there is one instance a machine, always the default one.
std::vector<FoundInstance> localInstances(const LocalPath &rootPrefix)
{
    aboutToBlock("localInstances");
    const QString prefix = rootPrefix.text();
    const bool there = QFile::exists(prefix + u"/opt/mssql/bin/sqlservr"_s)
                       || QFile::exists(prefix + u"/usr/lib/systemd/system/mssql-server.service"_s)
                       || QFile::exists(prefix + u"/lib/systemd/system/mssql-server.service"_s);
    if (!there)
        return {};
    FoundInstance found;
    found.port = configuredPort(prefix);
    found.address = found.port == 0 || found.port == defaultPort ? u"localhost"_s : u"localhost,%1"_s.arg(found.port);
    found.name = QSysInfo::machineHostName();
    found.running = isRunning(prefix);
    return {found};
}

} // namespace smk
