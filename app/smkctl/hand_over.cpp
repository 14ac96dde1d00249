#include "hand_over.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace smk {

std::optional<HandOver> readHandOver(const QString &path)
{
    constexpr qint64 Longest = 64 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray bytes = file.read(Longest);
    if (!bytes.endsWith('\n'))
        return {}; // still being written
    const QJsonObject object = QJsonDocument::fromJson(bytes).object();
    wipe(bytes);
    HandOver handOver;
    handOver.port = static_cast<quint16>(object.value("port"_L1).toInt());
    handOver.login = object.value("login"_L1).toString();
    handOver.password = SecretString(object.value("password"_L1).toString());
    handOver.caFile = LocalPath(object.value("caFile"_L1).toString());
    handOver.serverName = object.value("serverName"_L1).toString();
    handOver.scenario = object.value("scenario"_L1).toString();
    handOver.serverUser = object.value("serverUser"_L1).toString();
    handOver.places = {LocalPath(object.value("root"_L1).toString()),
                       ServerPath(object.value("serverFolder"_L1).toString())};
    if (handOver.port == 0 || handOver.login.isEmpty() || handOver.places.root.isEmpty())
        return {};
    return handOver;
}

ServerAccess HandOver::access() const
{
    ServerAccess access;
    access.order.server.host = u"127.0.0.1"_s;
    access.order.server.port = port;
    access.order.login = login;
    access.order.password = password.clone();
    access.order.caFile = caFile;
    access.rehearsal = places;
    return access;
}

} // namespace smk
