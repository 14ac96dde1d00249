#include "server_process.h"

#include "thread_rule.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace smk {

std::optional<qint64> findServerProcessUser(quint16 port)
{
    aboutToBlock("findServerProcessUser");
    QByteArray all;
    for (const QString &name : {u"/proc/net/tcp"_s, u"/proc/net/tcp6"_s}) {
        QFile table(name);
        if (table.open(QIODevice::ReadOnly))
            all += table.readAll() + '\n';
    }
    return listenerInTable(all, port);
}

} // namespace smk
