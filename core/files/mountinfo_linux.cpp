#include "mountinfo.h"

#include <QFile>

namespace smk {

QByteArray mountinfoText()
{
    QFile table(QStringLiteral("/proc/self/mountinfo"));
    return table.open(QIODevice::ReadOnly) ? table.readAll() : QByteArray();
}

} // namespace smk
