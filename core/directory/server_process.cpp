#include "server_process.h"

#include <QList>

namespace smk {

std::optional<qint64> listenerInTable(const QByteArray &table, quint16 port)
{
    // sl local_address rem_address st tx:rx tr:tm retrnsmt uid …; the address is hex "0100007F:0599", state 0A listens.
    std::optional<qint64> user;
    for (const QByteArray &line : table.split('\n')) {
        const QList<QByteArray> fields = line.simplified().split(' ');
        if (fields.size() < 8 || fields[3] != "0A")
            continue;
        bool isPort = false;
        bool isUser = false;
        const uint local = fields[1].mid(fields[1].lastIndexOf(':') + 1).toUInt(&isPort, 16);
        const qint64 uid = fields[7].toLongLong(&isUser);
        if (!isPort || !isUser || local != port)
            continue;
        if (user && *user != uid)
            return std::nullopt;
        user = uid;
    }
    return user;
}

} // namespace smk
