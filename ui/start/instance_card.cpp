#include "instance_card.h"

#include <QCoreApplication>

namespace smk {

using namespace Qt::StringLiterals;

InstanceCard instanceCard(const FoundInstance &found)
{
    InstanceCard card;
    card.id = found.address;
    card.name = found.name;
    QStringList parts{found.instance.isEmpty() ? QCoreApplication::translate("LocalInstances", "Default instance")
                                               : QCoreApplication::translate("LocalInstances", "Named instance")};
    if (found.running)
        parts << (*found.running ? QCoreApplication::translate("LocalInstances", "service running")
                                 : QCoreApplication::translate("LocalInstances", "service not running"));
    card.facts = parts.join(u" · "_s);
    return card;
}

} // namespace smk
